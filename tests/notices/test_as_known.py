"""The register as known on any past day gives the content of that day, whatever was changed since."""

import json
from datetime import UTC, date, datetime, timedelta
from io import StringIO

from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from requests_app.notices.compile import compile_standard
from requests_app.notices.content import NoticeContent
from requests_app.register import edit
from requests_app.register.merge import merge
from requests_app.register.models import Brand, Business, DesignatedContact, Disclosure, SameBrandCount, ThirdParty
from requests_app.register.reading import as_it_is, as_known_on, end_of_day, version_on

FIRST = datetime(2026, 1, 5, 18, 0, tzinfo=UTC)
ASKED_ON = date(2026, 3, 2)
KEEPER = "user:7"
STEPS = ("add", "disclose", "move", "categories", "drop", "merge", "rename", "designate", "count")


def a_new_business(slug: str) -> Business:
    business = Business(
        slug=slug, legal_name="Mill & Weir", postal_address="1 Weir St, Galt", reply_email="a@b.example"
    )
    edit.save(business, actor=KEEPER, at=FIRST)
    return business


def compiled(business: Business) -> NoticeContent:
    business.refresh_from_db()
    return compile_standard(as_it_is(business), year=2025, on=ASKED_ON).content


class History:
    """A register that is edited step by step; each step picks what it changes by a number."""

    def __init__(self, business: Business) -> None:
        self.business = business

    def do(self, step: str, pick: int, at: datetime) -> None:
        parties = list(ThirdParty.objects.filter(business=self.business, merged_into__isnull=True).order_by("id"))
        rows = list(Disclosure.objects.filter(third_party__business=self.business).order_by("id"))
        party = parties[pick % len(parties)] if parties else None
        row = rows[pick % len(rows)] if rows else None
        if step == "add" or party is None:
            self.save(
                ThirdParty(business=self.business, legal_name=f"Reed {at:%j%H}", street="1 Reed", city="Galt"), at
            )
        elif step == "disclose":
            self.save(Disclosure(third_party=party, year=2025, categories=["email"]), at)
        elif step == "move":
            party.street = f"{pick} Moved St"
            self.save(party, at)
        elif step == "merge" and len(parties) > 1:
            merge(one=parties[-1], into=parties[0], actor=KEEPER, at=at)
        elif step in {"categories", "drop"} and row is not None:
            if step == "drop":
                edit.remove(row, actor=KEEPER, at=at)
            else:
                row.categories = ["name_address", "telephone"][: 1 + pick % 2]
                self.save(row, at)
        elif step == "rename":
            self.business.legal_name = f"Mill & Weir {pick}"
            self.save(self.business, at)
        elif step == "designate":
            day = date(2025, 1, 1) + timedelta(days=pick)
            contact = DesignatedContact(
                business=self.business, kind="email", value=f"{at:%j}@b.example", valid_from=day
            )
            self.save(contact, at)
        elif step == "count":
            count = SameBrandCount.objects.filter(business=self.business, year=2025).first()
            count = count or SameBrandCount(business=self.business, year=2025)
            count.number = pick
            self.save(count, at)

    def save(self, row: edit.RegisterRow, at: datetime) -> None:
        edit.save(row, actor=KEEPER, at=at)


class TestAsKnown(TestCase):
    """A class, because the database has to be fresh for each generated history."""

    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 40)), min_size=1, max_size=14))
    def test_every_day_gives_what_was_compiled_on_it(self, steps: list[tuple[str, int]]) -> None:
        business = a_new_business("mill")
        history, then = History(business), {}
        for day, (step, pick) in enumerate([("add", 0), ("disclose", 0), *steps], start=1):
            at = FIRST + timedelta(days=day)
            history.do(step, pick, at)
            then[at] = compiled(business)

        known = {at: compile_standard(as_known_on(business, at=at), year=2025, on=ASKED_ON).content for at in then}

        assert known == then

    def test_a_day_ends_where_the_business_was_then(self) -> None:
        business = a_new_business("mill")
        history = History(business)
        late = datetime(2026, 1, 7, 5, 30, tzinfo=UTC)  # of January 6 in California, of January 7 in New York
        history.do("add", 0, late)
        history.do("disclose", 0, late)
        business.refresh_from_db()
        business.timezone = "America/New_York"
        history.save(business, FIRST + timedelta(days=9))

        assert version_on(business, at=end_of_day(business, date(2026, 1, 6))) == 3
        history.do("move", 9, datetime(2026, 1, 21, 5, 30, tzinfo=UTC))
        assert version_on(business, at=end_of_day(business, date(2026, 1, 20))) == 4
        assert version_on(business, at=end_of_day(business, date(2026, 1, 21))) == 5

    def test_a_day_ends_at_one_moment_whatever_zone_comes_later(self) -> None:
        business = a_new_business("mill")
        history = History(business)
        ends = []
        moved = ("America/New_York", "Asia/Tokyo", "America/Los_Angeles")
        for days, zone in enumerate(moved):
            business.refresh_from_db()
            business.timezone = zone
            # After the day ended in New York and before it ended in California.
            history.save(business, datetime(2026, 1, 7, 6, 0, tzinfo=UTC) + timedelta(days=days))
            ends.append([end_of_day(business, date(2026, 1, day)) for day in (4, 6)])

        assert ends[0] == ends[1] == ends[2]
        assert ends[0] == [datetime(2026, 1, day, 7, 59, 59, 999999, tzinfo=UTC) for day in (5, 7)]

    def test_brands_stand_in_one_order_now_and_as_known(self) -> None:
        business = a_new_business("mill")
        for number, name in enumerate(("côte", "Cote", "cotA", "\u00c9tude", "Zebra", "apple", "B-side", "B side")):
            edit.save(Brand(business=business, name=name, slug=f"b{number}"), actor=KEEPER, at=FIRST)
        business.refresh_from_db()

        now, known = as_it_is(business), as_known_on(business, at=FIRST)
        assert [each.name for each in now.brands] == [each.name for each in known.brands]
        assert [each.name for each in now.brands] == sorted(each.name for each in now.brands)

    def test_the_command_reads_the_day_it_is_given(self) -> None:
        business = a_new_business("mill")
        history = History(business)
        history.do("add", 0, FIRST + timedelta(days=1))
        history.do("disclose", 0, FIRST + timedelta(days=2))
        history.do("move", 9, FIRST + timedelta(days=5))

        told = {}
        for day in ("2026-01-06", "2026-01-08", "2026-01-10"):
            out = StringIO()
            options = ("--business", "mill", "--year", "2025", "--on", "2026-03-02", "--known-on", day, "--json")
            call_command("compile_notice", *options, stdout=out)
            told[day] = [each["address"] for each in json.loads(out.getvalue())["recipients"]]

        assert told == {"2026-01-06": [], "2026-01-08": ["1 Reed, Galt"], "2026-01-10": ["9 Moved St, Galt"]}
