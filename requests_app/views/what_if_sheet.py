"""The whole sheet of facts: its forms and rows, what is wrong with them, and the facts they say."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from requests_app.statute import FactPattern, facts_as_json, facts_from_json, report_year
from requests_app.statute.members import RefusedError
from requests_app.views import what_if_facts as told
from requests_app.views.what_if_forms import BusinessForm, RequesterForm, RequestForm
from requests_app.views.what_if_rows import ROWS, Rows, rows_of

if TYPE_CHECKING:
    from django.http import QueryDict

Facts = TypeVar("Facts")

MOST_EDITED = 15
"""So many rows of a kind are laid out to be changed; the others of a request keep what the register says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong, where, and the address of the field on the page."""

    where: str
    says: str
    url: str = ""


class Sheet:
    """Facts laid out to be changed, and read back."""

    def __init__(self, begins: FactPattern, data: "QueryDict | None" = None) -> None:
        self._begins, self._is_typed = begins, data is not None
        self.request = RequestForm(data, prefix="request", initial=told.request_shown(begins.request))
        self.requester = RequesterForm(data, prefix="requester", initial=told.requester_shown(begins.requester))
        self.business = BusinessForm(data, prefix="business", initial=told.business_shown(begins.business))
        business, earlier, rows = begins.business, begins.requester.earlier, begins.disclosures
        self.designated = rows_of("designated", data, _first(business.designated, told.designated_shown))
        self.links = rows_of("links", data, _first(business.home_page_links, told.link_shown))
        self.earlier = rows_of("earlier", data, _first(earlier, told.earlier_shown))
        self.disclosures = rows_of("disclosures", data, _first(rows, told.disclosure_shown), extra=0 if rows else 1)

    @property
    def unedited(self) -> int:
        """How many disclosures count as they are, because they are too many to lay out."""
        return len(self._begins.disclosures[MOST_EDITED:])

    @cached_property
    def faults(self) -> list[Fault]:
        """Return everything that is to be mended before the facts can be ruled on."""
        found = [*_of_form(self.request), *_of_form(self.requester), *_of_form(self.business)]
        for prefix, (_row, name) in ROWS.items():
            found += _of_rows(getattr(self, prefix), str(name))
        return found if found or not self._is_typed else self._refused()

    def facts(self) -> FactPattern:
        """Return the facts as typed; those it began with where nothing was typed. Asks for a sheet without faults."""
        if not self._is_typed:
            return self._begins
        begins, request = self._begins, told.request_typed(self.request.cleaned_data)
        requester = told.requester_typed(self.requester.cleaned_data, self.earlier.kept())
        business = told.business_typed(self.business.cleaned_data, self.designated.kept(), self.links.kept())
        year = report_year(request.received)
        disclosures = tuple(told.disclosure_typed(row, year=year) for row in self.disclosures.kept())
        return FactPattern(
            id=begins.id,
            business=replace(
                business,
                designated=business.designated + begins.business.designated[MOST_EDITED:],
                home_page_links=business.home_page_links + begins.business.home_page_links[MOST_EDITED:],
            ),
            request=request,
            requester=replace(requester, earlier=requester.earlier + begins.requester.earlier[MOST_EDITED:]),
            disclosures=disclosures + begins.disclosures[MOST_EDITED:],
        )

    def _refused(self) -> list[Fault]:
        """Ask the rules' own strict reader, which knows every limit."""
        try:
            facts_from_json(facts_as_json(self.facts()))
        except RefusedError as refused:
            return [Fault(where=_("The facts"), says=str(refused))]
        return []


def _first(rows: tuple[Facts, ...], shown: Callable[[Facts], dict[str, Any]]) -> list[dict[str, Any]]:
    return [shown(row) for row in rows[:MOST_EDITED]]


def _of_form(form: RequestForm | RequesterForm | BusinessForm) -> Iterator[Fault]:
    yield from _faults(form, str(form.title))


def _faults(form: forms.Form, where: str) -> Iterator[Fault]:
    """Yield a form's faults, each with the label of its field."""
    for says in form.non_field_errors():
        yield Fault(where=where, says=str(says))
    for field in form.visible_fields():
        for says in field.errors:
            first = "_0" if field.use_fieldset else ""
            yield Fault(where=f"{where}, {field.label}", says=str(says), url=f"#{field.auto_id}{first}")


def _of_rows(rows: Rows, name: str) -> Iterable[Fault]:
    """Yield the faults of rows, each with the row's number."""
    for says in rows.non_form_errors():
        yield Fault(where=name, says=str(says))
    for number, form in enumerate(rows.forms, start=1):
        if not rows.is_left_out(form):
            yield from _faults(form, f"{name} {number}")
