"""The mail server to fetch from keeps what it was given, also over a crash."""

import imaplib

import pytest

from shinelight.local import imap
from shinelight.local.imap import ImapServer

RAW = b"From: ana@example.org\r\nSubject: a question\r\n\r\nWho got my name?\r\n"


def test_what_was_delivered_outlives_a_crash_of_the_server() -> None:
    with ImapServer() as server:
        server.deliver(RAW, RAW)
        server.kill()

        server.start()

        assert (server.count(), server.count("Processed"), server.count(user="somebody")) == (2, 0, 0)
    assert not server.folder.exists()


def test_only_those_with_the_password_come_in() -> None:
    with ImapServer() as server:
        client = imaplib.IMAP4("127.0.0.1", server.port, timeout=10)
        with pytest.raises(imaplib.IMAP4.error):
            client.login("privacy", "wrong")
        client.shutdown()


def test_a_machine_without_a_mail_server_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    monkeypatch.setattr(imap, "_PLACES", ())

    with pytest.raises(RuntimeError, match="apt-get install dovecot-imapd"):
        imap.find_dovecot()
