"""What the law's rulings say to a resident, in the resident's language.

`statute` knows no Django and writes English. Each of its sentences stands here once more as the catalogue knows it,
with %(…)s in place of what only the facts tell; a test holds the list against the statute's source.
"""

import re
from functools import cache

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

SENTENCES = (
    _(
        "This law covers personal information that a business shares with other companies for their own direct "
        "marketing. In %(year)s we shared none of the kinds it lists."
    ),
    _(
        "In %(year)s we shared personal information about our customers with other companies. They used it, or "
        "may have used it, for their own direct marketing. We list the kinds of information and the companies for "
        "you."
    ),
    _(
        "In %(year)s we shared personal information about our customers with other companies. They used it for "
        "their own direct marketing. We list the kinds of information and the companies for you."
    ),
    _(
        "You called us, and we take these requests in writing or by e-mail. So please send us your request at one "
        "of the addresses we publish for it, and we will answer it."
    ),
    _("We answer within %(days)s days because you used our form for these requests."),
    _("We answer within %(days)s days because your request reached a number we publish for these requests."),
    _("We answer within %(days)s days because your request reached an address we publish for these requests."),
    _(
        "We answer within %(days)s days at most. Your request reached us at a place other than the ones we "
        "publish for these requests."
    ),
    _(
        "We answer within %(days)s days because your request went on to an address we publish for these requests. "
        "In no case will it take more than %(most)s days from the day we first got it."
    ),
    _(
        'Our home page has a link, "Your California Privacy Rights," that gives the addresses for these requests. '
        "Your request reached us elsewhere, so the law does not ask us to send a list. Please write to one of "
        "those addresses, and we will answer."
    ),
    _("This law covers businesses with %(fewest)s or more employees. We have fewer, so it does not apply to us."),
    _(
        "We already answered a request that you made in %(year)s. The law asks us for one answer in a calendar "
        "year. You are welcome to ask again from January 1, %(next)s."
    ),
    _(
        "Our privacy policy says that we share your personal information with other companies for their direct "
        "marketing only if you agree first. You have the right to prevent it, and using that right is free."
    ),
    _(
        "Our privacy policy says that you can tell us not to share your personal information with other companies "
        "for their direct marketing. You have the right to prevent it, and using that right is free."
    ),
    _(
        "This law is for people who live in California. From your request we understand that you live elsewhere, "
        "so the law does not ask us to send a list. If we got that wrong, please tell us."
    ),
    _(
        "This law covers people who deal with us for themselves, their family, or their home. You deal with us "
        "for a business, so the law does not ask us to send a list."
    ),
    _(
        "This law covers people who are our customers or bought from us in the last %(months)s months. Your last "
        "purchase was before that, so the law does not ask us to send a list."
    ),
    _(
        "This law covers a business's own customers. We found no purchase from us and no account with us under "
        "your name, so the law does not ask us to send a list. If we missed something, please tell us."
    ),
    _(
        "In %(year)s we shared personal information with companies in our group that use our brand name and may "
        "use it for direct marketing. The law lets us tell you how many such companies there are instead of their "
        "names."
    ),
    _(
        "We are a financial business. Another California law, the Financial Information Privacy Act, sets the "
        "rules for how we share information, and we follow it. So this law does not apply to us."
    ),
)
"""Every `says` of a Reason of the statute package."""

_PLACE = re.compile(r"%\((\w+)\)s")


def in_their_language(says: str) -> str:
    """Return the law's sentence in the language that is spoken now; a person's own words come back as they are."""
    for sentence, pattern in _patterns():
        found = pattern.fullmatch(says)
        if found is not None:
            return gettext(sentence) % found.groupdict()
    return says


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((sentence, re.compile(_as_pattern(sentence))) for sentence in SENTENCES)


def _as_pattern(sentence: str) -> str:
    texts = _PLACE.split(sentence)
    return "".join(rf"(?P<{text}>\d+)" if place % 2 else re.escape(text) for place, text in enumerate(texts))
