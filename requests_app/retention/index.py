"""The index of personal columns: every column of every table has a rule, and a test counts them.

Whoever adds a column says here what becomes of it when a request is destroyed, or why it stays.
"""

from requests_app.retention import tables_beside, tables_of_answers, tables_of_requests
from requests_app.retention.table import Table

TABLES: tuple[Table, ...] = (*tables_of_requests.TABLES, *tables_of_answers.TABLES, *tables_beside.TABLES)
"""In the order in which they are gone through: a row that leads to another one goes before it where it must."""
ERASING: tuple[Table, ...] = tuple(each for each in TABLES if each.removed or each.emptied or each.replaced)
"""The tables of which something goes."""
