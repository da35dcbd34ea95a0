"""What is set for a business with a reason: the field for it, and what a refusal does to the form around it."""

from django import forms
from django.db.models import Model
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from requests_app.views.fields import ProseField

MOST_IN_REASON = 1_000


def reason_field(*, who_reads: str | Promise) -> ProseField:
    """Return the field that asks why; what must not be set without a reason is said behind the form."""
    return ProseField(
        label=gettext_lazy("Why do you set it so?"),
        help_text=who_reads,
        required=False,
        limit=MOST_IN_REASON,
        too_long=gettext_lazy("The reason has %(show_value)d characters. Use %(limit_value)d at most."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


def refuse(form: forms.Form, says: str, *, sent: QueryDict, standing: Model | None) -> None:
    """Say on the form why it was not set, beside the reason if that is missing; the next press answers what stands now.

    The form has a field `because` and a hidden one, `seen`, with the id of what stood when it was shown.
    """
    form.add_error(None if form.cleaned_data["because"].strip() else "because", says)
    sent = sent.copy()
    sent["seen"] = str(standing.pk) if standing else ""
    form.data = sent
