"""How, when and where something came that staff write down: what its due date depends on."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from requests_app.register.models import Business
from requests_app.requests.due import PACIFIC
from requests_app.statute import Channel
from requests_app.views.entry_places import ELSEWHERE, KIND_OF, places

FIRST_DAY = date(2005, 1, 1)
"""Subdivision (i): the section became operative on this day."""
NOON = time(12)
CLOCK = frozenset({"channel", "received_on", "received_time", "at"})
"""The fields on which the due date depends."""
CHANNELS = [
    (Channel.POSTAL.value, gettext_lazy("Letter")),
    (Channel.FAX.value, gettext_lazy("Fax")),
    (Channel.TOLL_FREE_PHONE.value, gettext_lazy("Call to a toll-free number")),
    (Channel.PHONE.value, gettext_lazy("Another call")),
    (Channel.IN_PERSON.value, gettext_lazy("At a counter")),
    (Channel.EMAIL.value, gettext_lazy("E-mail")),
]


class ClockFields(forms.Form):
    """The channel, the day and hour of arrival, and the address or number it came to."""

    channel = forms.ChoiceField(
        label=gettext_lazy("How did it come?"),
        choices=CHANNELS,
        error_messages={
            "required": gettext_lazy("Choose how it came."),
            "invalid_choice": gettext_lazy("Choose one of the ways below."),
        },
        widget=forms.RadioSelect,
    )
    received_on = forms.DateField(
        label=gettext_lazy("Day it arrived"),
        help_text=gettext_lazy("As the stamp says. Not the day you enter it, and not the postmark."),
        error_messages={
            "required": gettext_lazy("Enter the day it arrived."),
            "invalid": gettext_lazy("Enter the day it arrived as a date, such as 2026-03-06."),
        },
        widget=forms.DateInput(attrs={"type": "date", "autocomplete": "off"}, format="%Y-%m-%d"),
    )
    received_time = forms.TimeField(
        label=gettext_lazy("Hour (optional)"),
        required=False,
        error_messages={"invalid": gettext_lazy("Enter the hour as 14:30, or leave it empty.")},
        widget=forms.TimeInput(attrs={"type": "time", "autocomplete": "off"}, format="%H:%M"),
    )
    at = forms.ChoiceField(
        label=gettext_lazy("Where did it come to?"),
        help_text=gettext_lazy("This decides whether 30 or 150 days run."),
        error_messages={
            "required": gettext_lazy("Choose where it came to."),
            "invalid_choice": gettext_lazy("Choose where it came to from the list."),
        },
    )

    def know_the_places(self, business: Business, *, now: datetime) -> None:
        """Offer the business's own addresses, and its day of today."""
        self.business, self.now = business, now
        self.today = now.astimezone(ZoneInfo(business.timezone)).date()
        self.initial.setdefault("received_on", self.today)
        published, others = places(business, on=self.today)
        self.places = {each.key: each for each in (*published, *others)}
        field: Any = self.fields["at"]
        field.choices = [
            ("", _("Choose…")),
            (_("Published for these requests"), [(each.key, each.label) for each in published]),
            (_("Other addresses of ours"), [(each.key, each.label) for each in others]),
            (ELSEWHERE, _("Anywhere else: a shop, a counter, somebody’s own mailbox or telephone")),
        ]

    def clean_received_on(self) -> date:
        day: date = self.cleaned_data["received_on"]
        if day > self.today:
            msg = _("This day is still to come. Enter the day it arrived, today at the latest.")
            raise forms.ValidationError(msg)
        if day < FIRST_DAY:
            msg = _("The law began on January 1, 2005. Check the year.")
            raise forms.ValidationError(msg)
        return day

    def check_clock(self) -> None:
        """Look whether hour and place go with the rest."""
        self._check_hour()
        self._check_place()

    def _check_hour(self) -> None:
        if "received_on" in self.cleaned_data and self.received_at() > self.now:
            self.add_error(
                "received_time", _("This hour is still to come. Enter the hour it arrived, or leave it empty.")
            )

    def _check_place(self) -> None:
        way, at = self.cleaned_data.get("channel"), self.cleaned_data.get("at")
        if not way or not at or at == ELSEWHERE:
            return
        if KIND_OF.get(Channel(way)) != self.places[at].kind:
            says = _("This does not go with how it came. Choose an address or number of that kind, or “Anywhere else”.")
            self.add_error("at", says)

    def received_at(self) -> datetime:
        """Return when it arrived. Without its hour: noon in California, which is that day wherever the business is."""
        day, hour = self.cleaned_data["received_on"], self.cleaned_data.get("received_time")
        if hour is not None:
            return datetime.combine(day, hour, tzinfo=ZoneInfo(self.business.timezone))
        return min(datetime.combine(day, NOON, tzinfo=PACIFIC), self.now)

    def arrived_at(self) -> str:
        """Return the address or number as the law compares it."""
        at = self.cleaned_data["at"]
        return ELSEWHERE if at == ELSEWHERE else self.places[at].value
