"""The hand-overs behind a disclosure: how many, and from which files."""

from dataclasses import dataclass

from django.db.models import Count

from requests_app.register.models import Disclosure, DisclosureEvent


@dataclass(frozen=True, slots=True)
class HandOvers:
    """How many hand-overs of one disclosure one file recorded."""

    load_id: int
    file_name: str
    number: int


def hand_overs_of(row: Disclosure) -> tuple[HandOvers, ...]:
    """Return the hand-overs behind a disclosure by file, the oldest file first; empty where none are recorded."""
    found = DisclosureEvent.objects.filter(disclosure=row).values_list("load_id", "load__file_name")
    return tuple(HandOvers(*each) for each in found.annotate(number=Count("pk")).order_by("load_id"))


def in_words(behind: tuple[HandOvers, ...]) -> str:
    """Return how many hand-overs there are and the files they are from, as the first part of a sentence."""
    number = sum(each.number for each in behind)
    files = ", ".join(dict.fromkeys(f"“{each.file_name}”" for each in behind))
    return f"1 hand-over from {files} lies" if number == 1 else f"{number} hand-overs from {files} lie"


def why_it_stays(behind: tuple[HandOvers, ...]) -> str:
    """Return why a disclosure with hand-overs behind it is not removed, and what to do."""
    they_are = "it is" if sum(each.number for each in behind) == 1 else "they are"
    return (
        f"This disclosure stays: {in_words(behind)} behind it, and {they_are} evidence. If the file was wrong, undo it "
        "on its own page. If the information was not for direct marketing, change the disclosure: choose “no marketing "
        "use”, or a clause of (d); the evidence then stays."
    )
