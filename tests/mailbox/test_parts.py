"""What a message holds: text once, files byte for byte, messages inside, whatever the parts are called."""

import base64
import hashlib
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from requests_app.mailbox.attachments import LARGEST, MOST
from requests_app.mailbox.files import messages_in
from requests_app.mailbox.parse import UnreadableMessageError, parse
from tests.builders import a_business
from tests.mailbox.reading import ASKS, a_mail, configure, read_mail
from tests.mailbox.writing import part, parts

PDF = bytes(range(256)) * 40


def with_file(*, head: str, content: bytes = PDF) -> bytes:
    body = base64.encodebytes(content).decode()
    return parts("multipart/mixed", part(ASKS), f"{head}\r\nContent-Transfer-Encoding: base64\r\n\r\n{body}")


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ('Content-Type: application/pdf; name="letter.pdf"', "letter.pdf"),
        ("Content-Disposition: attachment; filename*=utf-8''Antr%C3%A4ge.pdf", "Anträge.pdf"),
        ("Content-Disposition: attachment; filename*0*=utf-8''Antr%C3%A4; filename*1=ge.pdf", "Anträge.pdf"),
        ('Content-Disposition: attachment; filename="=?utf-8?Q?Antr=C3=A4ge.pdf?="', "Anträge.pdf"),
        ('Content-Disposition: attachment; filename="Antr\u0061\u0308ge.pdf"', "Anträge.pdf"),
        ('Content-Disposition: attachment; filename="Anträge.pdf"', "Anträge.pdf"),
        ('Content-Disposition: attachment; filename="../../etc/pass\twd"', "pass wd"),
        (r'Content-Disposition: attachment; filename="C:\\files\\letter.pdf"', "letter.pdf"),
        ("Content-Disposition: attachment; filename*=x-bogus''a%FFb.pdf", "aÿb.pdf"),
        ("Content-Disposition: attachment", "unnamed"),
        ("Content-Type: application/octet-stream", "unnamed"),
    ],
)
def test_a_file_keeps_its_name_and_every_byte(head: str, name: str) -> None:
    (file,) = parse(with_file(head=head)).attachments

    assert (file.name, file.size, file.kept) == (name, len(PDF), True)
    assert hashlib.sha256(file.content()).digest() == hashlib.sha256(PDF).digest()


@pytest.mark.parametrize(
    ("head", "content", "says"),
    [
        ("Content-Type: application/pdf; name=a.pdf", b"", "empty"),
        ("Content-Type: application/pdf; name=a.PDF.exe", PDF, "program"),
        ("Content-Type: application/pgp-signature; name=s.asc", PDF, "signature"),
        ("Content-Type: video/mp4; name=a.mp4", b"\0" * (LARGEST + 1), "too large"),
    ],
)
def test_a_file_that_is_not_kept_says_why(head: str, content: bytes, says: str) -> None:
    (file,) = parse(with_file(head=head, content=content)).attachments

    assert not file.kept
    assert says in file.why
    assert file.size == len(content)


def test_only_so_many_files_are_kept_and_all_are_listed() -> None:
    files = [part("x", kind=f"application/pdf; name={number}.pdf") for number in range(MOST + 2)]

    found = parse(parts("multipart/mixed", *files)).attachments

    assert [file.kept for file in found] == [True] * MOST + [False] * 2


def test_a_picture_that_is_all_there_is_is_kept_and_a_logo_is_not() -> None:
    logo = part("AAAA", kind="image/png; name=l.png", Content_ID="<l>", Content_Transfer_Encoding="base64")

    assert parse(parts("multipart/related", part(ASKS), logo)).attachments == ()
    assert [file.name for file in parse(parts("multipart/related", part(""), logo)).attachments] == ["l.png"]


def test_several_texts_are_joined_and_two_forms_of_one_are_not() -> None:
    both = parts("multipart/alternative", part("plain words"), part("<p>other words</p>", kind="text/html"))

    assert parse(both).text.strip() == "plain words"
    assert parse(parts("multipart/mixed", part("one"), part("two"))).text.split() == ["one", "two"]


def test_header_lines_below_a_broken_one_are_not_lost_and_neither_is_it() -> None:
    message = parse(b"Received: x\r\nno header at all\r\nFrom: ana@example.org\r\nSubject: hi\r\n\r\nbody\r\n")

    assert (message.headers.first("From"), message.subject, message.is_damaged) == ("ana@example.org", "hi", True)
    assert message.text.split() == ["no", "header", "at", "all", "body"]


def test_a_text_that_begins_without_a_blank_line_is_whole() -> None:
    message = parse(b"From: ana@example.org\r\nSubject: hi\r\nWho got my name?\r\n\r\nAna\r\n")

    assert message.text.split() == ["Who", "got", "my", "name?", "Ana"]


@pytest.mark.parametrize("raw", [b"", b" \r\n", b"no header", b"\x89PNG\r\n\x1a\n"])
def test_what_is_no_message_says_so(raw: bytes) -> None:
    with pytest.raises(UnreadableMessageError, match=r"\.$"):
        parse(raw)


def test_an_mbox_gives_its_messages_and_the_moments_they_were_kept(tmp_path: Path) -> None:
    first = b"From ana@example.org Tue Mar  3 17:15:22 2026\nSubject: one\n\nFrom here on\n\n>From there\n\n"
    second = b"From bo@example.org  Wed Mar 04 08:00:00 2026\nSubject: two\n\nFrom me to you in 2026\n"
    (tmp_path / "box").write_bytes(first + second)

    one, two = messages_in(tmp_path / "box")

    assert one.raw == b"Subject: one\n\nFrom here on\n\nFrom there\n\n"
    assert two.raw == b"Subject: two\n\nFrom me to you in 2026\n"
    assert [kept.kept_at and kept.kept_at.isoformat() for kept in (one, two)] == [
        "2026-03-03T17:15:22+00:00",
        "2026-03-04T08:00:00+00:00",
    ]


@pytest.mark.django_db
def test_the_day_an_mbox_kept_a_message_counts_where_no_server_noted_it(tmp_path: Path) -> None:
    configure()
    raw = a_mail(Received=None, Date="Sat, 01 Jan 2028 00:00:00 +0000").replace(b"\r\n", b"\n")
    (tmp_path / "box").write_bytes(b"From ana@example.org Tue Mar  3 03:15:22 2026\n" + raw)

    (answer,) = read_mail(tmp_path / "box").told

    assert (answer["received_on"], answer["flags"]) == ("2026-03-02", [])


@pytest.mark.django_db
def test_a_file_that_is_not_there_stops_none_behind_it(tmp_path: Path) -> None:
    configure()
    (tmp_path / "one.eml").write_bytes(a_mail())

    answers = read_mail(tmp_path / "none.eml", tmp_path, tmp_path / "one.eml")

    assert [answer["outcome"] for answer in answers.told] == ["quarantine", "quarantine", "request"]
    assert answers.status == 1


@pytest.mark.django_db
@pytest.mark.parametrize("words", [[], ["--business", "nobody"]])
def test_without_a_business_there_is_nothing_to_judge_by(words: list[str], tmp_path: Path) -> None:
    (tmp_path / "one.eml").write_bytes(a_mail())

    with pytest.raises(CommandError) as refused:
        call_command("read_mail", str(tmp_path / "one.eml"), *words)

    assert refused.value.returncode == 2


@pytest.mark.django_db
def test_people_read_sentences(tmp_path: Path) -> None:
    configure()
    (tmp_path / "one.eml").write_bytes(with_file(head="Content-Type: application/pdf; name=a.pdf"))
    out = StringIO()

    call_command("read_mail", str(tmp_path / "one.eml"), "--business", "example-outfitters", stdout=out)

    told = out.getvalue()
    assert "It names Civil Code section 1798.83." in told
    assert "a.pdf (10240 bytes): Kept with the message." in told


@pytest.mark.django_db
def test_of_several_businesses_the_one_it_came_to_is_taken(tmp_path: Path) -> None:
    configure()
    a_business("other", reply_email="ask@other.example")
    (tmp_path / "one.eml").write_bytes(a_mail())
    (tmp_path / "two.eml").write_bytes(a_mail(Delivered_To="x@nowhere.example", To="x@nowhere.example"))

    ours, nobodys = read_mail(tmp_path / "one.eml", tmp_path / "two.eml").told

    assert ours["outcome"] == "request"
    assert (nobodys["outcome"], "--business" in nobodys["why"]) == ("quarantine", True)
