"""A register that is changed step by step, each at its moment, and what its notice said then."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from requests_app import handling
from requests_app.notices.compile import compile_standard
from requests_app.notices.content import NoticeContent
from requests_app.register import closing, edit
from requests_app.register.load.undo import NotUndoneError, undo
from requests_app.register.load.way import Asked
from requests_app.register.merge import merge
from requests_app.register.models import (
    Brand,
    Business,
    ChoicePolicy,
    DesignatedContact,
    Disclosure,
    RegisterLoad,
    SameBrandCount,
    ThirdParty,
)
from requests_app.register.reading import as_it_is
from requests_app.register.writable import RefusedWriteError

FIRST = datetime(2026, 1, 5, 18, 0, tzinfo=UTC)
ASKED_ON = date(2026, 3, 2)
KEEPER = "user:7"
STEPS = (
    *("add", "disclose", "move", "categories", "drop", "merge", "rename", "designate", "count"),
    *("load", "undo", "zone", "brand", "policy", "close"),
)
ZONES = ("America/Los_Angeles", "Asia/Tokyo", "Pacific/Honolulu", "Pacific/Kiritimati", "Asia/Beirut")


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
        parties = list(ThirdParty.objects.standing().filter(business=self.business).order_by("id"))
        if step == "add" or not parties:
            self.save(
                ThirdParty(business=self.business, legal_name=f"Reed {at:%j%H%M}", street="1 Reed", city="Galt"), at
            )
        elif step in {"disclose", "move", "merge", "categories", "drop"}:
            self.to_a_row(step, pick, at, parties)
        elif step in {"load", "undo"}:
            self.file(step, pick, at)
        elif step == "close":
            self.close(at)
        else:
            self.of_the_business(step, pick, at)

    def to_a_row(self, step: str, pick: int, at: datetime, parties: list[ThirdParty]) -> None:
        rows = list(Disclosure.objects.filter(third_party__business=self.business).order_by("id"))
        party, row = parties[pick % len(parties)], rows[pick % len(rows)] if rows else None
        if step == "disclose":
            self.save(Disclosure(third_party=party, year=2025, categories=["email"]), at)
        elif step == "move":
            party.street = f"{pick} Moved St"
            self.save(party, at)
        elif step == "merge" and len(parties) > 1:
            merge(one=parties[-1], into=parties[0], actor=KEEPER, at=at, nature="correction")
        elif step == "categories" and row is not None:
            row.categories = ["name_address", "telephone"][: 1 + pick % 2]
            self.save(row, at)
        elif step == "drop" and row is not None:
            self.remove(row, at)

    def of_the_business(self, step: str, pick: int, at: datetime) -> None:
        self.business.refresh_from_db()
        row: edit.RegisterRow = self.business
        if step == "zone":
            self.business.timezone = ZONES[pick % len(ZONES)]
        elif step == "rename":
            self.business.legal_name = f"Mill & Weir {pick}"
        elif step == "designate":
            day = date(2025, 1, 1) + timedelta(days=pick)
            row = DesignatedContact(
                business=self.business, kind="email", value=f"{at:%j%H%M}@b.example", valid_from=day
            )
        elif step == "count":
            row = SameBrandCount.objects.filter(business=self.business, year=2025).first() or SameBrandCount(
                business=self.business, year=2025
            )
            row.number = pick
        elif step == "brand":
            row = self.business.brands.first() or Brand(business=self.business, slug="mill")
            row.name = f"Mill {pick}"
        else:
            row = self.business.choice_policies.first() or ChoicePolicy(
                business=self.business, kind="opt_out", published_from=date(2024, 1, 1)
            )
            row.covers_affiliates, row.maintained = pick % 2 == 0, pick % 3 == 0
        self.save(row, at)

    def file(self, step: str, pick: int, at: datetime) -> None:
        """Load a file that changes one third party and adds another with a disclosure, or take the last one back."""
        if step == "undo":
            load = RegisterLoad.objects.filter(business=self.business, state=RegisterLoad.State.LOADED).last()
            if load is not None:
                with suppress(NotUndoneError):
                    undo(load.pk, actor=KEEPER, at=at, noticed=True, nature="correction")
            return
        name = ThirdParty.objects.standing().filter(business=self.business).order_by("id").first() or "Reed"
        rows = (
            ("third_party_name", "street", "city", "category", "disclosed_on", "year"),
            (str(name), f"{pick} Loaded St", "Galt", "Email", "", "2025"),
            (f"Loaded {pick % 5}", "2 Reed", "Galt", "Height", f"2025-03-{1 + pick % 28:02}", ""),
        )
        with TemporaryDirectory() as folder:
            path = Path(folder, "register.csv")
            path.write_text("".join(",".join(cells) + "\n" for cells in rows))
            handling.load_file(
                path=path,
                file_name=path.name,
                business=self.business,
                asked=Asked(nature="correction"),
                by=KEEPER,
                clock=lambda: at,
            )

    def close(self, at: datetime) -> None:
        today = self.today(at)
        found = closing.standing(self.business, year=2025, today=today)
        signed = {each.key: "It stands as it is." for each in found.to_sign}
        with suppress(closing.ClosingError):
            closing.close(self.business.pk, year=2025, signed=signed, note="", actor=KEEPER, at=at, today=today)

    def remove(self, row: Disclosure, at: datetime) -> None:
        """Remove a disclosure, unless hand-overs of a file are behind it."""
        with suppress(RefusedWriteError):
            edit.remove(row, actor=KEEPER, at=at, nature="correction")

    def today(self, at: datetime) -> date:
        """Return the day by the business's own clock."""
        self.business.refresh_from_db()
        return at.astimezone(ZoneInfo(self.business.timezone)).date()

    def save(self, row: edit.RegisterRow, at: datetime) -> None:
        edit.save(row, actor=KEEPER, at=at, nature="correction")
