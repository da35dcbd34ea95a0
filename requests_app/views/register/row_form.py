"""The form that opens in a row of the listing."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset
from django import forms
from django.utils.functional import cached_property

from requests_app.register.models import ThirdParty
from requests_app.views.register.forms import ThirdPartyForm, laid_out


class RowForm(forms.ModelForm[ThirdParty]):
    """What is most often missing, to be mended in the row of the listing: the address, and what is sold."""

    use_required_attribute = False

    class Meta:
        model = ThirdParty
        fields = ("street", "city", "state", "postal_code", "country", "products")
        labels = ThirdPartyForm.Meta.labels
        help_texts = ThirdPartyForm.Meta.help_texts
        widgets = {"products": forms.Textarea(attrs={"rows": 2})}

    @cached_property
    def helper(self) -> FormHelper:
        """Lay the fields out one below the other."""
        return laid_out(Fieldset("", *self.Meta.fields))
