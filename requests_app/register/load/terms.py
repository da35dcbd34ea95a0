"""From the cells of a row to what was disclosed, and on what terms."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from requests_app.register.load.answers import answer, clause, conditions, one_of
from requests_app.register.load.cells import compact, is_meant, is_nothing, lines, trimmed
from requests_app.register.load.days import DayError, read_year
from requests_app.register.load.matching import key_of
from requests_app.register.load.numbers import read_number
from requests_app.register.load.party import LONGEST_PASSAGE, read_date
from requests_app.register.load.row import Terms
from requests_app.register.load.slip import Slip
from requests_app.register.load.words import code_of, question
from requests_app.register.models.business import EARLIEST_REPORT_YEAR
from requests_app.statute import Knowledge, Use, in_statutory_order

TERMS_COLUMNS = (
    *("category", "year", "brand", "direct_marketing", "use", "knowledge", "derived_from", "inferable"),
    *("exclusion", "exclusion_conditions", "unreported_data", "disclosed_from", "disclosed_to", "note"),
    "disclosure_number",
)
PARTING = (";", "|")
"""Signs between several texts in a cell; a line break parts them too."""
NO_CATEGORY = "(none)"
"""What an export writes where a disclosure has no category: a blank cell is a fault."""
NO_DISCLOSURE = "(no disclosure)"
"""What an export writes in place of the category where a third party got nothing: the row names it alone."""
_UNSURE = frozenset({"unknown", "not known", "tbd", "?"})
"""Elsewhere a way to write nothing; of what was disclosed it says that there is something nobody knows yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What a reader has to know: the business's brands, what words and blanks are mapped to, the year of undated rows.

    With `today` a later year is told.
    """

    brands: frozenset[str] = frozenset()
    categories: dict[str, str | None] = field(default_factory=dict)
    blank_kind: str = ""
    year: int | None = None
    today: date | None = None


class _Words(NamedTuple):
    codes: tuple[str, ...]
    outside: tuple[str, ...]


def read_terms(slip: Slip, wording: Wording, *, dated: bool) -> Terms | None:
    """Return the terms, or None where a cell is at fault or has to be asked about. A dated row's terms have no year."""
    words = _categories(slip, "category", wording)
    derived = _categories(slip, "derived_from", wording)
    unreported = _texts_in_lines(slip, "unreported_data")
    if not (words.codes or words.outside or unreported or slip.faulty) and _first(slip, "category") != NO_CATEGORY:
        slip.fault("category", _missing(slip))
    if len(slip.raw("unreported_data")) > LONGEST_PASSAGE:
        slip.fault("unreported_data", f"This is longer than {LONGEST_PASSAGE:,} letters. Shorten it.")
    claimed = clause(slip)
    first, last = (read_date(slip, name, earliest=EARLIEST_REPORT_YEAR) for name in ("disclosed_from", "disclosed_to"))
    year = None if dated else _year(slip, wording, first, last)
    _check_span(slip, year, first, last)
    terms = Terms(
        year=year,
        brand=_brand(slip, wording),
        categories=words.codes,
        derived_from=derived.codes,
        inferable=bool(answer(slip, "inferable")),
        use=_use(slip),
        knowledge=one_of(slip, "knowledge", Knowledge) or Knowledge.KNOWS,
        exclusion_clause=claimed,
        exclusion_conditions=conditions(slip, claimed),
        unreported_data=tuple(dict.fromkeys((*words.outside, *derived.outside, *unreported))),
        disclosed_from=first,
        disclosed_to=last,
        note=slip.passage("note", longest=LONGEST_PASSAGE),
        number=read_number(slip, "disclosure_number", of="disclosures on the same terms"),
    )
    return None if slip.faulty else terms


def _missing(slip: Slip) -> str:
    said = " ".join(slip.raw("category").split())
    if not any(map(str.isalpha, said)):
        return f"The category is missing. Where nothing of the 27 was disclosed, write {NO_CATEGORY}."
    return (
        f"“{said}” may mean that only data outside the 27 categories was disclosed, that nothing was, or that nobody "
        f"filled this in. Write {NO_CATEGORY} for the first, {NO_DISCLOSURE} for the second, else the categories."
    )


def names_party_alone(slip: Slip) -> bool:
    """Whether the row says that nothing was disclosed to its third party."""
    return _first(slip, "category").casefold() == NO_DISCLOSURE


def check_party_alone(slip: Slip, *, dated: bool) -> None:
    """Tell as a fault what else the row says of a disclosure: it may be that the one that counts is hidden so."""
    for name in TERMS_COLUMNS:
        if name != "category" and slip.lines(name):
            slip.fault(name, f"The category says {NO_DISCLOSURE}, and this tells of one. Correct one of them.")
    if dated or len(slip.lines("category")) > 1:
        slip.fault("category", f"This says {NO_DISCLOSURE}, and the row tells of one. Correct one of them.")


def _first(slip: Slip, name: str) -> str:
    return next(iter(slip.lines(name)), "")


def _texts(slip: Slip, name: str) -> tuple[str, ...]:
    """Return the parts of a cell between ; | and line breaks; never a comma, which the statute's own labels hold."""
    is_said = is_meant(slip.raw(name))
    return tuple(dict.fromkeys(part for part in _parts(slip.lines(name)) if is_said or not is_nothing(part)))


def _texts_in_lines(slip: Slip, name: str) -> tuple[str, ...]:
    """Return the lines of a cell that has a line break, as an export writes it; else its parts between ; and |."""
    return tuple(dict.fromkeys(slip.lines(name))) if "\n" in slip.raw(name) else _texts(slip, name)


def _parts(cell: list[str]) -> list[str]:
    return [trimmed(part) for line in cell for part in line.replace("|", PARTING[0]).split(PARTING[0])]


def _named(slip: Slip, name: str) -> list[str]:
    """Return the words of a cell with categories; among others also what stands for one that nobody knows yet."""
    found = dict.fromkeys(_parts(lines(slip.raw(name))))
    said = [word for word in found if not is_nothing(word)]
    return [word for word in found if word.casefold() in _UNSURE or word in said] if said else []


def _categories(slip: Slip, name: str, wording: Wording) -> _Words:
    codes, outside = [], []
    for word in _named(slip, name):
        if word == NO_CATEGORY:
            continue
        key = compact(word)
        code = wording.categories[key] if key in wording.categories else code_of(word)
        if code:
            codes.append(code)
        elif key in wording.categories:
            outside.append(word)
        else:
            slip.ask(name, word, question(word))
    return _Words(in_statutory_order(codes), tuple(outside))


def _year(slip: Slip, wording: Wording, first: date | None, last: date | None) -> int | None:
    text = _first(slip, "year")
    try:
        if text:
            year = read_year(text, today=wording.today)
            if year.warning:
                slip.warn("year", year.warning)
            return year.on
    except DayError as error:
        slip.fault("year", str(error))
        return None
    known = wording.year or next((day.year for day in (first, last) if day), None)
    if known is None:
        column = "disclosed_on" if "disclosed_on" in slip.headings else "year"
        slip.fault(
            column, "There is neither a date nor a year. Write one, or give the year of the whole file (--year)."
        )
    return known


def _check_span(slip: Slip, year: int | None, first: date | None, last: date | None) -> None:
    days = [day for day in (first, last) if day]
    years = {day.year for day in days} | ({year} if year else set())
    name = "disclosed_to" if last else "disclosed_from"
    if days and len(years) > 1:
        slip.fault(name, "The first and the last day must lie in the year of the row. Write a row for each year.")
    elif first and last and last < first:
        slip.fault(name, "The last day is before the first.")


def _brand(slip: Slip, wording: Wording) -> str:
    text = " ".join(slip.lines("brand"))
    if not text:
        return ""
    # As it is spelled first: two brands may differ by case alone where they were kept before that was refused.
    exact = next((each for each in sorted(wording.brands) if " ".join(each.split()) == text), "")
    found = exact or next((each for each in sorted(wording.brands) if key_of(each) == key_of(text)), "")
    if not found:
        known = ", ".join(sorted(wording.brands)) or "none"
        slip.fault("brand", f"The business has no brand “{text}”. Its brands are: {known}.")
    return found


def _use(slip: Slip) -> Use:
    """`direct_marketing` where the file has it and no use is given: no is the use “none”. Nothing said: marketing."""
    use = one_of(slip, "use", Use)
    if not slip.has("direct_marketing"):
        return use or Use.DIRECT_MARKETING
    marketing = answer(slip, "direct_marketing", must=use is None)
    if use is not None and marketing is not None and marketing is not (use in {Use.DIRECT_MARKETING, Use.RESALE}):
        slip.fault("direct_marketing", f"This says {'yes' if marketing else 'no'}, and the use is {use}.")
    return use or (Use.NONE if marketing is False else Use.DIRECT_MARKETING)
