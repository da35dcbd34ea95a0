"""The evidence bundle: what is kept of one request in one ZIP file, for whoever has to prove how it was handled.

`rows` says what stands in the database, `pieces` which files that makes, `write` puts them into the file with their
digests, `index` is the page that opens it. Names of files are made here: nothing that anybody sent becomes one.
"""
