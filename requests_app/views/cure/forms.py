"""Counsel's forms: what the business came to know, another day for it, how a campaign goes."""

from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from requests_app.cure.knowledge import Known
from requests_app.cure.models import Source
from requests_app.register.models import Brand, Business, RegisterChange
from requests_app.requests.models import DisclosureRequest, LaterWord
from requests_app.requests.reach import businesses_of
from requests_app.views.fields import ProseField

MOST = 5_000
_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def _because(label: Any, help_text: Any) -> ProseField:  # noqa: ANN401 - a text that is translated later
    return ProseField(
        label=label,
        help_text=help_text,
        limit=MOST,
        too_long=_("The text has %(show_value)d characters. Use %(limit_value)d at most."),
        error_messages={"required": _("Write it down. Nobody but counsel reads it.")},
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )


class KnowledgeForm(forms.Form):
    """What the business came to know, of which answers, and on which day."""

    use_required_attribute = False

    business = forms.ModelChoiceField(
        label=_("Which business?"),
        queryset=Business.objects.none(),
        error_messages={"required": _("Choose the business.")},
    )
    years = forms.TypedMultipleChoiceField(
        label=_("Which report years?"),
        help_text=_("The calendar years that the answers were about."),
        coerce=int,
        error_messages={"required": _("Choose at least one year.")},
        widget=forms.CheckboxSelectMultiple,
    )
    brand = forms.ModelChoiceField(
        label=_("Only one brand?"), queryset=Brand.objects.none(), required=False, empty_label=_("Every brand")
    )
    source = forms.ChoiceField(label=_("Where did the knowledge come from?"), choices=Source.choices)
    known_on = forms.DateField(
        label=_("On which day did the business know?"),
        help_text=_("Ninety days run from it. You can set another day later, with the reason; both stay on record."),
        error_messages={"required": _("Enter the day."), "invalid": _("Enter the day as year, month, day.")},
        widget=_DAY,
    )
    what_was_wrong = _because(
        _("What was wrong?"), _("For counsel alone: no word of it goes into anything that is sent, or into the audit.")
    )
    with_late = forms.BooleanField(
        label=_("Take in who got a right answer after the due date"),
        help_text=_("They are on record as provided for; nothing more is sent to them."),
        required=False,
    )
    with_unanswered = forms.BooleanField(
        label=_("Take in who still waits past the due date"),
        help_text=_("A reviewer still decides on each of them. The campaign is done when they are answered, too."),
        required=False,
    )
    change = forms.ModelChoiceField(queryset=RegisterChange.objects.none(), required=False, widget=forms.HiddenInput)
    word = forms.ModelChoiceField(queryset=LaterWord.objects.none(), required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, reader: User, initial: dict[str, Any] | None = None) -> None:  # noqa: ANN401 - a QueryDict or None
        super().__init__(data, initial=initial, auto_id="known_%s")
        businesses = businesses_of(reader)
        querysets = {
            "business": businesses,
            "brand": Brand.objects.filter(business__in=businesses).order_by("business", "name"),
            "change": RegisterChange.objects.filter(business__in=businesses),
            "word": LaterWord.objects.filter(receipt__disclosure_request__business__in=businesses),
        }
        for name, rows in querysets.items():
            field: Any = self.fields[name]
            field.queryset = rows
        asked = DisclosureRequest.objects.filter(business__in=businesses).order_by()
        found = {timezone.now().year - 1, *asked.values_list("report_year", flat=True).distinct()}
        years: Any = self.fields["years"]
        years.choices = [(year, str(year)) for year in sorted(found, reverse=True)]

    def clean(self) -> dict[str, Any]:
        """Refuse a brand, a correction or a word of another business."""
        cleaned: dict[str, Any] = super().clean() or {}
        business, brand, change = cleaned.get("business"), cleaned.get("brand"), cleaned.get("change")
        if business and brand and brand.business_id != business.pk:
            self.add_error("brand", _("This brand is another business’s."))
        if business and change and change.business_id != business.pk:
            cleaned["change"] = None
        return cleaned

    def known(self) -> Known:
        """Return what was filled in."""
        given = self.cleaned_data
        return Known(
            business=given["business"],
            years=tuple(given["years"]),
            brand=given["brand"],
            source=Source(given["source"]),
            register_change=given["change"],
            later_word=given["word"],
            known_on=given["known_on"],
            what_was_wrong=given["what_was_wrong"],
            with_late=given["with_late"],
            with_unanswered=given["with_unanswered"],
        )


class DayForm(forms.Form):
    """Another day of the knowledge, and why."""

    use_required_attribute = False

    known_on = forms.DateField(
        label=_("The day on which the business knew"),
        error_messages={"required": _("Enter the day."), "invalid": _("Enter the day as year, month, day.")},
        widget=_DAY,
    )
    because = _because(
        _("Why is it another day?"), _("It stays on record with your name, and so does the earlier day.")
    )

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None) -> None:  # noqa: ANN401 - a QueryDict or None
        super().__init__(data, initial=initial, auto_id="day_%s")


class CampaignForm(forms.Form):
    """How many go out first, and how many in an hour after that."""

    use_required_attribute = False

    first_batch = forms.IntegerField(
        label=_("How many go out first?"),
        help_text=_("The campaign then pauses until you have looked at them."),
        min_value=1,
        max_value=1_000,
    )
    an_hour = forms.IntegerField(
        label=_("How many go out in an hour after that, at most?"), min_value=1, max_value=100_000
    )

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None) -> None:  # noqa: ANN401 - a QueryDict or None
        super().__init__(data, initial={"first_batch": 10, "an_hour": 500, **(initial or {})}, auto_id="campaign_%s")
