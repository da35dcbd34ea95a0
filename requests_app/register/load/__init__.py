"""Spreadsheets into the register: read strictly, every fault named by row and column, all of a file or nothing."""
