"""An IMAP server of one's own: Dovecot on a port of the loopback address, with its mail in a folder, as no superuser.

Tests alone need it. A superuser runs it as `nobody`, in a folder that `nobody` can reach.
"""

import contextlib
import imaplib
import os
import pwd
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Self

from shinelight.local import ports
from shinelight.local.processes import Child

PASSWORD = "only_for_tests"  # noqa: S105 - a server for one test, on the loopback address
NOT_FOUND = (
    "There is no IMAP server for the tests. Install Dovecot (Debian, Ubuntu: apt-get install dovecot-imapd); "
    "`make test` does it where it may."
)
_PLACES = ("/usr/sbin", "/usr/local/sbin", "/opt/homebrew/sbin")
_CONFIGURATION = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/dovecot.log
protocols = imap
listen = {host}
ssl = {ssl}
{certificate}
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
disable_plaintext_auth = no
first_valid_uid = 1
first_valid_gid = 1
mail_location = maildir:{folder}/mail/%u
mail_fsync = never
maildir_very_dirty_syncs = yes
mail_max_userip_connections = 50
{capabilities}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/home/%u
}}
service anvil {{
  chroot =
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
"""


def find_dovecot() -> str:
    """Return the path of Dovecot, which lies where only superusers look; raises `RuntimeError`."""
    found = shutil.which("dovecot") or shutil.which("dovecot", path=os.pathsep.join(_PLACES))
    if found is None:
        raise RuntimeError(NOT_FOUND)
    return found


class ImapServer:
    """A mail server that can be stopped, killed and started again on the same mail.

    With a certificate (a file of certificate and key) it speaks TLS on `tls_port` too. `can_move` says whether it
    knows the command MOVE; not every server does.
    """

    def __init__(self, *, certificate: tuple[Path, Path] | None = None, can_move: bool = True) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="shinelight-imap-"))
        self.port, self.tls_port = ports.free_port(), ports.free_port() if certificate else 0
        user = pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
        self._configure(user, certificate, can_move=can_move)
        for path in (self.folder, *self.folder.rglob("*")):
            os.chown(path, user.pw_uid, user.pw_gid)
        self._child = Child(
            "imap server",
            [find_dovecot(), "-F", "-c", self.folder / "dovecot.conf"],
            log=self.folder / "output.log",
            env={},
            ready=lambda _child: self.answers(),
            user=user.pw_name if os.geteuid() == 0 else None,
        )

    def _configure(self, user: pwd.struct_passwd, certificate: tuple[Path, Path] | None, *, can_move: bool) -> None:
        import grp  # noqa: PLC0415 - Unix alone has it, as `pwd`

        lines = ""
        if certificate:
            names = []
            for path in certificate:
                names.append(self.folder / path.name)
                shutil.copy(path, names[-1])
            lines = f"ssl_cert = <{names[0]}\nssl_key = <{names[1]}"
        text = _CONFIGURATION.format(
            folder=self.folder,
            host=ports.LOOPBACK,
            port=self.port,
            tls_port=self.tls_port,
            ssl="yes" if certificate else "no",
            certificate=lines,
            user=user.pw_name,
            group=grp.getgrgid(user.pw_gid).gr_name,
            uid=user.pw_uid,
            gid=user.pw_gid,
            password=PASSWORD,
            capabilities="" if can_move else "imap_capability = IMAP4rev1 LITERAL+ UIDPLUS NAMESPACE",
        )
        for name in ("run", "state", "mail", "home"):
            (self.folder / name).mkdir()
        (self.folder / "dovecot.conf").write_text(text, encoding="utf-8")

    def url(self, user: str = "privacy", *, folder: str = "INBOX", security: str = "imap") -> str:
        """Return the address of somebody's mailbox, as the setting has it; `imap+ssl` and `imap+tls` speak TLS."""
        port = self.tls_port if security == "imap+ssl" else self.port
        return f"{security}://{user}:{PASSWORD}@{ports.LOOPBACK}:{port}/{folder}"

    def answers(self) -> bool:
        """Say whether somebody can sign in."""
        try:
            with self.client():
                return True
        except (OSError, imaplib.IMAP4.error):
            return False

    @contextlib.contextmanager
    def client(self, user: str = "privacy") -> Iterator[imaplib.IMAP4]:
        """Yield a connection of somebody's mail program."""
        connection = imaplib.IMAP4(ports.LOOPBACK, self.port, timeout=20)
        try:
            connection.login(user, PASSWORD)
            yield connection
        finally:
            with contextlib.suppress(OSError, imaplib.IMAP4.error):
                connection.logout()

    def deliver(self, *messages: bytes, user: str = "privacy", folder: str = "INBOX") -> None:
        """Put messages into somebody's mailbox, in order, their bytes as they are."""
        with self.client(user) as client:
            for raw in messages:
                status, answer = client.append(folder, "", "", raw)
                if status != "OK":
                    msg = f"The server did not take a message: {answer!r}"
                    raise RuntimeError(msg)

    def count(self, folder: str = "INBOX", *, user: str = "privacy") -> int:
        """Return how many messages a folder has; none where there is no such folder."""
        with self.client(user) as client:
            status, answer = client.select(folder, readonly=True)
            return int(answer[0] or 0) if status == "OK" else 0

    def start(self) -> Self:
        """Start the server, on the mail that is there."""
        self._child.start()
        return self

    def stop(self) -> None:
        """Stop the server; the mail stays in the folder."""
        self._child.stop()

    def kill(self) -> None:
        """Kill the server, as a power cut would."""
        self._child.kill9()
        (self.folder / "run" / "master.pid").unlink(missing_ok=True)

    def close(self) -> None:
        """End the server and remove its mail."""
        self._child.kill9()
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.close()
