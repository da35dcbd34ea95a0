"""Letters in two encodings, and letters that were garbled before: refused or told, and never stored unnoticed."""

import codecs
from pathlib import Path

import pytest

from requests_app.register.load.garbled import ungarbled
from requests_app.register.load.preview import guess
from requests_app.register.load.row import UnreadableError
from tests.register.load.files import HEADINGS, WHOLE, csv_file, read, row, text_file

HEADING_LINE = ",".join(HEADINGS).encode()
LINE = ",".join(WHOLE.values())
UTF8 = LINE.replace("Mock", "Café").encode()
CP1252 = LINE.replace("Mock", "Señor").encode("cp1252")


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
@pytest.mark.parametrize(("utf8", "cp1252"), [(1, 1), (3, 1), (1, 3)])
def test_bytes_of_another_encoding_are_faults_of_their_cells(
    tmp_path: Path, mark: bytes, utf8: int, cp1252: int
) -> None:
    found = read(text_file(tmp_path, mark + b"\r\n".join([HEADING_LINE, *[UTF8] * utf8, *[CP1252] * cp1252])))
    first = utf8 + 2
    rows = range(first, first + cp1252)
    assert found.places == [(row, "third_party_name", "Señor Catalog Company") for row in rows]
    assert "0xF1" in found.faults[0].says
    assert "“ñ”" in found.faults[0].says
    assert {each.legal_name for each in found.reading.parties} == {"Café Catalog Company"}
    assert f"line {first}" in found.warnings[0].says


def test_one_in_a_heading_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="0xE9"):
        read(text_file(tmp_path, b"\n".join([HEADING_LINE.replace(b"street", b"str\xe9et"), UTF8])))


def test_one_in_a_column_that_is_not_read_is_told_and_shown_readable(tmp_path: Path) -> None:
    path = text_file(tmp_path, b"\n".join([HEADING_LINE + b",x", UTF8 + b",Se\xf1or"]))
    found = read(path)
    assert not found.faults
    assert "line 2" in found.warnings[0].says
    assert guess(path).rows[0][1][-1] == "Señor"


@pytest.mark.parametrize("name", ["“CAFÉ”", "Crème™ – l’Été", "Société É™", "ŠKODA’S “ÉLÈVE”"])
def test_a_file_wholly_in_windows_1252_stays_readable(tmp_path: Path, name: str) -> None:
    found = read(text_file(tmp_path, b"\r\n".join([HEADING_LINE, LINE.replace("Mock", name).encode("cp1252")])))
    assert found.names() == [f"{name} Catalog Company"]
    assert [each.value for each in found.warnings] == ["cp1252"]


@pytest.mark.parametrize("name", ["Café Señor", "Été d’Or", "Crème brûlée", "Köln Möbel & Café", "PIÑATA Café"])
def test_a_file_of_an_older_mac_is_read_and_told(tmp_path: Path, name: str) -> None:
    found = read(text_file(tmp_path, b"\r".join([HEADING_LINE, LINE.replace("Mock", name).encode("mac_roman")])))
    assert found.names() == [f"{name} Catalog Company"]
    assert [each.value for each in found.warnings] == ["mac_roman"]
    assert "Mac Roman" in found.warnings[0].says


@pytest.mark.parametrize("name", ["Škoda Tomaš", "Œuvre “Žižka”", "Acme‡ dash–ed", "Nejedlá Šárka", "L’Été Ÿ"])
def test_a_file_with_signs_that_both_have_is_read_as_windows_1252(tmp_path: Path, name: str) -> None:
    found = read(text_file(tmp_path, b"\n".join([HEADING_LINE, LINE.replace("Mock", name).encode("cp1252")])))
    assert found.names() == [f"{name} Catalog Company"]
    assert [each.value for each in found.warnings] == ["cp1252"]


@pytest.mark.parametrize(
    ("name", "word", "letter"),
    [
        ("\u0410cme Data", "\u0410cme", "cyrillic capital letter a"),
        ("Acme D\u0430t\u0430", "D\u0430t\u0430", "cyrillic small letter a"),
        ("\u039dova Lists", "\u039dova", "greek capital letter nu"),
    ],
)
def test_a_word_of_two_alphabets_is_told_and_kept(tmp_path: Path, name: str, word: str, letter: str) -> None:
    found = read(csv_file(tmp_path, row(third_party_name=name), row(street=f"1 {word} St")))
    assert [each.legal_name for each in found.reading.parties] == [name, "Mock Catalog Company"]
    assert [(each.row, each.column) for each in found.warnings] == [(2, "third_party_name"), (3, "street")]
    assert all(f"“{word}”" in each.says and letter in each.says for each in found.warnings)


@pytest.mark.parametrize(
    "name", ["Почта России", "Ωμέγα Foods", "Acme Данные", "Å\u030angström Søn", "10 µm Optics", "№ 1 Ltd"]
)
def test_words_of_one_alphabet_each_are_plain(tmp_path: Path, name: str) -> None:
    assert read(csv_file(tmp_path, row(third_party_name=name))).clean


@pytest.mark.parametrize(
    ("garbled", "probably"),
    [
        ("CafÃ© Bar", "Café Bar"),
        ("Smithâ€™s Tools", "Smith’s Tools"),
        ("Ã\xa0 la carte", "à la carte"),
        ("Привет".encode().decode("cp1252"), "Привет"),
    ],
)
def test_what_garbled_letters_probably_were_is_told(tmp_path: Path, garbled: str, probably: str) -> None:
    found = read(csv_file(tmp_path, row(third_party_name=garbled), row(street=garbled)))
    assert not found.faults
    assert [(each.row, each.column) for each in found.warnings] == [(2, "third_party_name"), (3, "street")]
    assert all(f"“{probably}”" in each.says for each in found.warnings)


def test_a_letter_that_was_lost_is_told(tmp_path: Path) -> None:
    found = read(csv_file(tmp_path, row(third_party_name="Caf\ufffd")))
    assert [(each.column, each.value) for each in found.warnings] == [("third_party_name", "Caf\ufffd")]


@pytest.mark.parametrize("text", ["Café", "“CAFÉ”", "Société É™", "Привет", "東京", "Ångström & Søn", "شركة"])
def test_letters_that_are_what_they_should_be_are_left_alone(text: str) -> None:
    assert ungarbled(text) == text
