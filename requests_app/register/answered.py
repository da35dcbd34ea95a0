"""Which step answered each condition of an exclusion, (d): the step says who, when, and by hand or from which file."""

from collections.abc import Mapping

from requests_app.register.models import Disclosure


def note_answers(row: Disclosure, *, before: Mapping[str, object] | None, version: int) -> None:
    """Note on a disclosure that is about to be written which version answers each condition.

    An answer as it stood keeps its version; one from before versions were noted has none.
    """
    same_clause = before is not None and before["exclusion_clause"] == row.exclusion_clause
    stood = _mapping(before, "exclusion_conditions") if same_clause else {}
    noted = _mapping(before, "exclusion_answered") if same_clause else {}
    row.exclusion_answered = {
        name: noted[name] if name in stood and stood[name] is holds else version
        for name, holds in row.exclusion_conditions.items()
        if not (name in stood and stood[name] is holds and name not in noted)
    }


def _mapping(values: Mapping[str, object] | None, name: str) -> Mapping[str, object]:
    found = (values or {}).get(name)
    return found if isinstance(found, Mapping) else {}
