"""Which messages are one: copies by other ways are, another sender or another text under the same Message-ID is not."""

import pytest

from requests_app.mailbox.identity import identity_of
from requests_app.mailbox.parse import parse
from tests.mailbox.reading import ASKS, a_mail


def identity(raw: bytes) -> str:
    return identity_of(raw, parse(raw).headers)


@pytest.mark.parametrize(
    "copy",
    [
        a_mail(Received="from b by mx.example.com; Tue, 03 Mar 2026 10:00:00 -0800", Delivered_To="info@example.com"),
        a_mail(Return_Path=None, X_Spam_Status="No"),
        a_mail(Subject="[EXTERNAL] a question"),
        a_mail().replace(b"\r\n", b"\n"),
        a_mail(f"{ASKS}\r\n\r\n  \r\n"),
    ],
    ids=["another way", "other marks", "a mark in the subject", "other line ends", "blank lines after it"],
)
def test_a_copy_is_the_same_message(copy: bytes) -> None:
    assert identity(copy) == identity(a_mail())


@pytest.mark.parametrize(
    "other",
    [a_mail(f"{ASKS} And when?"), a_mail(From="Tom Hale <tom@example.org>"), a_mail(Message_ID="<two@example.org>")],
    ids=["another text", "another sender", "another id"],
)
def test_another_message_is_another(other: bytes) -> None:
    assert identity(other) != identity(a_mail())


def test_without_an_id_the_date_tells_two_apart() -> None:
    first = a_mail(Message_ID=None, Date="Tue, 03 Mar 2026 09:15:22 -0800")
    later = a_mail(Message_ID=None, Date="Wed, 04 Mar 2026 09:15:22 -0800")

    assert identity(first) == identity(a_mail(Message_ID=None, Date="Tue, 03 Mar 2026 09:15:22 -0800", Received="x"))
    assert identity(first) != identity(later)


def test_a_body_of_many_pieces_is_read_as_one() -> None:
    long = "x" * (1 << 20)

    assert identity(a_mail(f"{long}\r\n\r\ny")) == identity(a_mail(f"{long}\r\n\r\ny").replace(b"\r\n", b"\n"))
    assert identity(a_mail(f"{long}\r\n\r\ny")) != identity(a_mail(f"{long}\r\n\r\nz"))
