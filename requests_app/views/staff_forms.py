"""The desk's forms: they check what was typed and save nothing."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from requests_app.requests.came_back import LETTER_REASONS
from requests_app.requests.decision import GROUNDS
from requests_app.views.fields import ProseField


class DeclineForm(forms.Form):
    """A refusal: its clause, and the sentence the requester reads. Without one the law's own is sent, if it has one."""

    use_required_attribute = False

    clause = forms.ChoiceField(
        label=_("On which ground?"),
        choices=[(ground, f"{ground} {says}") for ground, says in GROUNDS.items()],
        error_messages={
            "required": _("Choose the ground on which you decline."),
            "invalid_choice": _("Choose one of the grounds below."),
        },
        widget=forms.RadioSelect,
    )
    because = ProseField(
        label=_("The reason in your own words"),
        help_text=_(
            "The requester reads it in our letter. Leave it empty only where the facts on file show the ground: then "
            "the letter says what the law says of them."
        ),
        required=False,
        limit=2_000,
        too_long=_("The sentence has %(show_value)d characters. Use %(limit_value)d at most."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    seen_version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, seen_version: int) -> None:  # noqa: ANN401 - a QueryDict or None
        super().__init__(data, initial={"seen_version": seen_version}, auto_id="decline_%s")


class ApproveForm(forms.Form):
    """An approval of the request as it was shown."""

    seen_version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    seen_register = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)


class SettleForm(forms.Form):
    """What became of a mail whose outcome nobody recorded."""

    arrived = forms.TypedChoiceField(choices=[("yes", "yes"), ("no", "no")], coerce=lambda answer: answer == "yes")


class PostedForm(forms.Form):
    """The day on which a letter was posted."""

    posted_on = forms.DateField(
        label=_("Posted on"), widget=forms.DateInput(attrs={"type": "date", "autocomplete": "off"}, format="%Y-%m-%d")
    )


class ReturnedForm(forms.Form):
    """The day on which a letter came back, and why."""

    returned_on = forms.DateField(
        label=_("Came back on"),
        error_messages={"required": _("Enter the day on which the letter came back.")},
        widget=forms.DateInput(attrs={"type": "date", "autocomplete": "off"}, format="%Y-%m-%d"),
    )
    because = forms.ChoiceField(
        label=_("What the post says"),
        choices=[(each.value, each.label) for each in LETTER_REASONS],
        error_messages={
            "required": _("Choose why the letter came back."),
            "invalid_choice": _("Choose why the letter came back."),
        },
        widget=forms.RadioSelect,
    )
