"""The story of the demo, step by step: everything starts, somebody asks, somebody approves, a notice arrives."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

from django.core.management import call_command
from django.utils import timezone

from shinelight.demo import accounts, environment, libraries, mailbox, outcome, people, register, report, walk
from shinelight.demo.browser import Browser
from shinelight.demo.mailbox import CaughtNotice
from shinelight.demo.place import Place
from shinelight.demo.problem import DemoError
from shinelight.demo.stack import Stack
from shinelight.demo.steps import Steps

MAIL_SECONDS = 120
LOOK_SECONDS = 0.5


def show(place: Place, stack: Stack, settings: dict[str, str], *, port: int, once: bool) -> str:
    """Start everything, do the main job, and serve until Ctrl-C; with `once`, return the JSON line to end with."""
    story = _Story(place, stack, settings)
    story.start(port)
    reference = story.ask()
    story.approve(reference)
    notice = story.wait_for_notice(reference)
    seconds = story.steps.seconds
    answered = outcome.outcome(reference)
    if notice.digest != answered.digest:
        msg = f"The PDF that arrived is not the one that was kept: {notice.pdf}"
        raise DemoError(msg)
    report.tell(answered, notice, seconds=seconds)
    if not once:
        story.serve()
    return report.as_json_line(answered, notice, slug=environment.SLUG, seconds=seconds)


@dataclass(slots=True)
class _Story:
    """The steps in their order."""

    place: Place
    stack: Stack
    settings: dict[str, str]
    steps: Steps = field(default_factory=lambda: Steps(total=12))

    @property
    def site(self) -> str:
        return self.settings["SITE_URL"]

    def start(self, port: int) -> None:
        """Start the services and fill the database; the look for the libraries goes on meanwhile."""
        look = self.stack.begin(libraries.looking(self.place))
        with self.steps.step("Start the broker"):
            self.stack.start_broker()
        with self.steps.step("Start the mail catcher"):
            self.stack.start_mail_catcher()
        with self.steps.step("Bring the database up to date"):
            call_command("migrate", verbosity=0, interactive=False)
        with self.steps.step("Create the accounts, load the register") as says:
            says.extend(_fill_database())
        with self.steps.step("Look for the libraries that make PDFs"):
            libraries.check(look)
        with self.steps.step("Start the web server") as says:
            found = self.stack.start_web(self.settings, port=port)
            says.append(f"{self.site}/" if found == port else f"{self.site}/, because port {port} is taken")
        with self.steps.step("Start the worker and the clock"):
            self.stack.start_worker_and_clock(self.settings)

    def ask(self) -> str:
        """Ask as somebody new, and return the reference."""
        person = people.requester(outcome.requests_so_far())
        with self._visit("Ask through the public form") as says:
            reference = walk.ask(Browser(self.site), person)
            due, why = outcome.due_on(reference)
            says.append(f"{person.name} asked; the reference is {reference}.")
            says.append(f"Due by {report.long_date(due)}. {why}")
        with self.steps.step("Wait for the acknowledgement") as says:
            says.append(str(self._mail(reference, "ack")))
        return reference

    def approve(self, reference: str) -> None:
        """Approve as a reviewer does."""
        staff = Browser(self.site)
        reviewer = accounts.FIRST_REVIEWER
        with self._visit("Sign in as a reviewer, find the request") as says:
            walk.sign_in(staff, username=reviewer.username, password=accounts.PASSWORD)
            page = walk.find_in_queue(staff, reference)
            says.append(f"{reviewer.first_name} {reviewer.last_name} opened {page.url}")
        with self._visit("Approve it"):
            walk.approve(staff, page)

    def wait_for_notice(self, reference: str) -> CaughtNotice:
        """Wait until the worker has made the notice and the catcher has its mail."""
        with self.steps.step("Wait for the notice"):
            return mailbox.take_notice(self._mail(reference, "notice"))

    def serve(self) -> NoReturn:
        """Say where everything is, and serve until Ctrl-C."""
        print(f"\nThe site is at          {self.site}/")
        print(f"Ask for a notice at     {self.site}/request/")
        print(f"Sign in as staff at     {self.site}/staff/")
        for account in accounts.ACCOUNTS:
            name = f"{account.first_name} {account.last_name}"
            print(f"    {account.username:12}{accounts.PASSWORD:18}{name}, {account.role}")
        print(f"Mails arrive in         {self.place.mail}")
        print(f"The year's statement    VAR_DIR={self.place.var} python manage.py compile_notice --business demo")
        print("Ctrl-C ends the demo.", flush=True)
        while True:
            self.stack.check()
            time.sleep(LOOK_SECONDS)

    @contextmanager
    def _visit(self, title: str) -> Iterator[list[str]]:
        try:
            with self.steps.step(title) as says:
                yield says
        except walk.LostError as lost:
            raise DemoError(str(lost), log=self.place.logs / "web.log") from lost

    def _mail(self, reference: str, word: str) -> Path:
        message_id = f"{reference.lower()}.{word}@{environment.MAIL_DOMAIN}"
        try:
            return self.stack.wait_for(
                lambda: mailbox.arrived(self.place.mail, message_id),
                seconds=MAIL_SECONDS,
                what=f"A mail with the id {message_id}",
            )[0]
        except TimeoutError as late:
            says = f"{late} {outcome.trouble(reference)}".strip()
            raise DemoError(says, log=self.place.logs / "worker.log") from late


def _fill_database() -> list[str]:
    keeper = accounts.ensure_accounts()[accounts.KEEPER.username]
    now = timezone.now()
    loaded = register.load(keeper=keeper, now=now)
    other = register.load(keeper=keeper, now=now, folder=register.CLOUD)
    return [
        f"{each.business.legal_name}: {each.third_parties} third parties; "
        f"{each.written or 'no'} rows had to be written."
        for each in (loaded, other)
    ]
