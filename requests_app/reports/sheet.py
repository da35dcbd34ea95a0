"""A report as CSV: a line for each number, with its definition and clause, and nothing that a program calculates."""

import csv
from collections.abc import Iterator

from requests_app.register.export import harmless
from requests_app.reports.report import CLAUSES, Report, Row
from requests_app.statute import Answer

HEADINGS = ("table", "of", "figure", "value", "note", "definition", "clause")
_SCOPE = "What the report is about"
_COLUMNS = ("received", "answered", "in_time", "late", "open", "overdue", "withdrawn", "median")
"""The columns of the tables. Each is called as the figure whose definition is its own."""
_SPANS = "Answered requests whose answer went out so many days after the day of arrival, which is day 0."
_DELIVERIES = {
    "sent": "Mails the mail server accepted, and letters that were posted.",
    "waiting": "Mails and letters that are still to go out.",
    "doubtful": "Mails of which nobody knows whether the mail server took them.",
    "failed": "Mails that the mail server refused or that came back. A new try of the same mail is no new one.",
}
_HELD = "Messages of the year of which nobody has yet said whether they are requests. They are in no other number."


def csv_lines(found: Report) -> Iterator[str]:
    """Yield the report as lines of CSV, with a mark by which spreadsheet programs know UTF-8."""
    writer = csv.writer(_Line())
    yield "\ufeff"
    for cells in (HEADINGS, *_rows(found)):
        yield writer.writerow([harmless(str(cell)) for cell in cells])


class _Line:
    """A file that hands each line on as it is written."""

    def write(self, line: str) -> str:
        return line


def _rows(found: Report) -> Iterator[tuple[object, ...]]:
    scope = found.scope
    for name, value in (
        ("Business", scope.business.legal_name),
        ("Year of arrival", scope.year),
        ("Door", scope.door.replace("_", " ") or "every one"),
        ("Answer", scope.answer.replace("_", " ") or "every one"),
        ("Counted on", scope.on.isoformat()),
        ("Zone of the days", scope.business.timezone),
    ):
        yield ("scope", "", name, value, "", _SCOPE, "")
    for figure in (*found.parts, *found.speed):
        clause = "" if figure.clause == "–" else figure.clause
        yield ("figures", "", figure.name, figure.says, figure.note, figure.definition, clause)
    if found.held is not None:
        yield ("figures", "", "Messages not sorted yet", found.held, "", _HELD, "")
    for table, rows in (("months", found.months), ("doors", found.doors), ("answers", found.answers)):
        for row in rows:
            yield from _of(found, table, row)
    for span in found.spans:
        days = f"{span.first} to {span.last} days" if span.last is not None else f"{span.first} days or more"
        yield ("days", days, "Answers", span.answers, "", _SPANS, "")
    for sent in found.deliveries:
        what = f"{sent.kind} {sent.channel}".lower()
        for key, definition in _DELIVERIES.items():
            yield ("deliveries", what, key, getattr(sent, key), "", definition, "")


def _of(found: Report, table: str, row: Row) -> Iterator[tuple[object, ...]]:
    figures = {figure.key: figure for figure in (*found.parts, *found.speed)}
    for column in _COLUMNS:
        figure = figures[column]
        name = "Answered in time" if column == "in_time" else figure.name
        clause = CLAUSES[Answer(row.key)] if table == "answers" else figure.clause
        of = row.key.replace("_", " ")
        yield (table, of, name, getattr(row, column), "", figure.definition, "" if clause == "–" else clause)
