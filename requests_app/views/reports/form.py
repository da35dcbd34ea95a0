"""What a report is narrowed to, as its address says it."""

from collections.abc import Mapping
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from requests_app.register.models import Business
from requests_app.reports.scope import Scope, years_of
from requests_app.views.words import ANSWERS, CHANNELS


class ScopeForm(forms.Form):
    """Year, door and answer. It is sent by GET: the address can be kept and shared."""

    use_required_attribute = False

    year = forms.ChoiceField(label=_("Year of arrival"))
    door = forms.ChoiceField(label=_("Came in by"), required=False)
    answer = forms.ChoiceField(label=_("Answer"), required=False)

    def __init__(self, given: Mapping[str, str], *, business: Business, on: date) -> None:
        years = years_of(business, on=on)
        super().__init__(
            {
                "year": given.get("year") or str(years[0]),
                "door": given.get("door", ""),
                "answer": given.get("answer", ""),
            },
            auto_id="report_%s",
        )
        self._offer("year", [(str(year), str(year)) for year in years])
        self._offer("door", [("", _("every door")), *CHANNELS.items()])
        self._offer("answer", [("", _("every answer")), *ANSWERS.items()])
        self.business, self.on = business, on

    def scope(self) -> Scope | None:
        """Return what is asked about; None where the address asks for what there is not."""
        if not self.is_valid():
            return None
        said = self.cleaned_data
        return Scope(
            business=self.business, year=int(said["year"]), on=self.on, door=said["door"], answer=said["answer"]
        )

    def _offer(self, name: str, choices: list[tuple[str, object]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices
