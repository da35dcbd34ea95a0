"""The notice as HTML. Its sentences lie in `templates/notices/words`, one a file; the e-mail shares them."""

import unicodedata
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

from requests_app.notices.content import CategoryLine, NoticeContent, RecipientLine, Replaces, Statement
from requests_app.notices.glosses import gloss
from requests_app.notices.render.left_out import in_words
from requests_app.notices.render.logo import address_of
from requests_app.requests.law_sentences import in_their_language
from requests_app.statute import Answer

MOST_BRANDS_IN_LETTERHEAD = 6
"""More brands than this are named at the end of the notice only, so that the letterhead keeps its height."""

MOST_IN_HEAD = 70
"""Characters of the business's name in the line above each page."""

LINES_ON_A_PAGE = 40
CHARACTERS_IN_A_LINE = 24
"""A cell that fills more than a page at this measure may be divided; every other row stays whole."""
LARGE_LINES_ON_A_PAGE = 18
LARGE_CHARACTERS_IN_A_LINE = 11
"""The same in large print."""


class _Words:
    """The sentences of a notice by the name of their file, each on one line and not yet escaped."""

    def __init__(self, values: dict[str, Any]) -> None:  # a template takes values of any kind
        self._values = values

    def __getitem__(self, name: str) -> str:
        if name == "answer":
            name = f"answer_{self._values['answer'].value}"
        return one_line(render_to_string(f"notices/words/{name}.txt", self._values))


def one_line(text: str) -> str:
    """Join the lines of a rendered template; what comes out is plain text that a page still escapes."""
    return " ".join(text.split())


def context(
    content: NoticeContent, *, enclosed: int = 0, large_print: bool = False
) -> dict[str, Any]:  # a template takes values of any kind
    """Return what the templates of a notice are filled with, in the language spoken now.

    `enclosed` is how many pages of statement follow a letter that does not say what the statement says.
    """
    statement = content.statement
    values = {
        "statement": statement,
        "letter": content.letter,
        "own": content.own,
        "replaces": content.replaces,
        "sender": statement.sender,
        "opt_out": statement.opt_out,
        "answer": statement.answer,
        "lists": statement.answer == Answer.DISCLOSURE,
        "states": statement.answer in {Answer.DISCLOSURE, Answer.NOTHING_DISCLOSED},
        "explains": statement.answer in {Answer.CHOICE, Answer.NOT_REQUIRED},
        "advertises": any(recipient.digital_advertising for recipient in statement.recipients),
        "only_advertises": bool(statement.recipients)
        and all(each.digital_advertising for each in statement.recipients),
        "says": [in_their_language(sentence) for sentence in statement.says],
        "letter_says": [in_their_language(sentence) for sentence in content.letter.says] if content.letter else [],
        "categories": _glossed(statement.categories),
        "left_out": in_words(statement.left_out),
        "by_name_alone": any(not (line.products or line.examples_unknown) for line in statement.recipients),
        "stops_known": any(line.opt_out for line in statement.recipients),
        # That nothing was disclosed is worth what it rests on: it says so at once. Others say it at the end.
        "rests_on_first": statement.answer == Answer.NOTHING_DISCLOSED and not enclosed and statement.register_on,
        "rests_on_last": statement.answer == Answer.DISCLOSURE and not enclosed and statement.register_on,
        "short_name": _shortened(statement.sender.legal_name),
        "enclosed": enclosed,
        "long": set()
        if enclosed
        else {each for each in statement.recipients if _is_long(each, large_print=large_print)},
        "brands_in_letterhead": len(statement.sender.brands) <= MOST_BRANDS_IN_LETTERHEAD,
    }
    words = _Words(values)
    told = {**_changed(statement, words), **_told_anew(content.replaces, words)}
    return values | {"words": words, **told, "next_steps": _next_steps(values, words)}


def _changed(statement: Statement, words: _Words) -> dict[str, Any]:  # a template takes values of any kind
    """Return what is other than the year before, in groups with a title each, those that are empty left out."""
    found = statement.changes
    if found is None:
        return {}
    names = (("recipients_new", found.recipients_new), ("recipients_gone", found.recipients_gone))
    categories = (("categories_new", found.categories_new), ("categories_gone", found.categories_gone))
    return {
        "changed_names": [(words[title], each) for title, each in names if each],
        "changed_categories": [(words[title], _glossed(lines)) for title, lines in categories if lines],
    }


def _told_anew(found: Replaces | None, words: _Words) -> dict[str, Any]:  # a template takes values of any kind
    """Return what is other than in the notices that this one replaces, in groups as `_changed` does."""
    if found is None:
        return {}
    names = (
        ("replaces_recipients_new", found.recipients_new),
        ("replaces_recipients_gone", found.recipients_gone),
        ("replaces_recipients_other", found.recipients_other),
    )
    categories = (
        ("replaces_categories_new", found.categories_new),
        ("replaces_categories_gone", found.categories_gone),
    )
    return {
        "other_names": [(words[title], each) for title, each in names if each],
        "other_categories": [(words[title], _glossed(lines)) for title, lines in categories if lines],
    }


def _glossed(lines: tuple[CategoryLine, ...]) -> list[tuple[str, str]]:
    """Return each category in the law's words, with its meaning in the language spoken now."""
    return [(each.label, gloss(each.code, each.label)) for each in lines]


def _next_steps(values: dict[str, Any], words: _Words) -> list[str]:
    """Return what the reader of a statement can do, in the order in which most would want to."""
    if not values["states"]:
        return []
    steps = (
        ("next_companies", bool(values["statement"].recipients)),
        ("next_year", True),
    )
    return [words[name] for name, holds in steps if holds]


def _shortened(name: str) -> str:
    return name if len(name) <= MOST_IN_HEAD else f"{name[: MOST_IN_HEAD - 1].rstrip()}…"


def _is_long(recipient: RecipientLine, *, large_print: bool) -> bool:
    most, width = (
        (LARGE_LINES_ON_A_PAGE, LARGE_CHARACTERS_IN_A_LINE) if large_print else (LINES_ON_A_PAGE, CHARACTERS_IN_A_LINE)
    )
    cells = ((recipient.name,), (*recipient.address_lines, recipient.opt_out), ("; ".join(recipient.products),))
    return any(sum(_lines(line, width) for line in cell) > most for cell in cells)


def _lines(line: str, width: int) -> int:
    taken = sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in line)
    return -(-taken // width)


def render_html(
    content: NoticeContent,
    *,
    for_screen: bool = False,
    accent_url: str = "",
    large_print: bool = False,
    enclosed: int = 0,
) -> str:
    """Return the notice as a whole page, or its letter alone where a statement of `enclosed` pages follows.

    `for_screen` links the style sheets a browser is allowed to load, `accent_url` the one with the business's colour.
    A letter says itself whether it is in `large_print`.
    """
    is_large = large_print or (content.letter is not None and content.letter.large_print)
    shown: dict[str, Any] = {"for_screen": for_screen, "accent_url": accent_url, "large_print": is_large}
    if content.statement.sender.logo is not None:
        shown["logo_url"] = address_of(content.statement.sender.logo.digest, for_screen=for_screen)
    with translation.override(content.statement.language):
        return render_to_string(
            "notices/notice.html", context(content, enclosed=enclosed, large_print=is_large) | shown
        )
