"""Why a request is put on hold or taken off it, and why a list is cancelled."""

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from requests_app.views.fields import ProseField
from requests_app.views.with_reason import MOST_IN_REASON

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class _ReasonForm(forms.Form):
    """One field that asks why. Without a reason nothing is done."""

    use_required_attribute = False
    asks: "str | _StrPromise" = ""
    tells: "str | _StrPromise" = ""

    because = ProseField(
        label="",
        limit=MOST_IN_REASON,
        too_long=_("The reason has %(show_value)d characters. Use %(limit_value)d at most."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        error_messages={"required": _("Say why.")},
    )

    def __init__(self, data: object = None) -> None:
        super().__init__(data)  # type: ignore[arg-type]  # a QueryDict or None
        self.fields["because"].label, self.fields["because"].help_text = self.asks, self.tells


class HoldForm(_ReasonForm):
    """Why a request is put on hold."""

    asks = _("Why must it be kept?")
    tells = _("Staff read it with your name, until the request itself is destroyed.")


class LiftForm(_ReasonForm):
    """Why a hold is lifted."""

    asks = _("Why may it go when its time is over?")
    tells = _("Staff read it with your name, until the request itself is destroyed.")


class CancelForm(_ReasonForm):
    """Why a list is cancelled."""

    asks = _("Why is the list cancelled?")
    tells = _("What may still go comes onto the next list.")
