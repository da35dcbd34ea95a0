"""The services of the demo, each a real program in a process of its own; none outlives the demo."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Self, TypeVar

from shinelight.demo.place import Place
from shinelight.demo.problem import DemoError
from shinelight.local import ports, services, smtp, waiting
from shinelight.local.broker import Broker
from shinelight.local.processes import Child, ProcessEndedError

Answer = TypeVar("Answer")

PORTS_TO_TRY = 100
HIGHEST_PORT = 65535


class Stack:
    """Broker, mail catcher, web server, worker and clock: started one by one, watched, ended together."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._mail_port = ports.free_port()
        self._broker = Broker(place.var / "broker")
        self._services: list[Child] = []
        self._helpers: list[Child] = []
        for old in (*place.logs.glob("*.log"), self._broker_log):
            old.unlink(missing_ok=True)

    @property
    def broker_url(self) -> str:
        """The address of the broker, running or not."""
        return self._broker.url

    @property
    def mail_url(self) -> str:
        """The address of the mail catcher, running or not."""
        return f"smtp://{ports.LOOPBACK}:{self._mail_port}"

    def start_broker(self) -> None:
        """Start the broker: it wakes the worker, and knows nothing that the database does not."""
        try:
            self._broker.start()
        except (ProcessEndedError, TimeoutError) as error:
            msg = "The broker did not start."
            raise DemoError(msg, log=self._broker_log) from error

    def start_mail_catcher(self) -> None:
        """Start the mail server that keeps each mail in the demo's mail folder, its PDF beside it."""
        log = self._place.logs / "mail.log"
        self._start(smtp.catcher_process(self._place.mail, self._mail_port, log, attachments=True))

    def start_web(self, environment: dict[str, str], *, port: int) -> int:
        """Start the web server on the port, or on the next one that is free, and return which it is.

        The environment's SITE_URL becomes the address with that port.
        """
        for candidate in range(port, min(port + PORTS_TO_TRY, HIGHEST_PORT + 1)):
            if not ports.is_taken(candidate) and self._serves(environment, candidate):
                return candidate
        msg = f"No port from {port} on is free. Give another one: make demo PORT=9000"
        raise DemoError(msg)

    def start_worker_and_clock(self, environment: dict[str, str]) -> None:
        """Start the Celery worker and Celery beat."""
        with ThreadPoolExecutor() as together:
            for start in (
                together.submit(self._start, services.worker(environment, self._place.logs)),
                together.submit(self._start, services.beat(environment, self._place.logs)),
            ):
                start.result()

    def begin(self, child: Child) -> Child:
        """Start a process that ends by itself."""
        self._helpers.append(child)
        return child.start()

    def wait_for(self, ask: Callable[[], Answer], *, seconds: float, what: str) -> Answer:
        """Wait until there is an answer, as long as every service runs."""

        def ask_while_all_run() -> Answer:
            self.check()
            return ask()

        return waiting.until(ask_while_all_run, seconds=seconds, what=what)

    def check(self) -> None:
        """Say so where a service has ended."""
        for child in self._services:
            if not child.running:
                msg = f"The {child.name} has ended with status {child.exit_status}."
                raise DemoError(msg, log=child.log)
        if not self._broker.running:
            msg = "The broker has ended."
            raise DemoError(msg, log=self._broker_log)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with ThreadPoolExecutor() as together:
            list(together.map(Child.stop, [*self._services, *self._helpers]))
        self._broker.__exit__()

    @property
    def _broker_log(self) -> Path:
        return self._place.var / "broker" / "broker.log"

    def _start(self, child: Child) -> None:
        self._services.append(child)
        try:
            child.start()
        except (ProcessEndedError, TimeoutError) as error:
            msg = f"The {child.name} did not start."
            raise DemoError(msg, log=child.log) from error

    def _serves(self, environment: dict[str, str], port: int) -> bool:
        """Start the web server on a port; no, where somebody else was quicker to take it."""
        environment["SITE_URL"] = f"http://{ports.LOOPBACK}:{port}"
        child = services.web_server(environment, port, self._place.logs, workers=1)
        try:
            self._start(child)
        except DemoError:
            if not child.says("Address already in use"):
                raise
        if child.says("Listening at:"):
            return True
        child.stop()
        child.log.unlink(missing_ok=True)
        self._services.remove(child)
        return False
