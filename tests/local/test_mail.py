"""Mails in a folder: whole or not there."""

from pathlib import Path

from shinelight.local import mail


def test_a_mail_is_kept_byte_for_byte(tmp_path: Path) -> None:
    content = b"Message-ID: <a@example.com>\r\nSubject: \xe9\r\n\r\nbody\r\n"
    assert mail.keep(tmp_path, content).read_bytes() == content


def test_a_mail_without_a_message_id_has_a_name_too(tmp_path: Path) -> None:
    assert mail.keep(tmp_path, b"Subject: hello\r\n\r\n").name == "0001-without-id.eml"


def test_numbers_go_on_where_the_folder_stands(tmp_path: Path) -> None:
    (tmp_path / "0041-earlier.eml").write_bytes(b"\r\n")
    assert mail.keep(tmp_path, b"Message-ID: <b@example.com>\r\n\r\n").name == "0042-b@example.com.eml"
    assert len(mail.kept(tmp_path)) == 2


def test_a_dangerous_attachment_name_stays_in_the_folder(tmp_path: Path) -> None:
    content = (
        b"Message-ID: <a@example.com>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
        b"--b\r\nContent-Type: text/plain\r\n\r\nhello\r\n"
        b"--b\r\nContent-Type: application/pdf\r\n"
        b'Content-Disposition: attachment; filename="../../x.pdf"\r\n\r\n%PDF\r\n--b--\r\n'
    )
    mail.keep(tmp_path, content, attachments=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["0001-a@example.com-x.pdf", "0001-a@example.com.eml"]
