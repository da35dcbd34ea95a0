"""A real mail server to fetch from. Django is not ready when this file is read."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from shinelight.local.imap import ImapServer

if TYPE_CHECKING:
    from shinelight.mailboxes import Mailbox


@pytest.fixture(autouse=True)
def _locks_of_its_own(settings: Any, tmp_path: Path) -> None:  # noqa: ANN401 - any setting may be set
    """Keep the locks of this test apart: several processes of a run share the folder, and none of its databases."""
    settings.VAR_DIR = tmp_path / "var"


@pytest.fixture
def imap_server() -> Iterator[ImapServer]:
    """Return a running IMAP server with empty mailboxes."""
    with ImapServer() as server:
        yield server


@pytest.fixture
def box(imap_server: ImapServer) -> "Mailbox":
    """Return the mailbox of `privacy` on that server."""
    from tests.mailbox.fetching import a_box  # noqa: PLC0415 - see above

    return a_box(imap_server)
