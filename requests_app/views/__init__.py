"""Doors for people: the public pages and the review desk. A view loads, asks whether it may, calls `handling` once."""
