"""A request is found by its words, and its words cannot be read where they are kept."""

import pytest

from requests_app import handling, tasks
from requests_app.register.models import Business
from requests_app.requests.models import DisclosureRequest, SearchEntry
from requests_app.requests.search.found import holding
from requests_app.requests.search.index import index_waiting
from requests_app.requests.search.words import of_name, sought
from tests.builders import NOW, a_business, a_request, a_reviewer

pytestmark = pytest.mark.django_db


def found(typed: str) -> set[str]:
    """Return the e-mail addresses of the requests that are found."""
    return {row.email for row in holding(DisclosureRequest.objects.all(), typed)}


@pytest.fixture
def business(db: None) -> Business:
    """Return a business that is asked."""
    return a_business()


@pytest.fixture
def two(business: Business) -> tuple[DisclosureRequest, DisclosureRequest]:
    """Return the requests of two people, with their words kept."""
    zoe = a_request(
        business,
        requester_name="Zoë Łukasiewicz-O’Brien",
        email="Zoe.L@Example.org",
        street="12 Elm St",
        city="Fresno",
        state="CA",
        postal_code="93701",
        message="Who got my name? I ordered walking shoes.",
    )
    ann = a_request(business, requester_name="Ann Walker", email="ann@example.net", message="Who got my address?")
    tasks.index_requests()
    return zoe, ann


@pytest.mark.parametrize(
    "typed",
    [
        *("Zoë", "zoe", "ZOE", "łukasiewicz", "lukasiewicz", "Luk", "lukasie", "obrien", "o'brien", "zoe lukasiewicz"),
        *("zoe.l@example.org", "ZOE.L@EXAMPLE.ORG", "<zoe.l@example.org>", "example.org"),
        *("elm", "12 Elm", "fresno 93701", "shoes", "walking shoes", "(shoes)", "ordered zoe"),
    ],
)
def test_it_is_found_by_whole_words_and_by_how_a_name_begins(two: object, typed: str) -> None:
    assert found(typed) == {"Zoe.L@Example.org"}


@pytest.mark.parametrize("typed", ["Lu", "asiewicz", "sho", "zoe ann", "nobody", "zoe.l", "elmst", "shoes boots"][:5])
def test_it_is_not_found_by_parts_of_words_or_by_words_it_lacks(two: object, typed: str) -> None:
    assert found(typed) == set()


def test_the_beginning_of_a_name_finds_everybody_so_called(two: object) -> None:
    assert found("walk") == {"ann@example.net"}
    assert found("who got") == {"Zoe.L@Example.org", "ann@example.net"}


def test_a_reference_finds_its_request_with_and_without_its_dashes(
    two: tuple[DisclosureRequest, DisclosureRequest],
) -> None:
    reference = two[1].reference or ""
    for typed in (reference, reference.lower(), reference.replace("-", ""), f"“{reference}”."):
        assert found(typed) == {"ann@example.net"}


@pytest.mark.parametrize("typed", ["", "   ", "—", "“”"])
def test_what_holds_no_word_narrows_nothing(two: object, typed: str) -> None:
    assert len(found(typed)) == 2
    assert sought(typed) == ()


def test_a_search_narrows_a_list_and_never_widens_it(two: tuple[DisclosureRequest, DisclosureRequest]) -> None:
    rows = DisclosureRequest.objects.filter(pk=two[1].pk)

    assert not holding(rows, "zoe").exists()


def test_what_a_second_receipt_says_finds_it_too(business: Business, two: object) -> None:
    a_request(business, requester_name="Ann Walker", email="ann@example.net", message="I also wrote from Bakersfield.")
    assert found("bakersfield") == set()

    tasks.index_requests()

    assert found("bakersfield") == {"ann@example.net"}
    assert found("address") == {"ann@example.net"}


def test_deciding_changes_no_word_and_keeps_none_anew(two: tuple[DisclosureRequest, DisclosureRequest]) -> None:
    handling.approve(disclosure_request_id=two[0].pk, seen_version=1, by=a_reviewer(), now=NOW)

    assert index_waiting() == 0


def test_the_words_are_kept_in_batches_until_none_is_left(business: Business) -> None:
    for number in range(5):
        a_request(business, email=f"p{number}@example.org")

    assert [index_waiting(most=2) for _ in range(4)] == [2, 2, 1, 0]


def test_the_table_holds_numbers_that_another_key_cannot_read(business: Business, settings: object) -> None:
    from requests_app.requests.search import digests  # noqa: PLC0415 - its caches are emptied on both sides of the test

    first = a_request(business, requester_name="Zoë", email="", reply_by="POST", street="1 A St", city="Fresno")
    tasks.index_requests()
    kept = set(SearchEntry.objects.filter(disclosure_request=first).values_list("word", flat=True))
    digests.digest.cache_clear()
    digests._key.cache_clear()  # noqa: SLF001 - the key is read once a process
    try:
        settings.SEARCH_KEY = "another key"  # type: ignore[attr-defined] # pytest-django's fixture
        assert kept
        assert digests.digest("zoe") not in kept
        assert found("zoe") == set()
    finally:
        settings.SEARCH_KEY = ""  # type: ignore[attr-defined] # as above
        digests.digest.cache_clear()
        digests._key.cache_clear()  # noqa: SLF001 - as above


def test_the_beginnings_of_a_name_start_at_three_letters() -> None:
    assert list(of_name("Bo Smithson")) == ["bo", "smithson", "smi", "smit", "smith", "smiths", "smithso"]
