"""The notice as HTML. Its sentences lie in `templates/notices/words`, one a file; the e-mail shares them."""

import unicodedata
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

from requests_app.notices.content import NoticeContent, RecipientLine
from requests_app.notices.glosses import gloss
from requests_app.notices.render.left_out import in_words
from requests_app.requests.law_sentences import in_their_language
from requests_app.statute import Answer

MOST_BRANDS_IN_LETTERHEAD = 6
"""More brands than this are named at the end of the notice only, so that the letterhead keeps its height."""

LINES_ON_A_PAGE = 40
CHARACTERS_IN_A_LINE = 24
"""A cell that fills more than a page at this measure may be divided; every other row stays whole."""


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


def context(content: NoticeContent, *, enclosed: int = 0) -> dict[str, Any]:  # a template takes values of any kind
    """Return what the templates of a notice are filled with, in the language spoken now.

    `enclosed` is how many pages of statement follow a letter that does not say what the statement says.
    """
    statement = content.statement
    values = {
        "statement": statement,
        "letter": content.letter,
        "own": content.own,
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
        "categories": [(each.label, gloss(each.code, each.label)) for each in statement.categories],
        "left_out": in_words(statement.left_out),
        "by_name_alone": any(not (line.products or line.examples_unknown) for line in statement.recipients),
        "enclosed": enclosed,
        "long": {recipient for recipient in statement.recipients if _is_long(recipient)},
        "brands_in_letterhead": len(statement.sender.brands) <= MOST_BRANDS_IN_LETTERHEAD,
    }
    return values | {"words": _Words(values)}


def _is_long(recipient: RecipientLine) -> bool:
    cells = ((recipient.name,), recipient.address_lines, ("; ".join(recipient.products),))
    return any(sum(_lines(line) for line in cell) > LINES_ON_A_PAGE for cell in cells)


def _lines(line: str) -> int:
    width = sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in line)
    return -(-width // CHARACTERS_IN_A_LINE)


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
    shown = {"for_screen": for_screen, "accent_url": accent_url, "large_print": is_large}
    with translation.override(content.statement.language):
        return render_to_string("notices/notice.html", context(content, enclosed=enclosed) | shown)
