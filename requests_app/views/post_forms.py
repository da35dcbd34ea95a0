"""The forms of the page on letters: a run that was posted, a letter that came back."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from requests_app.delivery.models import Delivery
from requests_app.views.fields import LineField
from requests_app.views.staff_forms import PostedForm, ReturnedForm


class PostedRunForm(PostedForm):
    """The day on which a run was posted, and which of its letters were."""

    use_required_attribute = False

    posted = forms.MultipleChoiceField(
        label=_("Which letters?"),
        help_text=_("Take the tick away from a letter that was spoilt or kept back: it waits for the next run."),
        error_messages={"required": _("Tick the letters that were posted.")},
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Any = None, *, letters: Sequence[Delivery], initial: dict[str, Any] | None = None) -> None:  # noqa: ANN401 - a QueryDict or None
        ticked = [str(each.pk) for each in letters]
        super().__init__(data, initial={"posted": ticked, **(initial or {})}, auto_id="run_%s")
        posted: Any = self.fields["posted"]
        posted.choices = [
            (str(each.pk), f"{each.disclosure_request.reference}, {each.recipient.splitlines()[0]}") for each in letters
        ]
        self.fields["posted_on"].error_messages["required"] = _("Enter the day on which the letters were posted.")


class BackForm(ReturnedForm):
    """A letter that came back, by the reference on it."""

    use_required_attribute = False

    reference = LineField(
        label=_("Reference"),
        help_text=_("It stands on the letter, for example STL-2026-000123."),
        limit=30,
        too_long=_("The reference has %(show_value)d characters. Use %(limit_value)d at most."),
        error_messages={"required": _("Enter the reference on the letter.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    field_order = ("reference", "returned_on", "because")

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None) -> None:  # noqa: ANN401 - a QueryDict or None
        super().__init__(data, initial=initial, auto_id="back_%s")

    def clean_reference(self) -> str:
        """Write it as it is printed."""
        return str(self.cleaned_data["reference"]).strip().upper()
