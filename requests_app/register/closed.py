"""Closed years: after a year is signed, each edit that bears on it says whether it is a change or a correction."""

from collections.abc import Iterable

from requests_app.register.models import RegisterChange, YearClose


class NatureNeededError(Exception):
    """The edit bears on closed years and does not say what it is; `years` names them."""

    def __init__(self, years: list[int]) -> None:
        listed = ", ".join(map(str, years))
        closed = "is closed" if len(years) == 1 else "are closed"
        super().__init__(
            f"{listed} {closed}. Say whether this is a change (it is different from now on) or a correction (the "
            "register was wrong)."
        )
        self.years = years


def closed_years(business_id: int) -> frozenset[int]:
    """Return the years whose register was signed."""
    return frozenset(YearClose.objects.filter(business_id=business_id).values_list("year", flat=True))


def check_nature(business_id: int, *, years: Iterable[int], nature: str) -> None:
    """Refuse an edit of a closed year that does not say whether it is a change or a correction."""
    if nature in RegisterChange.Nature.values:
        return
    closed = sorted(closed_years(business_id) & set(years))
    if closed:
        raise NatureNeededError(closed)
