"""What a year of requests comes to, asked of the rows: it reads, and changes nothing.

`scope` says which requests are meant, `counted` asks the database for them in groups, `beside` for what is not in those
groups, `figures` makes the numbers with their definitions, and `report` puts them together.
"""
