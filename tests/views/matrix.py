"""Who enters where: each address of the installation, asked by each kind of person, as `who_enters_where.txt` says."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from requests_app.register.models import Business, Reach
from requests_app.requests.permissions import ADMINISTRATOR, COUNSEL, REGISTER_KEEPER, REVIEWER
from tests.builders import a_person

TABLE = Path(__file__).with_name("who_enters_where.txt")
METHODS = ("GET", "POST")
EVERY_ROLE = (REVIEWER, REGISTER_KEEPER, ADMINISTRATOR, COUNSEL)


@dataclass(frozen=True, slots=True)
class Row:
    """An address of the configuration, one of its rows, and what each person is answered, by GET and by POST."""

    route: str
    address: str
    answers: Mapping[str, Sequence[str]]
    is_of_a_family: bool = False
    """Whether another table of the admin, before this one, is answered for by the same line."""

    @property
    def area(self) -> str:
        """Return whose address it is: the staff's, the admin's, or the public's."""
        first = self.route.partition("/")[0]
        return first if first in {"staff", "admin"} else "public"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the status, and all there is to read in it, in small letters, with where it leads."""

    status: str
    told: bytes


def routes(patterns: Sequence[URLPattern | URLResolver] | None = None, before: str = "") -> Iterator[str]:
    """Return every address of the configuration, as it is written there."""
    for each in get_resolver().url_patterns if patterns is None else patterns:
        here = f"{before}{each.pattern}"
        if isinstance(each, URLResolver):
            yield from routes(each.url_patterns, here)
        else:
            yield here


def table() -> list[Row]:
    """Read the table; a row for several tables of the admin becomes one for each of them."""
    families: dict[str, list[str]] = {}
    rows: list[Row] = []
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            name, _, members = line.partition(" = ")
            families.setdefault(name, []).extend(members.split())
        elif line and not line.startswith("#"):
            name = next((name for name in families if name in line), "")
            lines = [line.replace(name, member) for member in families[name]] if name else [line]
            rows += [_row(each, is_of_a_family=each != lines[0]) for each in lines]
    return rows


def _row(line: str, *, is_of_a_family: bool) -> Row:
    route, address, *answers = (cell.strip() for cell in line.split(" | "))
    return Row(route, address, dict(zip(METHODS, map(str.split, answers), strict=True)), is_of_a_family)


class Browser(Client):
    """A browser that forgets what each answer gives it, so that nobody is signed out by the way.

    A fault of the program is an answer, 500. No template notes what it was rendered from: that is half of the time.
    """

    def request(self, **request: Any) -> Any:  # noqa: ANN401 - Django's own signature
        return self.handler(self._base_environ(**request))  # type: ignore[attr-defined] # the stubs leave it out


def of_the_staff(*, here: Business, elsewhere: Business) -> list[Browser]:
    """Return the browser of each, in the order of the table."""
    reaching_all = [a_person("no_role"), *(a_person(role.replace(" ", "_").lower(), role) for role in EVERY_ROLE)]
    bound = [
        _bound(here, "all_roles_here", *EVERY_ROLE),
        _bound(elsewhere, "reviewer_elsewhere", REVIEWER),
        _bound(elsewhere, "all_roles_elsewhere", *EVERY_ROLE),
    ]
    root = User.objects.create_superuser("root", password="correct horse battery")
    return [Browser(), *map(signed_in, (*reaching_all, *bound, root))]


def _bound(business: Business, username: str, *roles: str) -> User:
    person = a_person(username, *roles)
    Reach.objects.create(user=person, business=business)
    return person


def everybody_elsewhere(business: Business) -> Browser:
    """Return the browser of somebody who holds every role, and is bound to this business."""
    return signed_in(_bound(business, f"all_roles_of_{business.slug}", *EVERY_ROLE))


def signed_in(person: User) -> Browser:
    """Return a person's browser. The admin's door is open to each: what is shut behind it is shut by their roles."""
    person.is_staff = True
    person.save()
    browser = Browser()
    browser.force_login(person)
    return browser


def ask(browser: Browser, method: str, address: str) -> Answer:
    """Return the answer. Whatever was done for it is taken back, so that the next one finds the same rows."""
    before = transaction.savepoint()
    response = browser.generic(method, f"/{address}", content_type="application/x-www-form-urlencoded")
    told = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined] # a stream, as was just asked
    transaction.savepoint_rollback(before)
    told += response.headers.get("Location", "").encode()
    return Answer(str(response.status_code), told.lower())
