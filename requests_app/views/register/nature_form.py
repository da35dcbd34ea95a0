"""What an edit of a closed year is: a change of the facts, or a correction of the record."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from requests_app.register.models import RegisterChange
from requests_app.views.fields import LinesField


class NatureForm(forms.Form):
    """What an edit of a closed year is; asked for only there."""

    nature = forms.ChoiceField(
        label=_("The year is closed. What is this?"),
        choices=[(value, capfirst(says)) for value, says in RegisterChange.Nature.choices],
        required=False,
        widget=forms.RadioSelect,
    )
    why = LinesField(  # "note" is a disclosure's own: what was typed there would be taken for this
        label=_("Why (optional)"),
        help_text=_("It stands in the history, beside your name."),
        required=False,
        limit=2_000,
        too_long=_("The note has %(show_value)d characters. Use %(limit_value)d at most."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
