"""The figures of the last calendar year, for everybody, where a business shows them."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from requests_app.reports import publish
from requests_app.reports.published import ANSWERED, LATER, QUICKLY, RECEIVED, UNANSWERED, Published, last_year
from requests_app.statute import Answer
from requests_app.views import dates
from requests_app.views.business import Shown, for_business


@dataclass(frozen=True, slots=True)
class PublicFigure:
    """One number as everybody reads it. `is_part` is true of one that is part of the number above it."""

    name: str
    says: str
    definition: str
    is_part: bool = False


@require_safe
@for_business
def page(request: HttpRequest, shown: Shown) -> HttpResponse:
    """Show the figures; where the business does not, there is no such page."""
    if not publish.is_shown(shown.business.pk):
        msg = "The business does not show its figures."
        raise Http404(msg)
    found = last_year(shown.business, now=timezone.now())
    return render(request, "public/figures.html", {"shown": shown, **shown_of(found)})


def shown_of(found: Published) -> dict[str, object]:
    """Return what `public/parts/figures.html` is filled with."""
    return {
        "published": found,
        "counted_on": dates.long(found.counted_on),
        "figures": () if found.tells_nothing else _figures(found),
        "answers": () if found.tells_nothing or not found.numbers[ANSWERED] else _answers(found),
    }


def _figures(found: Published) -> tuple[PublicFigure, ...]:
    return (
        PublicFigure(
            _("Requests received"),
            _number(found, RECEIVED),
            _("Requests under California’s “Shine the Light” law that reached us in %(year)s. What one person "
              "sent more than once about the same year counts as one request.") % {"year": found.year},
        ),
        PublicFigure(
            _("Requests answered"),
            _number(found, ANSWERED),
            _("Of the requests received, those whose answer went out by e-mail or by post and did not come back, up to "
              "the day of counting."),
        ),
        PublicFigure(
            _("Answered within 30 days"),
            _number(found, QUICKLY),
            _("Of the requests answered, those whose answer went out on the 30th day after the request arrived, or "
              "before. The law gives 30 days for requests that arrive at an address published for them, and 150 for "
              "others."),
            is_part=True,
        ),
        PublicFigure(
            _("Answered later"),
            _number(found, LATER),
            _("Of the requests answered, those whose answer took more than 30 days."),
            is_part=True,
        ),
        PublicFigure(
            _("Days until the answer (median)"),
            _days(found),
            _("Half of the answers took this long or less, counted from the day the request arrived."),
        ),
        PublicFigure(
            _("Requests not answered"),
            _number(found, UNANSWERED),
            _("All other requests received: those that were taken back, those not answered by the day of counting, and "
              "those whose answer came back, or of which nothing proves that it went out."),
        ),
    )  # fmt: skip


def _answers(found: Published) -> tuple[PublicFigure, ...]:
    said = {
        Answer.DISCLOSURE: (
            _("We listed what we disclosed"),
            _("The answer named the kinds of personal information that we gave to other companies for their own direct "
              "marketing, and those companies."),
        ),
        Answer.NOTHING_DISCLOSED: (
            _("We disclosed nothing of that kind"),
            _("The answer said that we gave no personal information to other companies for their own direct "
              "marketing."),
        ),
        Answer.CHOICE: (
            _("We told how to stop it"),
            _("The answer told how to keep us, free of charge, from giving personal information to other companies for "
              "their own direct marketing. The law allows this answer where a business publishes such a policy."),
        ),
        Answer.NOT_REQUIRED: (
            _("The law asks for no list"),
            _("The answer said why the law asks us for no list, for example because the request did not come from "
              "somebody who lives in California."),
        ),
    }  # fmt: skip
    return tuple(
        PublicFigure(name, _number(found, answer.value), definition) for answer, (name, definition) in said.items()
    )


def _number(found: Published, key: str) -> str:
    number = found.numbers[key]
    return _("not shown") if number is None else number_format(number, force_grouping=True)


def _days(found: Published) -> str:
    if found.median is None:
        return _("not shown")
    if not found.median:
        return "–"
    days = number_format(found.median)
    return ngettext("%(days)s day", "%(days)s days", 1 if found.median == "1" else 2) % {"days": days}
