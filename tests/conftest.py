"""What every test may use: settings, services of one's own, and the whole product running (`start_stack`).

The run's database is SQLite, or PostgreSQL where SHINELIGHT_TEST_DATABASE=postgres: the server of DATABASE_URL, or one
that is started for the run. Tests marked `postgres` belong to the second run alone, those marked `reads` to the first.
"""

import math
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.utils import translation
from pytest_django import DjangoDbBlocker

from shinelight.local.broker import Broker
from shinelight.local.postgres import a_postgres
from shinelight.local.smtp import Catcher
from tests import environment, registry
from tests.stack import DatabaseKind, Stack, StackFactory, Template

if TYPE_CHECKING:  # Django's modules on databases import one another; this one cannot be the first
    from django.db.backends.base.operations import BaseDatabaseOperations

KIND = os.environ.get("SHINELIGHT_TEST_DATABASE", "sqlite")
SERVER = "SHINELIGHT_TEST_POSTGRES"
"""Where the first process of a run tells the others the server's address."""
DATABASE_FIXTURES = frozenset({"db", "transactional_db", "django_db_reset_sequences", "start_stack", "postgres_server"})
SYNTHETIC = ("registry", "synthetic")

run_end = ExitStack()
# Tests hold behaviour; how long it takes depends on the machine. CI tries the same examples each time, so that a change
# is judged by what it changes; a run at a desk goes on looking with new ones.
hypothesis.settings.register_profile("untimed", deadline=None, derandomize=bool(os.environ.get("CI")))
hypothesis.settings.load_profile("untimed")


# -- the run ----------------------------------------------------------------------------------------------------------


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--only-database", action="store_true", help="only the tests that need a database")
    parser.addoption("--no-skips", action="store_true", help="fail the run when a test was skipped")


def pytest_configure(config: pytest.Config) -> None:
    if KIND not in {"sqlite", "postgres"}:
        msg = f"SHINELIGHT_TEST_DATABASE is {KIND!r}; write sqlite or postgres."
        raise pytest.UsageError(msg)
    if hasattr(config, "workerinput"):  # one of several processes of a run: the first has prepared everything
        environment.lighten()
        return
    given = os.environ.get("DATABASE_URL", "")
    if KIND == "postgres":
        os.environ[SERVER] = run_end.enter_context(a_postgres(given))
        run_end.callback(os.environ.pop, SERVER, None)
    var = environment.prepare(database_url=os.environ[SERVER] if KIND == "postgres" else "")
    run_end.callback(var.cleanup)
    environment.lighten()


def pytest_unconfigure() -> None:
    run_end.close()


def pytest_report_header() -> str:
    return f"database: {'PostgreSQL' if KIND == 'postgres' else 'SQLite'}"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave what needs PostgreSQL to its run, and on request take what needs a database alone."""
    unwanted = [item for item in items if not _is_wanted(item, only_database=config.getoption("only_database"))]
    if unwanted:
        config.hook.pytest_deselected(items=unwanted)
        items[:] = [item for item in items if item not in unwanted]


def _is_wanted(item: pytest.Item, *, only_database: bool) -> bool:
    if KIND == "sqlite" and item.get_closest_marker("postgres"):
        return False
    if not only_database:
        return True
    needs_database = item.get_closest_marker("django_db") or DATABASE_FIXTURES & set(getattr(item, "fixturenames", ()))
    return bool(needs_database) and not item.get_closest_marker("reads")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    reporter: Any = session.config.pluginmanager.get_plugin("terminalreporter")
    if session.config.getoption("no_skips") and reporter is not None and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> Iterator[None]:  # noqa: ANN401 - pytest names no type
    """Say last what the counts do not: that skips fail the run, and that the published registry was not read."""
    yield
    if config.getoption("no_skips") and terminalreporter.stats.get("skipped"):
        terminalreporter.write_line("Tests were skipped, and this run allows none: see the reasons above.")
    reports = [report for group in terminalreporter.stats.values() for report in group]
    if any(SYNTHETIC in getattr(report, "user_properties", ()) for report in reports):
        terminalreporter.write_line(
            "SHINELIGHT_DATA is not set: the tests on the published registry ran on a made-up file of the same shape."
        )


@pytest.fixture(autouse=True)
def _speaks_english() -> Iterator[None]:
    """Begin in English: a page that was asked for in Spanish leaves its language behind in this thread."""
    yield
    translation.deactivate()


# -- the database -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session", autouse=True)
def _audit_may_be_flushed() -> Iterator[None]:
    """Lift the triggers that keep the audit for the moment in which Django empties SQLite's tables after a test."""
    operations_class = DatabaseWrapper.ops_class
    flush = operations_class.execute_sql_flush

    def flush_without_triggers(operations: "BaseDatabaseOperations", statements: list[str]) -> None:
        with operations.connection.cursor() as cursor:
            cursor.execute("select name, sql from sqlite_master where type = 'trigger' and name like 'audit%'")
            triggers = cursor.fetchall()
            for name, _ in triggers:
                cursor.execute(f'drop trigger "{name}"')
            flush(operations, statements)
            for _, definition in triggers:
                cursor.execute(definition)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(operations_class, "execute_sql_flush", flush_without_triggers)
        yield


@pytest.fixture(autouse=True)
def _loads_go_unwatched_inside_a_transaction(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no load ask whether to stop where a test's own open transaction hides the load from whoever would answer.

    On PostgreSQL it asks on a connection of its own, and only after half a second: on a busy machine alone.
    """
    marker = request.node.get_closest_marker("django_db")
    commits = {"transactional_db", "start_stack"} & set(request.fixturenames)
    if KIND == "postgres" and not commits and not (marker is not None and marker.kwargs.get("transaction")):
        monkeypatch.setattr("requests_app.register.load.watch.SECONDS", math.inf)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Callable[[], str]]:
    """Return how to get the address of a PostgreSQL server: the run's own, or one that is started when first asked."""
    with ExitStack() as end:
        known = [os.environ[SERVER]] if SERVER in os.environ else []

        def server() -> str:
            if not known:
                known.append(end.enter_context(a_postgres()))
            return known[0]

        yield server


# -- services ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Broker]:
    """Return a running broker of the test's own."""
    with Broker(tmp_path / "broker") as started:
        yield started


@pytest.fixture
def smtp_catcher(tmp_path: Path, settings: Any) -> Iterator[Catcher]:  # noqa: ANN401 - any setting may be set
    """Return a running mail server of the test's own, to which this process sends its mails."""
    with Catcher(tmp_path / "mail") as catcher:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", catcher.port
        yield catcher
        catcher.answers.clear()


# -- the whole product ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def stack_template(tmp_path_factory: pytest.TempPathFactory, postgres_server: Callable[[], str]) -> Iterator[Template]:
    template = Template(tmp_path_factory.mktemp("template"), postgres_server)
    yield template
    template.close()


@pytest.fixture(scope="session")
def run_database() -> DatabaseKind:
    """Return the kind of database this run is about."""
    return "postgres" if KIND == "postgres" else "sqlite"


@pytest.fixture
def start_stack(
    stack_template: Template, tmp_path: Path, run_database: DatabaseKind, django_db_blocker: DjangoDbBlocker
) -> Iterator[StackFactory]:
    """Return what starts the whole product: `start_stack("postgres", settings={…})`."""
    unblocked: Callable[[], AbstractContextManager[None]] = django_db_blocker.unblock
    factory = StackFactory(stack_template, tmp_path / "stacks", run_database, unblocked)
    yield factory
    factory.close()


@pytest.fixture
def stack(start_stack: StackFactory) -> Stack:
    """Return the whole product, running on a database of the run's kind."""
    return start_stack()


# -- data -------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def _synthetic_registry(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return registry.write(tmp_path_factory.mktemp("registry") / "ca_data_broker_registry_2025.csv")


@pytest.fixture
def published_registry(request: pytest.FixtureRequest, record_property: Callable[[str, object], None]) -> Path:
    """Return the published data broker registry of SHINELIGHT_DATA, or a made-up file of its shape."""
    if folder := os.environ.get("SHINELIGHT_DATA"):
        return Path(folder) / "ca_data_broker_registry_2025.csv"
    record_property(*SYNTHETIC)
    made: Path = request.getfixturevalue("_synthetic_registry")
    return made
