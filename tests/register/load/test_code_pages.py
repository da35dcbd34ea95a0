"""Files in an old encoding of one byte a letter: read as the one under which their words read as words do."""

from pathlib import Path

import pytest

from tests.register.load.files import lines, read, row, text_file

OF_MACS = (
    *("Peña y Niño", "Año Nuevo Listas", "Compañía de Listas", "LISTAS DE ESPAÑA", "Señor Catálogo", "Acuña"),
    *("Macy’s Mailers", "It’ll Sell", "The “Best Deals” Co", "the “best deals”", "Lists – Mail – Co", "Perú Listas"),
    *("Müller Söhne", "MÜLLER AG", "Côte d’Azur", "Información Ágil", "León", "García", "École Française", "São Paulo"),
)
OF_WINDOWS = (
    *("Smith–Jones Mailers", "A win–win offer", "Grades a–e Books", "A pro–am trade–off tie–in", "Mail—and more"),
    *("Macy’s “Big” Sale… now™", "Cœur Œuvre Šimek Žižka", "Peña & Niño", "ÑANDÚ LISTAS", "Wait…what Co"),
    *("ÉCOLE D’ÉTÉ", "Õnne Kirjastus", "Lists for 5€ each", "Mock 5° · ©2024 Co", "Acme® Lists™", "Hawai’i Ka’anapali"),
    *("À la carte", "Rock ’n’ Roll", "Straße Ärzte", "Int’l Lists", "Ma’am & Co", "Œil-de-bœuf", "McÉwan", "£5 Shop"),
)
OF_DOS = ("Café Crème", "Señor Peña", "Müller Söhne", "LISTAS ESPAÑA", "Ünlü Gärten")


@pytest.mark.parametrize("name", OF_MACS)
def test_letters_of_older_macs(tmp_path: Path, name: str) -> None:
    assert encoding_and_name(tmp_path, name, "mac_roman") == ("mac_roman", name)


@pytest.mark.parametrize("name", OF_WINDOWS)
def test_letters_of_windows_stay_those_of_windows(tmp_path: Path, name: str) -> None:
    assert encoding_and_name(tmp_path, name, "cp1252") == ("cp1252", name)


@pytest.mark.parametrize("name", OF_DOS)
def test_letters_of_dos(tmp_path: Path, name: str) -> None:
    assert encoding_and_name(tmp_path, name, "cp850") == ("cp850", name)


def test_one_sure_word_decides_for_all(tmp_path: Path) -> None:
    rows = row(third_party_name="Garcés"), row(third_party_name="Catálogo “Uno”")
    found = read(text_file(tmp_path, lines(*rows), encoding="mac_roman"))
    assert found.names() == ["Garcés", "Catálogo “Uno”"]


def encoding_and_name(folder: Path, name: str, encoding: str) -> tuple[str, str]:
    """Return the encoding that is told of a file with one name, and the name as it was read."""
    found = read(text_file(folder, lines(row(third_party_name=name)), encoding=encoding))
    (told,), (read_name,) = found.warnings, found.names()
    return told.value, read_name
