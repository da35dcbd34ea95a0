"""How a business lets requests be decided: what is set, who set it and why, and the form that sets it anew."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from requests_app import handling
from requests_app.desk import policy as policies
from requests_app.desk.models import Reminder, ReminderPlan, ReviewPolicy
from requests_app.desk.remind import ReminderError
from requests_app.register.models import Business
from requests_app.requests.assign import name_of
from requests_app.requests.permissions import can_set_policy, check_can_set_policy
from requests_app.requests.reach import businesses_of
from requests_app.views import dates
from requests_app.views.guards import person, reads_policy
from requests_app.views.only_business import lead
from requests_app.views.reviewer_field import ReviewerField, fill_reviewers
from requests_app.views.with_reason import reason_field, refuse


class PolicyForm(forms.Form):
    """The two switches, and why they are set so."""

    use_required_attribute = False

    needs_second = forms.BooleanField(
        label=gettext_lazy("A second reviewer approves the first notice of what the register says"),
        help_text=gettext_lazy(
            "Each time a notice would print something new, two reviewers approve it before it goes out. The second "
            "one is not who changed the register."
        ),
        required=False,
    )
    answers_alone = forms.BooleanField(
        label=gettext_lazy("Requests that are beyond doubt are approved without a person"),
        help_text=gettext_lazy("Only as listed above. You answer for it, and each record names you."),
        required=False,
    )
    because = reason_field(who_reads=gettext_lazy("Whoever looks at a notice later reads it."))
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)


class ReminderForm(forms.Form):
    """Who is reminded of what is due, and who is told when it gets too late."""

    use_required_attribute = False

    first = ReviewerField(label=gettext_lazy("Who is told each working day what is due?"))
    second = ReviewerField(
        label=gettext_lazy("Who is told as well when it gets too late?"),
        help_text=gettext_lazy("From the last day of warning on, as long as nobody has answered."),
    )

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None) -> None:  # noqa: ANN401 - a QueryDict or None
        super().__init__(data, initial=initial, auto_id="remind_%s")
        fill_reviewers(self)


@dataclass(frozen=True, slots=True)
class Version:
    """One policy, for the list of them."""

    row: ReviewPolicy
    who: str
    when: str


@require_safe
@reads_policy
def index(request: HttpRequest) -> HttpResponse:
    """Lead to the policy of the only business there is, or let the reader choose one."""
    return lead(request, to="staff:policy", title=_("How requests are decided"))


@require_http_methods(["GET", "HEAD", "POST"])
@reads_policy
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the policy of a business, or set it."""
    business = get_object_or_404(businesses_of(person(request)), slug=slug)
    if request.method == "POST":
        return _set(request, business)
    return _show(request, business, _policy_form(business))


def _set(request: HttpRequest, business: Business) -> HttpResponse:
    check_can_set_policy(request.user)
    form = PolicyForm(request.POST)
    if not form.is_valid():
        return _show(request, business, form, status=422)
    said = form.cleaned_data
    try:
        policy = handling.set_policy(
            business=business,
            answers_alone=said["answers_alone"],
            needs_second=said["needs_second"],
            because=said["because"],
            seen=said["seen"],
            by=person(request),
            now=timezone.now(),
        )
    except policies.PolicyError as refusal:
        refuse(form, str(refusal), sent=request.POST, standing=policies.standing(business.pk))
        return _show(request, business, form, status=409)
    messages.success(request, _("Set. It counts from now on.") if policy else _("It is set so already."))
    return redirect("staff:policy", business.slug)


@require_POST
@reads_policy
def reminders(request: HttpRequest, slug: str) -> HttpResponse:
    """Set who is reminded."""
    business = get_object_or_404(businesses_of(person(request)), slug=slug)
    check_can_set_policy(request.user)
    form = ReminderForm(request.POST)
    if not form.is_valid():
        return _show(request, business, _policy_form(business), reminder_form=form, status=422)
    said = form.cleaned_data
    try:
        handling.set_reminders(
            business=business, first=said["first"], second=said["second"], by=person(request), now=timezone.now()
        )
    except ReminderError as refusal:
        form.add_error(None, str(refusal))
        return _show(request, business, _policy_form(business), reminder_form=form, status=422)
    messages.success(request, _("Set. The next mail goes out on the next working morning."))
    return redirect("staff:policy", business.slug)


def _policy_form(business: Business) -> PolicyForm:
    standing = policies.standing(business.pk)
    return PolicyForm(
        initial={
            "needs_second": standing is not None and standing.needs_second,
            "answers_alone": standing is not None and standing.answers_alone,
            "seen": standing.pk if standing else None,
        }
    )


def _show(
    request: HttpRequest,
    business: Business,
    form: PolicyForm,
    *,
    reminder_form: ReminderForm | None = None,
    status: int = 200,
) -> HttpResponse:
    on = dates.today(timezone.now())
    rows = ReviewPolicy.objects.filter(business=business).select_related("set_by").order_by("-id")
    standing = policies.standing(business.pk)
    plan = ReminderPlan.objects.filter(business=business).select_related("first", "second").first()
    last = Reminder.objects.filter(business=business, done_at__isnull=False).select_related("to").order_by("-id")
    context = {
        "plan": plan,
        "plan_names": (name_of(plan.first), name_of(plan.second) if plan.second else "") if plan else ("", ""),
        "reminder_form": reminder_form
        or ReminderForm(initial={"first": plan.first_id, "second": plan.second_id} if plan else None),
        "last_reminders": last[:5],
        "business": business,
        "form": form,
        "standing": standing,
        "is_void": standing is not None and standing.answers_alone and not policies.answers_alone(standing),
        "versions": [
            Version(each, name_of(each.set_by), dates.moment(each.set_at, zone=business.timezone, on=on))
            for each in rows[:50]
        ],
        "may_set": can_set_policy(request.user),
        "has_others": businesses_of(person(request)).exclude(pk=business.pk).exists(),
    }
    return render(request, "staff/policy/page.html", context, status=status)
