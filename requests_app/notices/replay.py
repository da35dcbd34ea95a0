"""Rule again on the facts of past notices: what the present rules would answer differently."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from requests_app.notices.models import Notice
from requests_app.statute import RULE_VERSION, facts_from_json, rule_on
from requests_app.statute.members import RefusedError

AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A notice whose facts are ruled on otherwise now; each field with what was kept and what is ruled."""

    notice_id: int
    reference: str
    rule_version: int
    fields: Mapping[str, tuple[object, object]]


def differences(*, since_version: int = 0) -> Iterator[Difference]:
    """Go through the notices of rule versions after `since_version`, oldest first, and yield those that differ."""
    notices = Notice.objects.filter(rule_version__gt=since_version).select_related("disclosure_request").order_by("id")
    for notice in notices.iterator(chunk_size=AT_ONCE):
        fields = _changed(notice.facts, notice.ruling)
        if fields:
            yield Difference(
                notice_id=notice.pk,
                reference=notice.disclosure_request.reference or "",
                rule_version=notice.rule_version,
                fields=fields,
            )


def _changed(facts: Mapping[str, object], kept: Mapping[str, object]) -> dict[str, tuple[object, object]]:
    try:
        ruled: Mapping[str, object] = rule_on(facts_from_json(facts)).as_json()
    except RefusedError as refused:
        return {"facts": ("taken", f"refused by version {RULE_VERSION}: {refused}")}
    names = [*kept, *(name for name in ruled if name not in kept)]
    return {name: (kept.get(name), ruled.get(name)) for name in names if kept.get(name) != ruled.get(name)}
