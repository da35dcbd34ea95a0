"""The whole product for a journey: real processes, on a broker, a database and a mail server of their own.

A journey speaks to it as people and operators do: by HTTP (`visit`, `post_form`, `sign_in`), by mail (`wait_for_mail`),
by `manage.py` (`manage`). Within `with stack.rows():` the models of the test process read the stack's database.
"""

import contextlib
import secrets
import shutil
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from email.message import EmailMessage
from pathlib import Path
from typing import Literal, Self, TypeVar

import environ
from django.db import connections
from django.db.utils import ConnectionHandler

from shinelight.demo.browser import Browser
from shinelight.demo.page import Page
from shinelight.local import ports, postgres, services, waiting
from shinelight.local.broker import Broker
from shinelight.local.processes import Child
from shinelight.local.smtp import Catcher

DatabaseKind = Literal["sqlite", "postgres"]
Answer = TypeVar("Answer")
PATIENCE_SECONDS = 60
"""How long a journey waits for something that takes a second on an idle machine."""


class Template:
    """A migrated, empty database of each kind and the collected assets: made once a session, copied for each stack."""

    def __init__(self, folder: Path, postgres_server: Callable[[], str]) -> None:
        self._folder = folder
        self._postgres_server = postgres_server
        self._name = f"shinelight_template_{secrets.token_hex(4)}"
        self._made: set[DatabaseKind] = set()

    def database(self, kind: DatabaseKind, folder: Path) -> str:
        """Return the address of a fresh copy."""
        self._make(kind)
        if kind == "sqlite":
            copy = folder / "shinelight.sqlite3"
            shutil.copyfile(self._sqlite, copy)
            return f"sqlite:///{copy}"
        return postgres.create_database(
            self._postgres_server(), f"shinelight_{secrets.token_hex(4)}", template=self._name
        )

    def assets(self) -> Path:
        """Return the folder of the collected assets."""
        collected = self._folder / "static"
        if not collected.exists():
            services.manage(self._env(f"sqlite:///{self._sqlite}"), "collectstatic", "--no-input")
        return collected

    def drop(self, url: str) -> None:
        """Drop a copy."""
        if not url.startswith("sqlite"):
            postgres.drop_database(self._postgres_server(), url.rsplit("/", 1)[1])

    def close(self) -> None:
        """Drop the template itself."""
        if "postgres" in self._made:
            postgres.drop_database(self._postgres_server(), self._name)

    @property
    def _sqlite(self) -> Path:
        return self._folder / "template.sqlite3"

    def _make(self, kind: DatabaseKind) -> None:
        if kind in self._made:
            return
        if kind == "sqlite":
            url = f"sqlite:///{self._sqlite}"
        else:
            url = postgres.create_database(self._postgres_server(), self._name)
        services.manage(self._env(url), "migrate", "--no-input")
        self._made.add(kind)

    def _env(self, url: str) -> dict[str, str]:
        return {"SECRET_KEY": "for the template", "DATABASE_URL": url, "VAR_DIR": str(self._folder)}


class Stack:
    """The running product. Each of `web`, `worker`, `beat`, `broker` and `smtp` may be stopped and started again."""

    def __init__(
        self,
        folder: Path,
        database_url: str,
        assets: Path,
        unblocked: Callable[[], contextlib.AbstractContextManager[None]],
        settings: Mapping[str, str],
    ) -> None:
        port = ports.free_port()
        self.folder = folder
        self.database_url = database_url
        self.base_url = f"http://{ports.LOOPBACK}:{port}"
        self.broker = Broker(folder / "broker")
        self.smtp = Catcher(folder / "mail")
        self.env = {
            "SECRET_KEY": "only for a journey, and only for one",
            "DATABASE_URL": database_url,
            "BROKER_URL": self.broker.url,
            "EMAIL_URL": self.smtp.url,
            "MAIL_DOMAIN": "mail.example.com",
            "SITE_URL": self.base_url,
            "ALLOWED_HOSTS": f"{ports.LOOPBACK},localhost",
            "HTTPS_ONLY": "false",
            "VAR_DIR": str(folder),
            "SWEEP_SECONDS": "1",
            "WAKE_AFTER_SECONDS": "2",
            **settings,
        }
        self.web = services.web_server(self.env, port, folder)
        self.worker = services.worker(self.env, folder)
        self.beat = services.beat(self.env, folder)
        self.browser = Browser(self.base_url)
        self._unblocked = unblocked
        (folder / "static").symlink_to(assets)

    # -- people ------------------------------------------------------------------------------------------------------

    def new_browser(self) -> Browser:
        """Return another visitor's browser, with cookies of its own."""
        return Browser(self.base_url)

    def visit(self, address: str) -> Page:
        """Open a page."""
        return self.browser.visit(address)

    def post_form(self, address: str, *, action: str = "", browser: Browser | None = None, **filled: str) -> Page:
        """Open a page, fill in its form (the one that goes to `action`, else to the page itself) and send it."""
        visitor = browser or self.browser
        page = visitor.visit(address)
        form = page.form(action or address)
        assert form is not None, f"{page.url} ({page.status}) has no form for {action or address}: {page.text[:500]}"
        return visitor.send(page, form, filled)

    def sign_in(self, username: str, password: str, *, browser: Browser | None = None) -> Page:
        """Sign in at the staff's door."""
        page = self.post_form("/staff/sign-in/", browser=browser, username=username, password=password)
        assert page.form("/staff/sign-in/") is None, f"{username} could not sign in: {page.text[:500]}"
        return page

    # -- mails -------------------------------------------------------------------------------------------------------

    def mails(self, to: str = "") -> list[EmailMessage]:
        """Return the mails that were taken, in order; those to one address, if it is named."""
        return [
            one.message for one in list(self.smtp.received) if not to or to.lower() in map(str.lower, one.recipients)
        ]

    def wait_for_mail(self, count: int = 1, *, to: str = "", seconds: float = PATIENCE_SECONDS) -> list[EmailMessage]:
        """Wait until so many mails are there, and return all that are."""
        self.wait_for(
            lambda: len(self.mails(to)) >= count, what=f"{count} mail(s) to {to or 'anybody'}", seconds=seconds
        )
        return self.mails(to)

    # -- operators ---------------------------------------------------------------------------------------------------

    def manage(self, *arguments: str, expect: int = 0) -> str:
        """Run `manage.py` on the stack's settings and return what it printed."""
        return services.manage(self.env, *arguments, expect=expect)

    @contextlib.contextmanager
    def rows(self) -> Iterator[None]:
        """Let the models of this process read and write the stack's database."""
        options = {} if "sqlite" not in self.database_url else {"transaction_mode": "IMMEDIATE", "timeout": 20}
        settings = {**environ.Env.db_url_config(self.database_url), "OPTIONS": options}
        ours = ConnectionHandler({"default": settings})["default"]
        with self._unblocked():
            theirs = connections["default"]
            connections["default"] = ours
            try:
                yield
            finally:
                connections["default"] = theirs
                ours.close()

    def wait_for(self, ask: Callable[[], Answer], *, what: str, seconds: float = PATIENCE_SECONDS) -> Answer:
        """Wait until a question is answered with something true; the models read the stack's database meanwhile."""
        try:
            with self.rows():
                return waiting.until(ask, seconds=seconds, what=what)
        except TimeoutError as late:
            late.add_note(self.logs())
            raise

    def logs(self) -> str:
        """Return the last lines of every process's log."""
        logs = sorted([*self.folder.glob("*.log"), *self.folder.glob("*/*.log")])
        return "\n".join(f"== {log.name}\n" + "\n".join(log.read_text().splitlines()[-25:]) for log in logs)

    # -- beginning and end -------------------------------------------------------------------------------------------

    def start(self) -> Self:
        """Start whatever does not run."""
        self.broker.start()
        self.smtp.start()
        with ThreadPoolExecutor() as together:
            list(together.map(Child.start, (self.web, self.worker, self.beat)))
        return self

    def end(self) -> None:
        """End everything at once; nothing of it is needed any more."""
        for child in (self.beat, self.worker, self.web):
            child.kill9()
        self.smtp.answers.clear()
        self.smtp.stop()
        self.broker.kill()
        self.broker.close()


class StackFactory:
    """Starts stacks for one test and ends them after it."""

    def __init__(
        self,
        template: Template,
        folder: Path,
        default: DatabaseKind,
        unblocked: Callable[[], contextlib.AbstractContextManager[None]],
    ) -> None:
        self._template = template
        self._folder = folder
        self._default: DatabaseKind = default
        self._unblocked = unblocked
        self._ends = contextlib.ExitStack()
        self._count = 0

    def __call__(
        self, database: DatabaseKind | None = None, *, settings: Mapping[str, str] | None = None, start: bool = True
    ) -> Stack:
        """Return a running stack on a database of its own: of the run's kind, if none is named."""
        folder = self._new_folder()
        url = self._template.database(database or self._default, folder)
        self._ends.callback(self._template.drop, url)
        stack = self._stack(folder, url, settings)
        return stack.start() if start else stack

    def on(self, server: postgres.Postgres, *, settings: Mapping[str, str]) -> Stack:
        """Return a stack, not started, on a database server of the test's own, which the test may stop and kill."""
        stack = self._stack(self._new_folder(), postgres.create_database(server.url, "shinelight"), settings)
        stack.manage("migrate", "--no-input")
        return stack

    def close(self) -> None:
        """Stop every stack and drop its database."""
        self._ends.close()

    def _stack(self, folder: Path, url: str, settings: Mapping[str, str] | None) -> Stack:
        stack = Stack(folder, url, self._template.assets(), self._unblocked, settings or {})
        self._ends.callback(stack.end)
        return stack

    def _new_folder(self) -> Path:
        self._count += 1
        folder = self._folder / f"stack-{self._count}"
        folder.mkdir(parents=True)
        return folder
