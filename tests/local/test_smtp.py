"""The mail server keeps every mail whole, and answers as a test tells it to."""

import smtplib
import socket
import threading
from email.message import EmailMessage
from pathlib import Path

import pytest
from django.core.mail import send_mail

from shinelight.local import ports, smtp
from shinelight.local.smtp import Catcher


def a_mail(message_id: str = "<stl-2026-000001.notice@mail.example.com>") -> EmailMessage:
    mail = EmailMessage()
    mail["Message-ID"] = message_id
    mail["From"] = "privacy@example.com"
    mail["To"] = "ana@example.org"
    mail["Subject"] = "Your notice"
    mail.set_content("Attached.")
    mail.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="notice 1.pdf")
    return mail


def send(catcher: Catcher, mail: EmailMessage, *to: str) -> None:
    with smtplib.SMTP("127.0.0.1", catcher.port, timeout=10) as client:
        client.send_message(mail, to_addrs=to or ["ana@example.org"])


def test_a_mail_lies_in_the_folder_under_its_number_and_message_id(smtp_catcher: Catcher) -> None:
    send(smtp_catcher, a_mail())
    send(smtp_catcher, a_mail("<../../etc/passwd>"))

    assert sorted(path.name for path in smtp_catcher.folder.iterdir()) == [
        "0001-stl-2026-000001.notice@mail.example.com.eml",
        "0002-.._.._etc_passwd.eml",
    ]
    assert [mail["Subject"] for mail in smtp_catcher.mails()] == ["Your notice", "Your notice"]
    assert smtp_catcher.received[0].sender == "privacy@example.com"
    assert smtp_catcher.received[0].recipients == ("ana@example.org",)


def test_a_mail_with_letters_of_any_language_is_taken(smtp_catcher: Catcher) -> None:
    with smtplib.SMTP("127.0.0.1", smtp_catcher.port) as client:
        client.sendmail("a@example.com", ["josé@example.org"], "Subject: ¿Qué?\r\n\r\nSí".encode(), ["SMTPUTF8"])

    assert smtp_catcher.received[0].recipients == ("josé@example.org",)


def test_django_sends_to_it(smtp_catcher: Catcher) -> None:
    send_mail("Hello", "Text", "privacy@example.com", ["ana@example.org"])

    assert smtp_catcher.mails()[0]["Subject"] == "Hello"


def test_a_recipient_is_refused_as_often_as_was_said(smtp_catcher: Catcher) -> None:
    smtp_catcher.answers.at_rcpt("ana@example.org", "451 4.3.0 come again", times=1)

    with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
        send(smtp_catcher, a_mail())
    assert refused.value.recipients == {"ana@example.org": (451, b"4.3.0 come again")}

    send(smtp_catcher, a_mail())
    assert len(smtp_catcher.received) == 1


def test_content_is_refused_for_good_and_for_everybody(smtp_catcher: Catcher) -> None:
    smtp_catcher.answers.at_data("*", "550 5.7.1 not here")

    for _ in range(2):
        with pytest.raises(smtplib.SMTPDataError, match="not here"):
            send(smtp_catcher, a_mail())
    assert smtp_catcher.mails() == []

    smtp_catcher.answers.clear()
    send(smtp_catcher, a_mail())
    assert len(smtp_catcher.mails()) == 1


def test_a_mail_is_kept_while_its_answer_is_held_back(smtp_catcher: Catcher) -> None:
    smtp_catcher.answers.hold()
    sender = threading.Thread(target=send, args=(smtp_catcher, a_mail()))
    sender.start()

    smtp_catcher.answers.wait_until_held()
    assert len(smtp_catcher.mails()) == 1
    assert sender.is_alive()

    smtp_catcher.answers.release()
    sender.join(timeout=10)
    assert not sender.is_alive()


def test_a_mail_is_kept_though_the_connection_is_cut(smtp_catcher: Catcher) -> None:
    smtp_catcher.answers.hang_up()

    with pytest.raises(smtplib.SMTPServerDisconnected):
        send(smtp_catcher, a_mail())

    assert len(smtp_catcher.mails()) == 1


def test_it_refuses_connections_while_it_is_stopped_and_goes_on_counting(smtp_catcher: Catcher) -> None:
    send(smtp_catcher, a_mail())
    with socket.create_connection(("127.0.0.1", smtp_catcher.port)) as open_connection:
        open_connection.recv(100)
        smtp_catcher.stop()
    with pytest.raises(ConnectionRefusedError):
        send(smtp_catcher, a_mail())

    smtp_catcher.start()
    send(smtp_catcher, a_mail())

    assert [path.name[:4] for path in sorted(smtp_catcher.folder.iterdir())] == ["0001", "0002"]


def test_a_taken_port_is_an_error(smtp_catcher: Catcher, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="in use"):
        Catcher(tmp_path, port=smtp_catcher.port).start()


def test_as_a_program_it_writes_attachments_beside_the_mails(tmp_path: Path) -> None:
    port = ports.free_port()
    folder = tmp_path / "mails"

    with smtp.catcher_process(folder, port, tmp_path / "log", attachments=True) as program:
        with smtplib.SMTP("127.0.0.1", port, timeout=10) as client:
            client.send_message(a_mail("<one@example.com>"))
        assert {path.name: path.read_bytes()[:5] for path in folder.glob("*.pdf")} == {
            "0001-one@example.com-notice_1.pdf": b"%PDF-"
        }
        assert len(list(folder.iterdir())) == 2

    assert program.exit_status == 143
    assert not ports.is_listening(port)
