"""Rule again on what was ruled on before: what the present rules would answer differently."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from requests_app.notices.compile import says_of
from requests_app.notices.models import Notice
from requests_app.register.reading import NotKnownYetError, Register, as_it_is, as_known_on
from requests_app.requests.facts import fact_pattern
from requests_app.requests.models import DisclosureRequest
from requests_app.requests.status import DECIDED
from requests_app.statute import RULE_VERSION, facts_from_json, rule_on
from requests_app.statute.members import RefusedError

AT_ONCE = 500
SAYS = "says"
"""The field of a difference that holds what the resident reads of the reasons; a kept ruling has the reviewer's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Something that is ruled on otherwise now; each field with what was kept and what is ruled.

    Of a request that is decided and has no notice yet, `notice_id` and `rule_version` are None.
    """

    notice_id: int | None
    reference: str
    rule_version: int | None
    fields: Mapping[str, tuple[object, object]]


def differences(*, since_version: int = 0) -> Iterator[Difference]:
    """Go through the notices of rule versions after `since_version`, oldest first, and yield those that differ."""
    ruled = Notice.objects.filter(rule_version__gt=since_version)
    notices = ruled.select_related("disclosure_request", "basis").order_by("id")
    for notice in notices.iterator(chunk_size=AT_ONCE):
        fields = _changed(notice)
        if fields:
            yield Difference(
                notice_id=notice.pk,
                reference=notice.disclosure_request.reference or "",
                rule_version=notice.rule_version,
                fields=fields,
            )


def differences_of_waiting() -> Iterator[Difference]:
    """Go through the requests that are decided and have no notice yet, and yield those with another day or year now.

    The days and the year are all that is kept of a ruling before the notice is compiled. They are ruled on again with
    the register as it was known when the request came in.
    """
    for row in DisclosureRequest.objects.filter(status__in=sorted(DECIDED)).select_related("business").order_by("id"):
        ruling = rule_on(fact_pattern(row, _register_then(row)))
        kept = {"due_on": row.due_on, "deadline": row.deadline, "report_year": row.report_year}
        ruled = {"due_on": ruling.due_on, "deadline": str(ruling.deadline), "report_year": ruling.report_year}
        fields = {name: (_plain(kept[name]), _plain(ruled[name])) for name in kept if kept[name] != ruled[name]}
        if fields:
            yield Difference(notice_id=None, reference=row.reference or "", rule_version=None, fields=fields)


def _changed(notice: Notice) -> dict[str, tuple[object, object]]:
    try:
        ruling = rule_on(facts_from_json(notice.facts))
    except RefusedError as refused:
        return {"facts": ("taken", f"refused by version {RULE_VERSION}: {refused}")}
    kept, ruled = dict(notice.ruling), ruling.as_json()
    if not notice.disclosure_request.declined_clause:
        kept[SAYS] = list(notice.content["statement"]["says"])
        ruled[SAYS] = list(says_of(ruling))
    names = [*kept, *(name for name in ruled if name not in kept)]
    return {name: (kept.get(name), ruled.get(name)) for name in names if kept.get(name) != ruled.get(name)}


def _register_then(row: DisclosureRequest) -> Register:
    try:
        return as_known_on(row.business, at=row.received_at)
    except NotKnownYetError:
        return as_it_is(row.business)


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, int) else str(value)
