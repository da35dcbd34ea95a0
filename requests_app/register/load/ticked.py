"""Files with a column for each category, marked where it was disclosed: read as one column that names those marked."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from requests_app.register.load.answers import NO, YES
from requests_app.register.load.block import Block
from requests_app.register.load.cells import Unread, is_error, trimmed
from requests_app.register.load.headings import bare, shown
from requests_app.register.load.row import Remark, Remarks
from requests_app.register.load.strays import readable
from requests_app.register.load.terms import NO_CATEGORY, PARTING
from requests_app.register.load.words import code_of, is_category_word

TICKS = frozenset({"x", "✓", "✔", "☑", "☒", "✗", "✘", "●", "•"}) | YES
"""What marks a category in lower case. A cross is a mark here, for a blank is what says no."""
_MARKS = TICKS | NO


def ticked(headings: Mapping[int, str], said: Iterable[int], rows: Iterable[Sequence[str]]) -> dict[int, str]:
    """Return the columns that each stand for a category, by place, with its word; none where there is no such column.

    `headings` are those that nothing else is known of, `said` the places that a person said to be categories. `rows`
    are some below them: such a column holds marks, for the most part, and one at least is surely of the 27. One that
    was said to be a category may as well name some: it holds marks alone.
    """
    said = set(said)
    words = {place: _word(heading) for place, heading in headings.items()}
    cells = {place: [_mark(row[place]) for row in rows if place < len(row)] for place in headings}
    found = {
        place: word
        for place, word in words.items()
        if (place in said or is_category_word(word)) and _is_marked(cells[place], all_of_them=place in said)
    }
    is_sure = any((place in said or code_of(word)) and any(cells[place]) for place, word in found.items())
    return found if is_sure else {}


def named(
    blocks: Iterable[Block], columns: Mapping[int, str], headings: Sequence[str], remarks: Remarks
) -> Iterator[Block]:
    """Give the blocks with one cell more behind those below the headings: it names the categories that a row marks."""
    for block in blocks:
        rows = [_with_categories(block, at, columns, headings, remarks) for at in range(len(block))]
        whole = Block(block.first_row, rows, first_line=block.first_line, lines=block.lines)
        whole.damage = block.damage
        yield whole


def _with_categories(
    block: Block, at: int, columns: Mapping[int, str], headings: Sequence[str], remarks: Remarks
) -> list[str]:  # one row
    cells, width = block.record(at), len(headings)
    if not any(map(str.strip, cells)):
        return []
    cells = cells + [""] * (width - len(cells))
    if all(shown(cells[place]) == headings[place] for place in columns):
        return [*cells[:width], "", *cells[width:]]  # the headings once more
    words, is_told = [], False
    for place, word in columns.items():
        mark = _mark(cells[place])
        if mark in TICKS:
            words.append(word)
        elif isinstance(cells[place], Unread) or (mark and mark not in NO):
            is_told = True
            value = readable(str.__str__(cells[place]))[:200]
            says = _says(cells[place])
            remarks.fault(
                Remark(row=block.row(at), line=block.line(at), column=headings[place], value=value, says=says)
            )
    if not words and not is_told:
        says = (
            "No category is marked in this row. Mark those that were disclosed, or write "
            "into a column “category” what was."
        )
        remarks.fault(
            Remark(row=block.row(at), line=block.line(at), column=headings[next(iter(columns))], value="", says=says)
        )
    return [*cells[:width], f" {PARTING[0]} ".join(words) or NO_CATEGORY, *cells[width:]]


def _word(heading: str) -> str:
    """Return what a heading names: as it stands, or else without what says nothing around it."""
    return heading if code_of(heading) or not is_category_word(bare(heading)) else bare(heading)


def _is_marked(cells: list[str], *, all_of_them: bool) -> bool:
    """Whether at least half of the cells that are not blank are marks: the others are slips of the pen, and faults."""
    filled = [cell for cell in cells if cell]
    marks = sum(cell in _MARKS for cell in filled)
    return marks == len(filled) if all_of_them else marks * 2 >= len(filled)


def _mark(cell: str) -> str:
    return trimmed(str.__str__(cell)).casefold()


def _says(cell: str) -> str:
    if isinstance(cell, Unread):
        return cell.says
    if is_error(cell.strip()):
        return "A formula failed here. Correct it, or write the value itself."
    return "This is no mark. Write x or yes where the category was disclosed, and nothing or no where it was not."
