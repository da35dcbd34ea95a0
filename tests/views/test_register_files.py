"""Files on their way into the register: looked at first, asked about, loaded, undone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from openpyxl import Workbook

from requests_app import handling
from requests_app.register.load.way import Asked
from requests_app.register.models import Business, Disclosure, RegisterLoad, ThirdParty, YearClose
from requests_app.requests.permissions import REGISTER_KEEPER, REVIEWER
from tests import builders
from tests.register.load.files import saved

pytestmark = pytest.mark.django_db
CASES = Path(__file__).parents[1] / "cases" / "register"
FILES = "/staff/register/outfitters/files/"


@pytest.fixture
def kim(as_user: Callable[[User], Client], settings: "object", tmp_path: Path) -> Client:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined] # any setting may be set
    builders.a_business()
    return as_user(builders.a_person("kim", REGISTER_KEEPER))


def uploaded(client: Client, name: str) -> RegisterLoad:
    with (CASES / name).open("rb") as file:
        assert client.post(FILES, {"upload": file}).status_code == 302
    return RegisterLoad.objects.latest("id")


def worked(client: Client, load: RegisterLoad) -> str:
    """Let a worker read the file, and return the page of it."""
    handling.run_load(load_id=load.pk, clock=timezone.now)
    page = client.get(f"{FILES}{load.pk}/")
    assert page.status_code == 200
    return " ".join(page.content.decode().split())


def done(client: Client, load: RegisterLoad, what: str, **answers: str) -> None:
    assert client.post(f"{FILES}{load.pk}/", {"do": what, **answers}).status_code == 302


def test_a_file_is_looked_at_first_then_loaded_then_undone(kim: Client) -> None:
    load = uploaded(kim, "R01-baseline.csv")
    assert "waits for a worker" in kim.get(f"{FILES}{load.pk}/").content.decode()

    assert "Third parties: 5 new, 0 changed, 0 as they stood" in worked(kim, load)
    assert not ThirdParty.objects.exists()
    done(kim, load, "confirm")
    assert "What it did" in worked(kim, load)
    assert Disclosure.objects.count() == 6
    done(kim, load, "undo")

    assert not ThirdParty.objects.exists()
    load.refresh_from_db()
    assert load.state == RegisterLoad.State.UNDONE


def test_a_look_names_who_would_be_new_and_what_would_change(kim: Client) -> None:
    party = builders.a_third_party(Business.objects.get())
    text = (
        "third_party_name,street,city,state,zip,products_or_services\n"
        f"{party.legal_name},9 New Rd,Sparks,NV,89431,Seeds\nAda Lists,1 A St,Reno,NV,89502,\n"
    )

    load = given(kim, text)
    shown = worked(kim, load)
    printed = handling.load_file(
        path=Path(load.file.path),
        file_name="vendors.csv",
        business=Business.objects.get(),
        asked=Asked(),
        by="cli",
        clock=timezone.now,
    )

    assert "New third parties (1 of 1, by name)" in shown
    assert '<li dir="auto">Ada Lists</li>' in shown
    old, new = "2118 Commerce Way, Reno, NV, 89502", "9 New Rd, Sparks, NV, 89431"
    assert f'address: <del dir="auto">{old}</del> → <ins dir="auto">{new}</ins>' in shown
    assert 'products: <del dir="auto">none</del> → <ins dir="auto">Seeds</ins>' in shown
    assert "named" not in printed
    assert "named" in RegisterLoad.objects.latest("id").result


def test_faults_are_named_by_row_and_handed_out_as_a_file(kim: Client) -> None:
    load = uploaded(kim, "R40-one-bad-row.csv")

    page = worked(kim, load)

    assert "Nothing was taken" in page
    assert "not a date" in page
    answer = kim.get(f"{FILES}{load.pk}/faults.csv")
    assert "fault,8,disclosed_on,not a date" in b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined] # a streamed answer


def test_a_word_that_is_asked_about_is_answered_on_the_page(kim: Client) -> None:
    load = uploaded(kim, "R28-categories.csv")
    page = worked(kim, load)
    assert "Which category is this?" in page
    words = {each["value"]: "-" for each in load_result(load)}

    done(kim, load, "again", **{f"word:{word}": answer for word, answer in words.items()})

    assert "What loading it would do" in worked(kim, RegisterLoad.objects.latest("id"))


def load_result(load: RegisterLoad) -> list[dict[str, str]]:
    load.refresh_from_db()
    found: list[dict[str, str]] = load.result["questions"]
    return found


def test_a_reviewer_may_look_and_not_load(kim: Client, as_user: Callable[[User], Client]) -> None:
    load = uploaded(kim, "R01-baseline.csv")
    reviewer = as_user(builders.a_person("rex", REVIEWER))

    assert reviewer.get(FILES).status_code == 200
    assert reviewer.post(f"{FILES}{load.pk}/", {"do": "confirm"}).status_code == 403
    with (CASES / "R01-baseline.csv").open("rb") as file:
        assert reviewer.post(FILES, {"upload": file}).status_code == 403


def test_a_file_that_bears_on_a_closed_year_asks_what_it_is(kim: Client) -> None:
    business = Business.objects.get()
    YearClose.objects.create(
        business=business, year=2025, closed_at=timezone.now(), closed_by="user:1", register_version=0
    )
    load = uploaded(kim, "R01-baseline.csv")

    page = worked(kim, load)
    assert "Something has to be answered first" in page
    assert "2025 is closed. Say whether this is a change" in page
    done(kim, load, "again", nature="correction")

    again = RegisterLoad.objects.latest("id")
    assert "What loading it would do" in worked(kim, again)
    assert again.nature == "correction"


def test_the_columns_are_shown_with_their_first_cells_and_can_be_said_otherwise(kim: Client) -> None:
    text = "Firm,Where,Town,What,Day\nAcme Lists LLC,1 Elm St,Reno,Name and address,2025-03-04\n"
    load = given(kim, text)

    page = worked(kim, load)
    assert "How the columns are read" in page
    assert "<details open>" in page
    assert "1 Elm St" in page
    done(kim, load, "again", **{"column:Where": "street", "column:Town": "city", "column:What": "category"})
    again = RegisterLoad.objects.latest("id")
    assert "What loading it would do" in worked(kim, again)
    done(kim, again, "confirm")
    worked(kim, again)

    party = ThirdParty.objects.get()
    assert (party.legal_name, party.street, party.city) == ("Acme Lists LLC", "1 Elm St", "Reno")
    assert Disclosure.objects.get().categories == ["name_address"]
    # The next file with these headings is read the same way, and nobody is asked.
    assert "Third parties: 1 new" in worked(kim, given(kim, text.replace("Acme", "Bolt")))


def test_saying_of_columns_what_their_headings_say_makes_no_other_file_of_it(kim: Client) -> None:
    load = uploaded(kim, "R01-baseline.csv")
    worked(kim, load)
    done(kim, load, "confirm")
    worked(kim, load)
    columns = {f"column:{heading}": heading for heading in ("third_party_name", "street", "city", "category")}
    again = uploaded(kim, "R01-baseline.csv")
    assert again.pk == load.pk

    done(kim, load, "again", **columns)

    assert RegisterLoad.objects.latest("id").pk == load.pk


@pytest.mark.parametrize("year", ["1999", "next", "2025.5"])
def test_a_year_that_is_none_is_refused_with_a_sentence(kim: Client, year: str) -> None:
    load = given(kim, "Company,Category\nAcme Lists LLC,Name and address\n")
    assert "No column holds a date or a year" in worked(kim, load)

    answer = kim.post(f"{FILES}{load.pk}/", {"do": "again", "year": year}, follow=True)
    assert "is no year of this register" in answer.content.decode()
    done(kim, load, "again", year="2025")
    assert "What loading it would do" in worked(kim, RegisterLoad.objects.latest("id"))


def test_a_column_is_not_read_as_what_we_do_not_know(kim: Client) -> None:
    load = uploaded(kim, "R01-baseline.csv")
    worked(kim, load)

    answer = kim.post(f"{FILES}{load.pk}/", {"do": "again", "column:street": "shoe_size"}, follow=True)

    assert "is mapped to “shoe_size”" in answer.content.decode()
    assert RegisterLoad.objects.count() == 1


def given(client: Client, text: str | bytes, *, name: str = "vendors.csv") -> RegisterLoad:
    upload = SimpleUploadedFile(name, text if isinstance(text, bytes) else text.encode())
    assert client.post(FILES, {"upload": upload}).status_code == 302
    return RegisterLoad.objects.latest("id")


def test_of_several_sheets_one_is_chosen_on_the_page(kim: Client, tmp_path: Path) -> None:
    book = Workbook()
    for sheet, name in ((book.worksheets[0], "Acme Lists LLC"), (book.create_sheet("Second"), "Bolt Mail Inc.")):
        sheet.append(["Company", "Category", "Year"])
        sheet.append([name, "Name and address", 2025])
    load = given(kim, saved(tmp_path, book).read_bytes(), name="vendors.xlsx")
    page = worked(kim, load)
    assert "Which sheet of the workbook is read?" in page
    assert "Which category is this?" not in page

    done(kim, load, "again", sheet="Second")
    again = RegisterLoad.objects.latest("id")
    assert "What loading it would do" in worked(kim, again)
    done(kim, again, "confirm")
    worked(kim, again)

    assert ThirdParty.objects.get().legal_name == "Bolt Mail Inc."


def test_every_company_of_a_file_can_be_said_to_be_a_broker(kim: Client) -> None:
    load = uploaded(kim, "R01-baseline.csv")
    assert 'name="blank_kind"' in worked(kim, load)
    done(kim, load, "again", blank_kind="broker")
    load = RegisterLoad.objects.latest("id")
    assert '<option value="broker" selected>' in worked(kim, load)
    done(kim, load, "confirm")
    handling.run_load(load_id=load.pk, clock=timezone.now)
    assert set(ThirdParty.objects.values_list("kind", flat=True)) == {"broker"}
