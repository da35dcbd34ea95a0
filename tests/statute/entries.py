"""The entries of `for_review` by their two kinds: questions for a person, and readings of the statute that decided."""

from requests_app.statute import Ruling, is_reading


def questions(ruling: Ruling) -> tuple[str, ...]:
    return tuple(entry for entry in ruling.for_review if not is_reading(entry))


def readings(ruling: Ruling) -> tuple[str, ...]:
    return tuple(entry for entry in ruling.for_review if is_reading(entry))


def told(ruling: Ruling) -> list[str]:
    """Return the clause of each reading and the words that tell the readings of one clause apart."""
    words = ("web form", "reached", "call", "fax", "in person", "holiday", "year told", "not answered", "uses up")
    found = []
    for entry in readings(ruling):
        clause, _, text = entry.partition(" ")
        open_point = text.partition(". ")[0]
        found.append(" ".join([clause, *(word for word in words if word in open_point)]))
        assert "A person may " in text
    return found
