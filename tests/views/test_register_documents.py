"""Documents behind the register: laid down, handed out as downloads alone, looked after, and all of it on record."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.test import Client

from requests_app import handling
from requests_app.audit.models import AuditEntry
from requests_app.register.evidence import store
from requests_app.register.load.undo import NotUndoneError
from requests_app.register.load.way import Asked
from requests_app.register.merge import merge
from requests_app.register.models import Business, Disclosure, EvidenceDocument, RegisterLoad, ThirdParty
from requests_app.requests.permissions import REGISTER_KEEPER
from tests import builders
from tests.register.documents import LETTER, a_pdf

pytestmark = pytest.mark.django_db
AsUser = Callable[[User], Client]
HOME = "/staff/register/outfitters/"
PDF = a_pdf()


@pytest.fixture
def row() -> Disclosure:
    """Return a disclosure that asks for evidence."""
    return builders.a_disclosure(builders.a_third_party(builders.a_business()), knowledge="does_not_know")


@pytest.fixture
def kim(as_user: AsUser) -> Client:
    return as_user(builders.a_person("kim", REGISTER_KEEPER))


@pytest.fixture(autouse=True)
def store_of_its_own(tmp_path: Path, settings: object) -> None:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined] # any setting may be set


def of_row(row: Disclosure) -> str:
    return f"{HOME}third-parties/{row.third_party_id}/disclosures/{row.pk}/"


def of_party(party: ThirdParty) -> str:
    return f"{HOME}third-parties/{party.pk}/"


def upload(
    client: Client, address: str, content: bytes = PDF, *, name: str = "contract.pdf", title: str = "Agreement"
) -> str:
    given = {"upload": SimpleUploadedFile(name, content), "kind": "contract", "title": title}
    return client.post(f"{address}documents/", given, follow=True).content.decode()


def files() -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def actions() -> list[str]:
    return list(AuditEntry.objects.filter(action__startswith="evidence.").values_list("action", flat=True))


def test_a_contract_is_kept_under_a_random_name_and_shown_where_it_belongs(row: Disclosure, kim: Client) -> None:
    assert "The document is kept." in upload(kim, of_row(row))

    document = row.documents.get()
    (kept,) = files()
    assert kept.read_bytes() == PDF
    assert kept.name == Path(str(document.file.name)).name
    assert "." not in kept.name
    assert "contract" not in kept.name
    for address in (of_row(row), of_party(row.third_party)):
        assert "Agreement" in kim.get(address).content.decode()
    assert actions() == ["evidence.kept", "evidence.attached"]
    assert AuditEntry.objects.latest("id").detail["digest"] == document.digest


def test_it_is_handed_out_as_a_download_that_no_browser_reads_as_a_page(
    row: Disclosure, kim: Client, rita: Client
) -> None:
    upload(kim, of_row(row), title="../../Agreement\r\nX: 1")
    address = f"{HOME}documents/{row.documents.get().pk}/"

    answer = rita.get(address)

    assert answer.content == PDF
    assert answer["Content-Disposition"].startswith('attachment; filename="agreement')
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox")
    entry = AuditEntry.objects.latest("id")
    assert (entry.action, entry.actor) == ("evidence.downloaded", f"user:{User.objects.get(username='rita').pk}")


def test_reading_the_register_alone_opens_no_document(row: Disclosure, kim: Client, as_user: AsUser) -> None:
    upload(kim, of_row(row))
    reader = builders.a_person("reader")
    reader.user_permissions.add(Permission.objects.get(codename="view_disclosure"))

    answer = as_user(reader).get(f"{HOME}documents/{row.documents.get().pk}/")

    assert answer.status_code == 403
    assert "may not download documents" in answer.content.decode()
    assert "evidence.downloaded" not in actions()


def test_only_those_who_read_the_register_get_it_and_only_keepers_lay_one_down(
    row: Disclosure, kim: Client, rita: Client, as_user: AsUser, client: Client
) -> None:
    upload(kim, of_row(row))
    document = row.documents.get()
    address = f"{HOME}documents/{document.pk}/"

    assert client.get(address).status_code == 302
    assert as_user(builders.a_person("nobody")).get(address).status_code == 403
    assert rita.post(f"{of_row(row)}documents/", {}).status_code == 403
    assert rita.post(f"{of_row(row)}documents/{document.pk}/remove/").status_code == 403
    builders.a_business("other")
    assert rita.get(address.replace("outfitters", "other")).status_code == 404
    assert "evidence.downloaded" not in actions()


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (a_pdf(script=True), "contract.pdf", "carries a script"),
        (b"MZ", "contract.pdf", "This is a program"),
        (b"", "contract.pdf", "This file is empty"),
        (LETTER, "letter.html", "ends in “.html”"),
        (b" " * ((1 << 20) + 1), "letter.txt", "larger than 1 MB"),
    ],
)
def test_what_is_refused_is_told_in_a_sentence_and_leaves_nothing(  # noqa: PLR0917 - a case and its fixtures
    row: Disclosure, kim: Client, settings: object, content: bytes, name: str, says: str
) -> None:
    settings.EVIDENCE_MOST_MB = 1  # type: ignore[attr-defined] # any setting may be set

    assert says in upload(kim, of_row(row), content, name=name)

    assert (files(), actions(), EvidenceDocument.objects.count()) == ([], [], 0)


def test_a_file_does_not_outlive_its_transaction(row: Disclosure) -> None:
    with pytest.raises(IntegrityError):
        store.attach(
            row,
            PDF,
            file_name="contract.pdf",
            title="Agreement",
            kind="contract",
            actor="user:1",
            at=None,  # type: ignore[arg-type] # the database refuses the row when the file is written
        )

    assert files() == []
    assert not EvidenceDocument.objects.exists()


def test_the_same_bytes_are_kept_once_and_go_with_the_last_that_rests_on_them(
    row: Disclosure, kim: Client, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    upload(kim, of_row(row))
    upload(kim, of_party(row.third_party), name="again.pdf")
    document = EvidenceDocument.objects.get()
    assert len(files()) == 1

    kim.post(f"{of_row(row)}documents/{document.pk}/remove/")
    assert len(files()) == 1
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined] # a context manager
        kim.post(f"{of_party(row.third_party)}documents/{document.pk}/remove/")

    assert files() == []
    assert not EvidenceDocument.objects.exists()
    assert actions()[-2:] == ["evidence.detached", "evidence.removed"]


@pytest.mark.parametrize(
    ("damage", "says", "action"),
    [
        (lambda path: path.unlink(), "is missing", "evidence.found_missing"),
        (lambda path: path.write_bytes(b"%PDF-other"), "is not the one that was uploaded", "evidence.found_altered"),
    ],
    ids=["missing", "altered"],
)
def test_a_file_that_is_gone_or_altered_is_told_and_not_handed_out(
    row: Disclosure, kim: Client, damage: Callable[[Path], None], says: str, action: str
) -> None:
    upload(kim, of_row(row))
    (kept,) = files()
    damage(kept)

    assert says in kim.get(of_row(row)).content.decode()
    answer = kim.get(f"{HOME}documents/{row.documents.get().pk}/")
    assert (answer.status_code, says in answer.content.decode()) == (409, True)
    assert actions()[-1] == action

    upload(kim, of_row(row))
    assert kim.get(f"{HOME}documents/{row.documents.get().pk}/").content == PDF


def test_a_document_is_evidence_of_what_could_not_be_known(row: Disclosure, kim: Client) -> None:
    says = "nothing shows that"
    assert says in kim.get(f"{HOME}findings/?year=2025").content.decode()

    upload(kim, of_row(row))

    assert says not in kim.get(f"{HOME}findings/?year=2025").content.decode()


def test_documents_go_with_a_third_party_that_is_merged(row: Disclosure, kim: Client) -> None:
    business: Business = row.third_party.business
    into = builders.a_third_party(business, "Other Seed LLC")
    same = builders.a_disclosure(into, knowledge="does_not_know")
    upload(kim, of_row(row))
    upload(kim, of_party(row.third_party), LETTER, name="letter.txt", title="Letter")

    merge(one=row.third_party, into=into, actor="user:1", at=builders.NOW)

    assert [each.title for each in same.documents.all()] == ["Agreement"]
    assert [each.title for each in into.documents.all()] == ["Letter"]
    assert not row.third_party.documents.exists()


def test_documents_of_a_removed_disclosure_lie_behind_its_third_party(row: Disclosure, kim: Client) -> None:
    upload(kim, of_row(row))

    kim.post(f"{of_row(row)}remove/")

    assert not Disclosure.objects.exists()
    assert [each.title for each in row.third_party.documents.all()] == ["Agreement"]


def test_a_load_with_documents_behind_its_rows_is_not_undone(kim: Client, tmp_path: Path) -> None:
    business = builders.a_business("other")
    path = tmp_path / "flows.csv"
    path.write_text("third_party_name,street,city,category,year\nReed Lists LLC,1 Reed St,Galt,E-mail address,2025\n")
    handling.load_file(
        path=path, file_name="flows.csv", business=business, asked=Asked(), by="cli", clock=lambda: builders.NOW
    )
    party = business.third_parties.get()
    upload(kim, of_party(party).replace("outfitters", "other"))

    with pytest.raises(NotUndoneError, match="Something was added since that rests on this file: document"):
        handling.undo_load(load_id=RegisterLoad.objects.get().pk, by=User.objects.get(), now=builders.NOW)

    assert party.documents.count() == 1
