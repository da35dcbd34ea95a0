"""The register's forms: they check what was typed and save nothing."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Field, Fieldset, Layout
from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from requests_app.register.models import Business, Disclosure, ThirdParty
from requests_app.register.postal import oddities
from requests_app.statute import CATEGORIES, EXCLUSIONS, Exclusion, Relation, Use
from requests_app.views.fields import LinesField

FIELD = "fields/field.html"
RELATIONS = {
    Relation.UNAFFILIATED: _("unaffiliated"),
    Relation.AFFILIATE: _("affiliate under another brand"),
    Relation.SAME_BRAND_AFFILIATE: _("affiliate under the same brand"),
}
ANSWERS = (("", _("not answered")), ("yes", _("yes")), ("no", _("no")))
USES = {
    Use.DIRECT_MARKETING: _("its own direct marketing"),
    Use.RESALE: _("selling or renting it on"),
    Use.DIGITAL_ADVERTISING: _("online advertising"),
    Use.CHARITY: _("asking for charitable contributions"),
    Use.POLITICS: _("politics and government"),
    Use.ACCOUNT_PURCHASE: _("it bought the accounts for good"),
    Use.SINGLE_TRANSACTION: _("one transaction that could not do without"),
    Use.NONE: _("no marketing use"),
    Use.UNKNOWN: _("not known"),
}


class ThirdPartyForm(forms.ModelForm[ThirdParty]):
    """A third party: how it is named and reached, and what it is."""

    use_required_attribute = False

    class Meta:
        model = ThirdParty
        fields = (
            "legal_name",
            "trade_name",
            "street",
            "city",
            "state",
            "postal_code",
            "country",
            "relation",
            "kind",
            "nature_clear",
            "products",
            "products_known",
            "opt_out",
            "contract_ends_on",
        )
        labels = {
            "legal_name": _("Legal name"),
            "trade_name": _("Name customers know (optional)"),
            "street": _("Street address or PO box"),
            "city": _("City"),
            "state": _("State"),
            "postal_code": _("ZIP or postal code"),
            "country": _("Country (empty: United States)"),
            "relation": _("Relation to you"),
            "kind": _("Trade in data (optional)"),
            "nature_clear": _("The name alone says what it sells"),
            "products": _("Examples of what it markets, one a line"),
            "products_known": _("We know what it markets, or have not checked"),
            "opt_out": _("Where customers can stop its mailings (optional)"),
            "contract_ends_on": _("Last day of the contract (optional)"),
        }
        help_texts = {
            "country": "",
            "nature_clear": "",
            "products": _("A notice prints them where the name does not say enough, (a)(2)."),
            "products_known": _("Untick after you checked and nobody knows; the notice then says so."),
            "kind": "",
            "opt_out": _("A web address, an e-mail address or a telephone number."),
            "contract_ends_on": "",
        }
        widgets = {
            "products": forms.Textarea(attrs={"rows": 3}),
            "contract_ends_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
        error_messages = {"legal_name": {"required": _("Enter the legal name of the third party.")}}

    def __init__(self, data: Any = None, *, instance: ThirdParty) -> None:  # noqa: ANN401 - a QueryDict or None
        super().__init__(data, instance=instance)
        self.fields["kind"] = forms.ChoiceField(
            label=self.fields["kind"].label,
            choices=[("", _("none, or not known")), *ThirdParty.Kind.choices],
            required=False,
        )
        self.fields["relation"] = forms.ChoiceField(
            label=self.fields["relation"].label, choices=[(each.value, says) for each, says in RELATIONS.items()]
        )

    def clean(self) -> dict[str, Any]:  # the cleaned values are of any kind
        """Refuse an address that is none, and a second third party of the same name at the same address."""
        cleaned = self.cleaned_data
        address = {name: cleaned.get(name, "") for name in ("state", "postal_code", "country")}
        for name, says in oddities(ThirdParty(**address)).items():
            self.add_error(name, says)
        twin = (
            ThirdParty.objects.filter(
                business=self.instance.business,
                legal_name__iexact=cleaned.get("legal_name", ""),
                street__iexact=cleaned.get("street", ""),
                city__iexact=cleaned.get("city", ""),
                postal_code=cleaned.get("postal_code", ""),
            )
            .exclude(pk=self.instance.pk)
            .first()
        )
        if twin is not None:
            says = _("%(name)s stands in the register already, at this address.") % {"name": twin.legal_name}
            self.add_error("legal_name", says)
        # The database's own constraints are asked only where nothing better was said.
        return cleaned if self.errors else super().clean() or cleaned

    @cached_property
    def helper(self) -> FormHelper:
        """Lay the form out: names, address, what it is, what it sells."""
        return laid_out(
            Fieldset(_("Names"), _sized("legal_name", "wide"), _sized("trade_name", "wide")),
            Fieldset(
                _("Postal address"),
                _sized("street", "wide"),
                _sized("city", "medium"),
                Div(_sized("state", "short"), _sized("postal_code", "short"), css_class="pair"),
                _sized("country", "medium"),
            ),
            Fieldset(_("What it is"), "relation", "kind", "contract_ends_on", _sized("opt_out", "wide")),
            Fieldset(_("What it sells"), "nature_clear", _sized("products", "wide"), "products_known"),
        )


class DisclosureForm(forms.ModelForm[Disclosure]):
    """What was disclosed to a third party, when, and what it did with it."""

    use_required_attribute = False
    categories = forms.MultipleChoiceField(
        label=_("Categories"),
        help_text=_("The 27 of the statute, in its order, (e)(6)(A)."),
        choices=[(each.code, each.label) for each in CATEGORIES],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    derived_from = forms.MultipleChoiceField(
        label=_("If it was a list: what it was selected by"),
        choices=[(each.code, each.label) for each in CATEGORIES],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    unreported_data = LinesField(
        label=_("Data outside the 27 categories, one a line (optional)"),
        help_text=_("For example a cookie id, an IP address, browsing history."),
        required=False,
        limit=2_000,
        too_long=_("This has %(show_value)d characters. Use %(limit_value)d at most."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    class Meta:
        model = Disclosure
        fields = (
            "year",
            "disclosed_from",
            "disclosed_to",
            "brand",
            "categories",
            "derived_from",
            "inferable",
            "unreported_data",
            "use",
            "knowledge",
            "note",
            "exclusion_clause",
        )
        labels = {
            "year": _("Calendar year"),
            "disclosed_from": _("First day (optional)"),
            "disclosed_to": _("Last day (optional)"),
            "brand": _("Brand (optional)"),
            "inferable": _("The recipient can tell what the list was selected by, (e)(6)(B)"),
            "use": _("What the recipient used it for"),
            "knowledge": _("Do you know of that use?"),
            "note": _("Evidence: contract, letter, list name"),
            "exclusion_clause": _("Left out under subdivision (d)?"),
        }
        help_texts = dict.fromkeys(("inferable", "use", "knowledge", "note", "disclosed_from", "disclosed_to"), "")
        widgets = {
            name: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
            for name in ("disclosed_from", "disclosed_to")
        } | {"note": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, data: Any = None, *, instance: Disclosure, business: Business) -> None:  # noqa: ANN401 - a QueryDict or None
        super().__init__(data, instance=instance, initial={"unreported_data": "\n".join(instance.unreported_data)})
        self.fields["use"] = forms.ChoiceField(
            label=self.fields["use"].label, choices=[(each.value, says) for each, says in USES.items()]
        )
        brand: Any = self.fields["brand"]  # the stubs know no type for the field of a model's choice
        brand.queryset = business.brands.all()
        for exclusion, name, question in conditions():
            claimed = exclusion.clause == instance.exclusion_clause
            answer: object = instance.exclusion_conditions.get(name) if claimed else None
            self.fields[_key(exclusion, name)] = forms.ChoiceField(
                label=question,
                choices=ANSWERS,
                required=False,
                initial="" if answer is None else ("yes" if answer else "no"),
            )

    def clean_unreported_data(self) -> list[str]:
        text: str = self.cleaned_data["unreported_data"]
        return text.splitlines()

    def clean(self) -> dict[str, Any]:  # the cleaned values are of any kind
        """Gather the answers of the clause that is claimed; refuse days outside the year."""
        cleaned = self.cleaned_data
        claimed = cleaned.get("exclusion_clause", "")
        self.instance.exclusion_conditions = {
            name: cleaned[_key(exclusion, name)] == "yes"
            for exclusion, name, _question in conditions()
            if exclusion.clause == claimed and cleaned.get(_key(exclusion, name))
        }
        first, last, year = (cleaned.get(name) for name in ("disclosed_from", "disclosed_to", "year"))
        for name, day in (("disclosed_from", first), ("disclosed_to", last)):
            if day is not None and year is not None and day.year != year:
                self.add_error(name, _("This day is not in %(year)s.") % {"year": year})
        if first and last and last < first:
            self.add_error("disclosed_to", _("The last day is before the first."))
        return cleaned if self.errors else super().clean() or cleaned

    @property
    def claims(self) -> list[tuple[Exclusion, list[forms.BoundField]]]:
        """The clauses of (d), each with its questions, as the page shows them."""
        return [
            (exclusion, [self[_key(exclusion, each.name)] for each in exclusion.conditions])
            for exclusion in EXCLUSIONS.values()
        ]

    @cached_property
    def helper(self) -> FormHelper:
        """Lay the form out: when, what, what for; the questions of (d) stand below it."""
        return laid_out(
            Fieldset(
                _("When was this true?"),
                _sized("year", "short"),
                Div(_sized("disclosed_from", "short"), _sized("disclosed_to", "short"), css_class="pair"),
                "brand",
            ),
            Fieldset(_("What was disclosed"), "categories", _sized("unreported_data", "wide")),
            Fieldset(_("A list selected by something"), "derived_from", "inferable"),
            Fieldset(_("What for"), "use", "knowledge", _sized("note", "wide"), "exclusion_clause"),
        )


def conditions() -> list[tuple[Exclusion, str, str]]:
    """Return every condition of every clause of (d): the clause, the condition's name, its question."""
    return [(exclusion, each.name, each.question) for exclusion in EXCLUSIONS.values() for each in exclusion.conditions]


def _key(exclusion: Exclusion, name: str) -> str:
    return f"{exclusion.clause}:{name}"


def laid_out(*fieldsets: Fieldset) -> FormHelper:
    """Return how the register's forms are drawn: inside a form of the page's own."""
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    helper.field_template = FIELD
    helper.layout = Layout(*fieldsets)
    return helper


def _sized(name: str, size: str) -> Field:
    return Field(name, css_class=size, template=FIELD)
