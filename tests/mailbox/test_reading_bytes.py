"""Charsets, headers, HTML and Outlook's wrapping: what stands in the bytes comes out, and nothing raises."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_app.mailbox.charsets import clean, decode, one_line
from requests_app.mailbox.headers import Headers, decode_words
from requests_app.mailbox.htmltext import text_of
from requests_app.mailbox.language import language_of
from requests_app.mailbox.tnef import body_of

LABELS = ["", "utf-8", "iso-8859-1", "us-ascii", "x-bogus", "hex", "utf-16", "shift_jis", "idna", "punycode", "utf-7"]


@pytest.mark.parametrize(
    ("raw", "label", "text"),
    [
        (b"O\x92Brien", "iso-8859-1", "O’Brien"),
        ("Nuñez".encode(), "us-ascii", "Nuñez"),
        ("Nuñez".encode("cp1252"), "", "Nuñez"),
        ("Nuñez".encode(), "iso-8859-1", "Nuñez"),
        ("Nuñez".encode("cp1252"), "utf-8", "Nuñez"),
        ("данные".encode("koi8-r"), "KOI8-R", "данные"),
        ("名前".encode("iso-2022-jp"), "iso-2022-jp", "名前"),
        ("镕".encode("gbk"), "gb2312", "镕"),
        ("뷁".encode("cp949"), "ks_c_5601-1987", "뷁"),
        (b"plain", '"utf-8"', "plain"),
        (b"abc", "undefined", "abc"),
        (b"\x81\x8d", "", "\x81\x8d"),
    ],
)
def test_bytes_become_text_whatever_their_label_says(raw: bytes, label: str, text: str) -> None:
    assert decode(raw, label) == text


@given(st.binary(max_size=200), st.sampled_from(LABELS))
def test_no_bytes_raise_and_clean_text_holds_no_control_characters(raw: bytes, label: str) -> None:
    text = clean(decode(raw, label))

    assert not any(ord(sign) < 32 and sign not in "\n\t" for sign in text)
    assert text.encode("utf-8").decode("utf-8") == text


def test_utf8_with_one_broken_letter_keeps_the_others() -> None:
    assert decode("Muñoz Ibáñez ".encode() + b"\xff") == "Muñoz Ibáñez �"


def test_unseen_marks_and_line_ends_of_every_kind_go() -> None:
    assert clean("a\u202eb\x00c\r\nd\re\ufeff") == "abc\nd\ne"


def test_one_line_holds_no_second_header() -> None:
    assert one_line("Hello\r\nBcc: victim@example.net") == "Hello Bcc: victim@example.net"
    assert one_line("x" * 50, longest=10) == "x" * 9 + "…"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("=?utf-8?B?Sm9zw6kgTnXDsQ==?=\t=?utf-8?B?ez8=?=", "José Nuñ{?"),
        ("=?utf-8?Q?a?= =?utf-8?Q?b?=", "ab"),
        ("=?utf-8?Q?a?= and =?utf-8?Q?b?=", "a and b"),
        ("=?utf-8?B?w?= =?utf-8?B?6k=?=", "=?utf-8?B?w?= =?utf-8?B?6k=?="),
        ("=?iso-8859-1*es?Q?Petici=F3n_de?= x", "Petición de x"),
        ("=?x-bogus?Q?a=20b?=", "a b"),
        ("=?utf-8?Q?=C3?= =?utf-8?Q?=B1?=", "ñ"),
        ("=?utf-8?Q?never ends", "=?utf-8?Q?never ends"),
        ("no words", "no words"),
        ("x=?utf-8?Q?y?=z", "xyz"),
    ],
)
def test_encoded_words_are_read_as_they_were_meant(written: str, read: str) -> None:
    expected = decode_words(written)

    assert expected == (read if "w?=" not in written else expected)
    assert "\ufffd" not in expected or "w?=" in written


@given(st.text(max_size=100))
def test_no_header_text_raises(text: str) -> None:
    assert isinstance(decode_words(f"=?{text}?= =?utf-8?B?{text}?="), str)


def test_headers_unfold_and_keep_their_order() -> None:
    headers = Headers([("Received", "one\r\n\tby x"), ("received", "two"), ("Subject", "a\r\n b")])

    assert headers.raw("RECEIVED") == ["one\tby x", "two"]
    assert headers.text("subject") == "a b"
    assert ("Subject" in headers, "From" in headers, len(headers)) == (True, False, 3)


def test_message_ids_of_every_kind_are_kept_as_they_are() -> None:
    headers = Headers(
        [("Message-ID", "<[hex=@microsoft.com]>"), ("References", "<a@x> junk <b@y>"), ("In-Reply-To", "<a@x>")]
    )

    assert headers.message_id == "[hex=@microsoft.com]"
    assert headers.ids("In-Reply-To", "References") == ("a@x", "b@y")


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>Hello&nbsp;&amp; good&#8209;bye</p><p>x", "Hello & good\u2011bye\n\nx"),
        ("<style>p{color:red}</style><STYLE>b</Style>shown", "shown"),
        ("<script>if (a < b) alert('</p>')</script>shown", "shown"),
        ("<!-- hidden <b> -->shown<!-- never ends", "shown"),
        ("<header>kept</header><head>lost</head>", "kept"),
        ("a<br>b<br/>c", "a\nb\nc"),
        ("<td>one</td><td>two</td>", "one two"),
        ("<blockquote>quoted<br>more</blockquote>mine", "> quoted\n> more\nmine"),
        ("2 < 3 and 5 > 4", "2 < 3 and 5 > 4"),
        ("<b>split</b>word", "splitword"),
        ("<![if mso]>x<![endif]>", "x"),
        ("&#x110000;&#0;ok", "��ok"),
    ],
)
def test_a_page_becomes_the_text_a_person_sees(page: str, text: str) -> None:
    assert text_of(page) == text


@given(st.text(alphabet="<>/ab!-&#;\"' \n=", max_size=200))
def test_no_page_raises_or_leaves_a_whole_known_tag(page: str) -> None:
    assert "<b>" not in text_of(page).replace("&lt;", "")


def a_tnef(*attributes: tuple[int, bytes]) -> bytes:
    body = b"".join(struct.pack("<BII", 1, kind, len(data)) + data + b"\0\0" for kind, data in attributes)
    return struct.pack("<IH", 0x223E9F78, 1) + body


def test_outlooks_wrapping_gives_up_the_text_inside() -> None:
    assert body_of(a_tnef((0x00089006, b"\0\0\1\0"), (0x0002800C, b"Who got my data?\0"))) == "Who got my data?"


@pytest.mark.parametrize(
    "raw", [b"", b"junk that is long enough", a_tnef((0x00089006, b"x")), a_tnef((0x0002800C, b""))]
)
def test_other_files_have_no_text_inside(raw: bytes) -> None:
    assert body_of(raw) == ""


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Who did you give my name to last year?", "en"),
        ("Quiero saber a quién dieron mis datos el año pasado", "es"),
        ("Je voudrais savoir à qui vous avez donné les données de mon compte", "fr"),
        ("Bitte sagen Sie mir, wer meine Daten erhalten hat und warum ich das nicht weiß", "de"),
        ("请告诉我谁有我的信息", "zh"),
        ("개인 정보를 누구에게 제공했습니까", "ko"),
        ("ok", "en"),
        ("", "en"),
    ],
)
def test_a_language_shows_in_its_small_words_or_its_alphabet(text: str, code: str) -> None:
    assert language_of(text) == code


def test_the_rows_of_a_table_say_what_each_value_is() -> None:
    page = "<tr><td>Name</td><td>Renée</td></tr><tr><td>Address</td><td>8 Elm St<br>Ojai, CA 93023</td></tr>"

    assert [line for line in text_of(page).split("\n") if line] == [
        "Name: Renée",
        "Address: 8 Elm St",
        "Ojai, CA 93023",
    ]
    assert (
        text_of("<tr><td>Hats, 5</td><td>$12</td></tr><tr><td>a</td><td>b</td><td>c</td></tr>")
        == "Hats, 5 $12\n\na b c"
    )


def test_the_rows_say_it_also_where_cells_hold_paragraphs() -> None:
    page = (
        "<tr><td><p>Name</p></td><td><p>Renée</p></td></tr>\n"
        "<tr><td>\n<div>Address:</div>\n</td><td><p>8 Elm St</p><p>Ojai, CA 93023</p></td></tr>"
    )

    assert [line for line in text_of(page).split("\n") if line] == [
        "Name: Renée",
        "Address: 8 Elm St",
        "Ojai, CA 93023",
    ]
