"""The facts of a request as forms: the request, who asks, the business. They check what was typed and save nothing."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from requests_app.statute import Channel, ChoiceKind, Purpose, Relationship
from requests_app.views.what_if_fields import (
    CountField,
    DayField,
    MaybeField,
    TextField,
    WordField,
    check_span,
    in_words,
    tick,
)
from requests_app.views.words import CHANNELS


class RequestForm(forms.Form):
    """The request: when, how and where it came."""

    use_required_attribute = False
    title = _("The request")

    received = DayField(label=_("Received on"), missing=_("Enter the day on which the request was received."))
    channel = WordField(Channel, label=_("How it came"), names=CHANNELS)
    at = TextField(
        label=_("Address or number it came to"),
        hint=_("Empty: a designated one. Write “elsewhere” for none of them."),
    )
    reached_designated = DayField(
        label=_("Reached a designated address on"), hint=_("If it came in elsewhere and was passed on.")
    )

    def clean(self) -> dict[str, Any]:  # the cleaned values are of any kind
        received, reached = self.cleaned_data.get("received"), self.cleaned_data.get("reached_designated")
        if received and reached and reached < received:
            self.add_error("reached_designated", _("This is before the day of receipt. Enter that day or a later one."))
        return self.cleaned_data


class RequesterForm(forms.Form):
    """Who asks."""

    use_required_attribute = False
    title = _("Who asks")

    california_resident = MaybeField(label=_("Lives in California"), unknown=_("The request does not say"))
    resident_when_disclosed = MaybeField(label=_("Lived there when it was disclosed"), unknown=_("Not known"))
    purpose = WordField(Purpose, label=_("Purpose of the relationship"))
    relationship = WordField(Relationship, label=_("Relationship"))
    last_purchase = DayField(label=_("Last purchase on"), hint=_("For a relationship that ended or one purchase."))
    represented = tick(label=_("Writes through an agent or attorney"))


class BusinessForm(forms.Form):
    """The business: its size, the Act it may be under, and its published policy of choice."""

    use_required_attribute = False
    title = _("The business")

    employees = CountField(label=_("Employees"), missing=_("Enter how many people it employs, for example 250."))
    same_brand_affiliates = CountField(
        label=_("Companies of the same brand"), missing=_("Enter their number; 0 where there are none.")
    )
    cfipa_compliant = MaybeField(
        label=_("Complies with the Financial Information Privacy Act"), unknown=_("No financial institution")
    )
    web_form_is_designated = tick(label=_("The web form is a designated address"))
    choice_kind = forms.ChoiceField(
        label=_("Policy of choice, (c)(2)"),
        required=False,
        choices=[("", _("None published")), *((kind.value, in_words(kind)) for kind in ChoiceKind)],
        error_messages={"invalid_choice": _("Choose one of the list.")},
    )
    published_from = DayField(label=_("Published from"))
    published_to = DayField(label=_("Published to"), hint=_("Empty: still published."))
    maintained = tick(label=_("It is maintained"))
    cost_free_means = tick(label=_("The means to object cost nothing"))
    covers_affiliates = tick(label=_("It covers affiliates, too"))

    def clean(self) -> dict[str, Any]:  # the cleaned values are of any kind
        policy, begins = self.cleaned_data.get("choice_kind"), self.cleaned_data.get("published_from")
        if policy and not begins and "published_from" not in self.errors:
            self.add_error("published_from", _("Enter the day from which the policy was published, or choose none."))
        check_span(self, "published_from", "published_to")
        return self.cleaned_data
