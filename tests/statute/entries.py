"""The entries of `for_review` by their two kinds: questions for a person, and readings of the statute that decided."""

from requests_app.statute import Ruling, is_reading


def questions(ruling: Ruling) -> tuple[str, ...]:
    return tuple(entry for entry in ruling.for_review if not is_reading(entry))


def readings(ruling: Ruling) -> tuple[str, ...]:
    return tuple(entry for entry in ruling.for_review if is_reading(entry))
