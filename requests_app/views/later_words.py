"""What requesters said later, as the desk shows it: each with what stood there before, and whether anybody looked."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from requests_app.requests.models import AnswerFormat, DisclosureRequest, LaterWord, ReplyBy
from requests_app.views import dates
from requests_app.views.receipts import LABELS

_LABELS = {**LABELS, "answer_format": gettext_lazy("Form of the answer")}
_CHOICES: dict[str, dict[str, str]] = {
    "reply_by": {choice.value: str(choice.label) for choice in ReplyBy},
    "answer_format": {choice.value: str(choice.label) for choice in AnswerFormat},
}


@dataclass(frozen=True, slots=True)
class Changed:
    """One thing that a requester said anew."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WordLine:
    """One word of a requester."""

    word: LaterWord
    at: str
    changes: tuple[Changed, ...]
    looked: str
    is_open: bool


def word_lines(row: DisclosureRequest, *, on: date) -> tuple[WordLine, ...]:
    """Return what was said, what waits for a look first, then the newest."""
    found = LaterWord.objects.filter(receipt__disclosure_request=row).select_related("receipt", "looked_by")
    lines = [_line(word, zone=row.business.timezone, on=on) for word in found.order_by("-id")]
    return tuple(sorted(lines, key=lambda line: not line.is_open))


def _line(word: LaterWord, *, zone: str, on: date) -> WordLine:
    looked = ""
    if word.looked_at is not None and word.looked_by is not None:
        who = word.looked_by.get_full_name() or word.looked_by.get_username()
        looked = _("%(who)s looked at it, %(at)s") % {"who": who, "at": dates.moment(word.looked_at, zone=zone, on=on)}
    return WordLine(
        word=word,
        at=dates.moment(word.at, zone=zone, on=on),
        changes=tuple(
            Changed(str(_LABELS[name]), _shown(name, word.before.get(name, "")), _shown(name, after))
            for name, after in word.after.items()
        ),
        looked=looked,
        is_open=word.needs_look and word.looked_at is None,
    )


def _shown(name: str, value: str) -> str:
    if name == "answer_format" and not value:
        return _("as everybody gets it")
    return _CHOICES.get(name, {}).get(value, value) or _("nothing")
