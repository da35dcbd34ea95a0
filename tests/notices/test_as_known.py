"""The register as known on any past day gives the content of that day, whatever was changed since."""

import json
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from typing import TYPE_CHECKING

from django.core.management import call_command
from django.db import connection
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from requests_app.notices.compile import compile_standard
from requests_app.register import edit
from requests_app.register.models import Brand, Disclosure, ThirdParty
from requests_app.register.reading import as_it_is, as_known_on, end_of_day, version_on
from tests.notices.kept_history import ASKED_ON, FIRST, KEEPER, STEPS, History, a_new_business, compiled

if TYPE_CHECKING:
    from requests_app.notices.content import NoticeContent


class TestAsKnown(TestCase):
    """A class, because the database has to be fresh for each generated history."""

    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 40), st.integers(0, 50)), min_size=1, max_size=14))
    @example([("zone", 8, 0), ("zone", 0, 14), ("add", 0, 22)])
    def test_every_moment_and_every_day_gives_what_was_compiled_then(self, steps: list[tuple[str, int, int]]) -> None:
        business = a_new_business("mill")
        history, at, moments = History(business), FIRST, {}
        latest = history.today(at)
        ended: dict[date, NoticeContent] = {}
        for step, pick, hours in [("add", 0, 1), ("disclose", 0, 1), *steps]:
            at += timedelta(hours=hours, minutes=1)
            before, reached = compiled(business), history.today(at)
            history.do(step, pick, at)
            moments[at] = compiled(business)
            # A day ends as it stood before the first step of a later one, such as one that gives another zone. Where
            # such a step takes the clock back to a day that was over, that day stays over.
            reached = max(latest, reached, history.today(at))
            for number in range((reached - latest).days):
                ended[latest + timedelta(days=number)] = before
            latest = reached

        known = {
            each: compile_standard(as_known_on(business, at=each), year=2025, on=ASKED_ON).content for each in moments
        }
        assert known == moments
        known_days = {
            day: compile_standard(as_known_on(business, at=end_of_day(business, day)), year=2025, on=ASKED_ON).content
            for day in ended
        }
        assert known_days == ended

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
        # On the sixth the step itself made it the seventh, by the clock in New York.
        assert ends[0] == [
            datetime(2026, 1, 5, 7, 59, 59, 999999, tzinfo=UTC),
            datetime(2026, 1, 7, 5, 59, 59, 999999, tzinfo=UTC),
        ]

    def test_a_day_that_is_put_back_ends_by_the_clock_it_then_has(self) -> None:
        business = a_new_business("mill")
        history = History(business)
        business.timezone = "Asia/Tokyo"
        history.save(business, FIRST)
        business.timezone = "America/Los_Angeles"
        # At nine in the evening in Tokyo it is four in the morning in California, of the same day.
        history.save(business, datetime(2026, 1, 10, 12, 0, tzinfo=UTC))
        history.do("add", 0, datetime(2026, 1, 10, 20, 0, tzinfo=UTC))

        assert end_of_day(business, date(2026, 1, 10)) == datetime(2026, 1, 11, 7, 59, 59, 999999, tzinfo=UTC)
        assert version_on(business, at=end_of_day(business, date(2026, 1, 10))) == 4
        assert end_of_day(business, date(2026, 1, 9)) == datetime(2026, 1, 9, 14, 59, 59, 999999, tzinfo=UTC)

    def test_a_day_whose_last_hour_comes_twice_ends_after_the_second(self) -> None:
        business = a_new_business("mill")
        business.timezone = "Asia/Beirut"
        History(business).save(business, FIRST)

        # Clocks go back from midnight to eleven on the evening of October 24, 2026.
        assert end_of_day(business, date(2026, 10, 24)) == datetime(2026, 10, 24, 21, 59, 59, 999999, tzinfo=UTC)

    def test_brands_stand_in_one_order_now_and_as_known(self) -> None:
        if connection.vendor == "sqlite":
            # A database may be told to order letters as a dictionary does: this one as far as it can.
            with connection.cursor() as cursor:
                cursor.execute("alter table requests_app_brand drop column name")
                cursor.execute(
                    "alter table requests_app_brand add column name varchar(120) not null default '' collate nocase"
                )
        business = a_new_business("mill")
        for number, name in enumerate(("côte", "Cote", "cotA", "\u00c9tude", "Zebra", "apple", "B-side", "B side")):
            edit.save(Brand(business=business, name=name, slug=f"b{number}"), actor=KEEPER, at=FIRST)
        business.refresh_from_db()

        now, known = as_it_is(business), as_known_on(business, at=FIRST)
        assert [each.name for each in now.brands] == [each.name for each in known.brands]
        assert [each.name for each in now.brands] == sorted(each.name for each in now.brands)

    def test_a_brand_has_the_name_of_the_day_in_the_notice_and_beside_each_disclosure(self) -> None:
        business = a_new_business("mill")
        history = History(business)
        history.do("add", 0, FIRST)
        brand = Brand(business=business, name="Old Mill", slug="mill")
        history.save(brand, FIRST)
        disclosure = Disclosure(third_party=ThirdParty.objects.get(), brand=brand, year=2025, categories=["email"])
        history.save(disclosure, FIRST)
        then = compiled(business)

        brand.name = "New Mill"
        history.save(brand, FIRST + timedelta(days=1))
        disclosure.brand = None
        history.save(disclosure, FIRST + timedelta(days=2))
        edit.remove(brand, actor=KEEPER, at=FIRST + timedelta(days=3))

        business.refresh_from_db()
        register = as_known_on(business, at=FIRST)
        (row,) = register.disclosures(2025)
        assert str(row.brand) == "Old Mill"
        assert row.third_party.business is register.business
        assert then.statement.sender.brands == ("Old Mill",)
        assert compile_standard(register, year=2025, on=ASKED_ON).content == then

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
