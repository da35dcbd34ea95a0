"""One file with many people: an agent's or attorney's batch, each row with its own verdict.

reading      what a file holds: rows of cells under our headings
row_form     one row: the person it asks for, or what is wrong with which cell
batch_form   who sent it, how and when it came, where the answers go
page         the file, looked at and then taken; `dossier` what came of it
"""
