"""What a keeper saves by hand comes back from an export as it stands; what no file can say is refused."""

from collections import Counter
from datetime import UTC, date, datetime
from itertools import count

import pytest
from django.contrib.auth.models import User
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from requests_app import handling
from requests_app.register import export
from requests_app.register.configure import RefusedError
from requests_app.register.models import Brand, Business, Disclosure, ThirdParty
from requests_app.register.writable import RefusedWriteError
from tests.builders import a_business
from tests.register.test_configure import described
from tests.register.test_export_loads_back import as_csv, content, loaded, with_brands

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 2, 2, 18, 0, tzinfo=UTC)
SLUGS = count()
TYPED = st.one_of(
    st.sampled_from(
        [
            *(
                "Acme  Lists",
                " Acme\u00a0Lists ",
                "\u200eAcme\u200f",
                "Zero\u200bWidth",
                "None",
                "n/a",
                "=1+1",
                "'=1",
                "-",
            ),
            *(
                "a\tb",
                "two\r\nlines",
                "two\n\n\nlines",
                "two\u2028lines",
                "See website",
                "see website",
                "' see website",
            ),
            *("www.example.com", "9 Harbor St,", "Caf\u00e9 Ã©", "(none)", "checked, not known", "\u2066x\u2069 y"),
        ]
    ),
    st.text(
        st.characters(categories=["L", "M", "N", "P", "S", "Z", "Cf"], include_characters="\t\n"),
        min_size=1,
        max_size=20,
    ),
)


@pytest.fixture
def keeper() -> User:
    return User.objects.create_user("kim")


def save(row: Brand | ThirdParty | Disclosure, keeper: User) -> None:
    handling.save_register_row(row=row, by=keeper, now=NOW)


def a_party(business: Business, **says: object) -> ThirdParty:
    given = {"street": "1 Reed St", "city": "Galt", "state": "CA", "postal_code": "95632", **says}
    return ThirdParty(business=business, **{"legal_name": "Reed Lists LLC", **given})


def test_what_a_page_saves_loads_back_equal(keeper: User) -> None:
    came: Counter[str] = Counter()

    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @example(typed=["Acme  Lists"] * 11, kind="csv")
    @example(
        typed=["Acme", "-", "see website", "n/a", "a; b", "None", " - ", " CA ", "93,721", "\u00a0USA", "'=1"],
        kind="csv",
    )
    @example(
        typed=['"Acme" \t', " ", "\u202e1 St", "\U0001f33b ", '"', "''-", "\u2066;\t", "NSW", "2000", "", "|"],
        kind="xlsx",
    )
    @given(typed=st.lists(TYPED, min_size=11, max_size=11), kind=st.sampled_from(["csv", "xlsx"]))
    def each(typed: list[str], kind: str) -> None:
        number = next(SLUGS)
        here, there = with_brands(f"here-{number}"), with_brands(f"there-{number}")
        name, trade, street, city, products, data, note, state, code, country, opt_out = typed
        party = a_party(here, legal_name=name, trade_name=trade, street=street, city=city, products=products)
        party.state, party.postal_code, party.country, party.opt_out = state, code, country, opt_out
        try:
            save(party, keeper)
            save(Disclosure(third_party=party, year=2025, unreported_data=[data, "cookie id"], note=note), keeper)
        except RefusedWriteError:
            came["refused"] += 1  # nothing that no file can say came in; what did, comes back
        if not here.third_parties.exists():
            return

        loaded(as_csv(here) if kind == "csv" else export.workbook(here), kind, there)

        assert content(there) == content(here)
        came["compared"] += 1

    each()

    # A refusal ends the look at one register: were there many, this would say little.
    assert came["compared"] >= 45
    assert came["refused"] <= 15


@pytest.mark.parametrize(
    ("says", "where"),
    [
        ({"legal_name": "-"}, "look at the name. The name of the third party is missing."),
        ({"products": "\n".join(map(str, range(3_000)))}, "look at the examples of products. This is longer"),
        ({"postal_code": "8.54E+03"}, "look at the ZIP code. “8.54E+03” was a postal code"),
        ({"contract_ends_on": date(1492, 1, 1)}, "look at the end of the contract."),
    ],
)
def test_what_no_file_can_say_of_a_third_party_is_refused(says: dict[str, object], where: str, keeper: User) -> None:
    business = with_brands("here")

    with pytest.raises(RefusedWriteError, match="Nothing was saved") as refused:
        save(a_party(business, **says), keeper)
    with pytest.raises(RefusedWriteError):
        handling.preview_register_row(row=a_party(business, **says), by=keeper, now=NOW)

    assert where in str(refused.value)
    assert not business.third_parties.exists()


@pytest.mark.parametrize(
    ("says", "where"),
    [
        ({"year": 2028}, "look at the year."),
        ({"note": "x" * 10_001}, "look at the note. This is 10001 letters long"),
        ({"unreported_data": ["x" * 10_001]}, "look at the other data. This is longer than 10,000 letters."),
    ],
)
def test_what_no_file_can_say_of_a_disclosure_is_refused(says: dict[str, object], where: str, keeper: User) -> None:
    business = with_brands("here")
    party = a_party(business)
    save(party, keeper)

    with pytest.raises(RefusedWriteError, match="Nothing was saved") as refused:
        save(Disclosure(third_party=party, **{"year": 2025, "categories": ["email"], **says}), keeper)

    assert where in str(refused.value)
    assert not Disclosure.objects.exists()


def test_what_is_typed_with_doubled_blanks_and_unseen_marks_is_saved_without_them(keeper: User) -> None:
    party = a_party(with_brands("here"), legal_name=" Reed\u00a0 Lists\u200b  LLC\u200e", trade_name="None")
    save(party, keeper)

    party.refresh_from_db()
    assert (party.legal_name, party.trade_name) == ("Reed Lists LLC", "None")


def test_the_name_of_a_brand_is_saved_as_a_file_brings_it_back(keeper: User) -> None:
    here, there = a_business("here"), a_business("there")
    typed = (" Garden\u00a0 & Home\u200b ", "None", "=Equal", "\u05dc\u05d9\u05dc\u05d4", "\U0001f33b; Seeds")
    for place, name in enumerate(typed):
        save(Brand(business=here, name=name, slug=f"brand-{place}"), keeper)
    party = a_party(here)
    save(party, keeper)
    for brand in here.brands.all():
        Brand.objects.create(business=there, name=brand.name, slug=brand.slug)
        save(Disclosure(third_party=party, brand=brand, year=2025, categories=["email"]), keeper)

    loaded(as_csv(here), "csv", there)

    assert content(there) == content(here)
    assert here.brands.filter(name="Garden & Home").exists()


@pytest.mark.parametrize("name", ["CAFE\u0301", "caf\u00e9 ", "Caf\u00e9"])
def test_two_brands_that_a_file_could_not_tell_apart_are_refused(name: str, keeper: User) -> None:
    business = a_business()
    save(Brand(business=business, name="Caf\u00e9", slug="one"), keeper)

    with pytest.raises(RefusedWriteError, match="has a brand “Café” already"):
        save(Brand(business=business, name=name, slug="two"), keeper)

    assert business.brands.count() == 1


@pytest.mark.parametrize("name", ["-", " - ", "\u200b"])
def test_a_brand_that_a_file_would_take_for_none_is_refused(name: str, keeper: User) -> None:
    with pytest.raises(RefusedWriteError, match="look at the name"):
        save(Brand(business=a_business(), name=name, slug="one"), keeper)


def test_a_business_file_names_no_two_brands_that_read_alike() -> None:
    brands = [{"slug": "one", "name": "Garden  Home"}, {"slug": "two", "name": "GARDEN HOME"}]

    with pytest.raises(RefusedError) as refused:
        handling.configure_business(data=described(brands=brands), by="test", now=NOW)

    assert [fault.field for fault in refused.value.faults] == ["brands[1]"]
    assert not Business.objects.exists()


def test_brands_that_differ_by_case_alone_since_before_are_taken_as_they_are_spelled() -> None:
    here, there = a_business("here"), a_business("there")
    for business in (here, there):
        for name in ("Garden", "garden"):
            Brand.objects.create(
                business=business, name=name, slug=f"{business.slug}-{name[0]}-{name.islower()}".lower()
            )
    party = a_party(here)
    party.save()
    for brand in here.brands.all():
        Disclosure.objects.create(third_party=party, brand=brand, year=2025, categories=["email"])

    loaded(as_csv(here), "csv", there)

    assert content(there) == content(here)
