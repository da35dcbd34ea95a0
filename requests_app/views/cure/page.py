"""Knowledge events: their list, a new one, and one event on its way from the knowledge to the last row."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from requests_app import handling
from requests_app.cure.affected import Affected
from requests_app.cure.campaign import CampaignError, Sums, sums
from requests_app.cure.candidates import Candidate, candidates
from requests_app.cure.dry_run import dry_run
from requests_app.cure.knowledge import KnowledgeError, days_left, days_since, last_day, today_at
from requests_app.cure.models import Campaign, KnowledgeEvent, Why
from requests_app.cure.outcomes import unsettled
from requests_app.cure.scope import Scope
from requests_app.requests.reach import businesses_of
from requests_app.views.cure.drill import drills
from requests_app.views.cure.forms import CampaignForm, DayForm, KnowledgeForm
from requests_app.views.guards import cures, in_reach, person

MOST_DIFFERENCES = 10


@dataclass(frozen=True, slots=True)
class Line:
    """An event as the list shows it."""

    event: KnowledgeEvent
    campaign: Campaign | None
    sums: Sums | None
    last_day: date
    days_left: int


def events(request: HttpRequest) -> QuerySet[KnowledgeEvent]:
    """Return the events within reach."""
    rows = KnowledgeEvent.objects.select_related("business", "brand", "noted_by", "register_change", "later_word")
    return in_reach(request, rows)


@require_safe
@cures
def index(request: HttpRequest) -> HttpResponse:
    """List what is known, and what may be knowledge."""
    now = timezone.now()
    lines = [_line(event, today_at(event.business, now)) for event in events(request)]
    found: list[Candidate] = []
    for business in businesses_of(person(request)):
        found += candidates(business, on=today_at(business, now))
    return render(
        request,
        "staff/cure/index.html",
        {"lines": lines, "candidates": found, "drills": drills(person(request), now=now)},
    )


def _line(event: KnowledgeEvent, today: date) -> Line:
    campaign = event.campaigns.first()
    counted = sums(campaign) if campaign is not None and campaign.launched_at else None
    return Line(event, campaign, counted, last_day(event), days_left(event, on=today))


@require_http_methods(["GET", "HEAD", "POST"])
@cures
def new(request: HttpRequest) -> HttpResponse:
    """Write down what the business came to know; what was recorded already fills the form."""
    reader = person(request)
    form = KnowledgeForm(request.POST if request.method == "POST" else None, reader=reader, initial=_initial(request))
    if request.method == "POST" and form.is_valid():
        try:
            event = handling.note_knowledge(known=form.known(), by=reader, now=timezone.now())
        except KnowledgeError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Noted. Ninety days run from the day you entered."))
            return redirect("staff:cure", pk=event.pk)
    return render(request, "staff/cure/new.html", {"form": form}, status=422 if form.is_bound else 200)


def _initial(request: HttpRequest) -> dict[str, Any]:
    given = request.GET
    business = next((each for each in businesses_of(person(request)) if str(each.pk) == given.get("business")), None)
    return {
        "business": business,
        "years": given.getlist("year"),
        "source": given.get("source", "COUNSEL"),
        "known_on": given.get("on") or None,
        "change": given.get("change"),
        "word": given.get("word"),
        "with_unanswered": given.get("source") == "MISSED",
    }


@require_safe
@cures
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one event: its day, the difference, whom it touches or how far its campaign is."""
    return _page(request, get_object_or_404(events(request), pk=pk))


def _page(request: HttpRequest, event: KnowledgeEvent, *, status: int = 200, **forms: object) -> HttpResponse:
    today = today_at(event.business, timezone.now())
    campaign = event.campaigns.select_related("launched_by").first()
    launched = campaign is not None and campaign.launched_at is not None
    may_begin = campaign is None or campaign.state in {"DRAFT", "STOPPED", "DONE"}
    found = dry_run(Affected(Scope.of(event, on=today))) if may_begin else None
    context = {
        "event": event,
        "changes": event.known_on_changes.select_related("by"),
        "last_day": last_day(event),
        "days_left": days_left(event, on=today),
        "days_since": days_since(event, on=today),
        "dry_run": found,
        "differences": found.differences[:MOST_DIFFERENCES] if found else (),
        "more_differences": max(0, len(found.differences) - MOST_DIFFERENCES) if found else 0,
        "campaign": campaign,
        "launched": launched,
        "is_draft": campaign is not None and campaign.state == Campaign.State.DRAFT,
        "sums": sums(campaign) if campaign is not None and launched else None,
        "in_doubt": unsettled(campaign) if campaign is not None and launched else 0,
        "to_decide": campaign.rows.filter(why=Why.UNANSWERED, state="WAITING").count() if campaign else 0,
        "day_form": DayForm(initial={"known_on": event.known_on}),
        "campaign_form": CampaignForm(
            initial={"first_batch": campaign.first_batch, "an_hour": campaign.an_hour} if campaign else None
        ),
        **forms,
    }
    return render(request, "staff/cure/show.html", context, status=status)


@require_POST
@cures
def day(request: HttpRequest, pk: int) -> HttpResponse:
    """Set another day of the knowledge."""
    event = get_object_or_404(events(request), pk=pk)
    form = DayForm(request.POST)
    if not form.is_valid():
        return _page(request, event, status=422, day_form=form)
    try:
        handling.set_known_on(
            event_id=pk,
            day=form.cleaned_data["known_on"],
            because=form.cleaned_data["because"],
            by=person(request),
            now=timezone.now(),
        )
    except KnowledgeError as refused:
        form.add_error("known_on", str(refused))
        return _page(request, event, status=422, day_form=form)
    messages.success(request, _("The day is set. The earlier one stays on record below."))
    return redirect("staff:cure", pk=pk)


@require_POST
@cures
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down how the campaign would go; nobody is touched."""
    event = get_object_or_404(events(request), pk=pk)
    form = CampaignForm(request.POST)
    if not form.is_valid():
        return _page(request, event, status=422, campaign_form=form)
    try:
        handling.draft_campaign(event_id=pk, **form.cleaned_data, by=person(request), now=timezone.now())
    except CampaignError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The draft is kept. Nobody was written to."))
    return redirect("staff:cure", pk=pk)


DOORS: dict[str, tuple[Callable[..., object], str]] = {
    "launch": (handling.launch_campaign, "Launched. A worker writes down everybody whom it touches, then it begins."),
    "pause": (handling.pause_campaign, "Paused. Nobody else is written to until you go on."),
    "go_on": (handling.go_on_with_campaign, "It goes on."),
    "stop": (handling.stop_campaign, "Stopped. Who waited is left out; what is on its way arrives."),
}


@require_POST
@cures
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """Launch, pause, go on, stop."""
    event = get_object_or_404(events(request), pk=pk)
    campaign, door = event.campaigns.first(), DOORS.get(request.POST.get("do", ""))
    if campaign is None or door is None:
        messages.error(request, _("Nothing was chosen."))
        return redirect("staff:cure", pk=pk)
    try:
        door[0](campaign_id=campaign.pk, by=person(request), now=timezone.now())
    except CampaignError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, door[1])
    return redirect("staff:cure", pk=pk)
