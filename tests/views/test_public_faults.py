"""What others' desks got wrong in front of the public: too much asked, too much told, a proof that proves too much."""

import io
import re
import subprocess
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client

from requests_app import handling, tasks
from requests_app.delivery.models import Delivery
from requests_app.handling import Correspondent
from requests_app.notices.models import Notice
from requests_app.register.models import Business, Disclosure
from requests_app.requests import proof
from requests_app.requests.models import DisclosureRequest, Dossier, LegalNote, Receipt, RequestNote
from requests_app.requests.permissions import REGISTER_KEEPER, REVIEWER
from shinelight.local.smtp import Catcher
from tests.builders import NOW, REPORT_YEAR, a_person, a_request, asked
from tests.views.filled import form
from tests.views.matrix import table

MOST_ASKED = {"/request/": 12, "/request/for-others/": 20, "/status/": 2}
"""Everything a person can fill in, optional or not, on each form that takes a request or finds one."""
ID_WORDS = ("passport", "driver", "license", "licence", "date of birth", "social security", "government id", "upload")
MARK = "Zinnoberwort"
"""A word that stands in no sentence of ours."""


def _asked_on(page: str) -> set[str]:
    """Return the names of what a page lets people fill in; what carries the form itself is hidden, or left empty."""
    shown = [each for each in re.findall(r"<(?:input|select|textarea)\b[^>]*>", page) if 'type="hidden"' not in each]
    return set(re.findall(r'\bname="([^"]+)"', " ".join(shown))) - {"website"}


@pytest.mark.parametrize("address", MOST_ASKED)
def test_a_form_asks_little_and_no_proof_of_who_one_is(client: Client, business: Business, address: str) -> None:
    """Fault 94: whoever asks gives a name and where to answer; no copy of an ID, nothing that only an ID tells."""
    page = client.get(address).content.decode()

    assert 0 < len(_asked_on(page)) <= MOST_ASKED[address], sorted(_asked_on(page))
    assert 'type="file"' not in page
    assert "multipart/form-data" not in page
    assert [word for word in ID_WORDS if word in page.casefold()] == []


def test_no_public_address_offers_or_takes_a_file(client: Client, business: Business) -> None:
    """Fault 94: a copy of an ID that is sent all the same is not kept, and the request is taken as any other."""
    sent = {**form(), "upload": SimpleUploadedFile("passport.pdf", b"%PDF-1.4 passport"), "scan": b"x"}

    assert client.post("/request/", sent).status_code == 302

    receipt = Receipt.objects.get()
    assert not receipt.scans.exists()
    names = _names_of(receipt) | {"dossier_secret": "x"}
    for address in _public_addresses():
        page = client.get(f"/{address.format(**names)}", follow=True).content
        # The one page that looks at a file looks at its digest alone, and keeps nothing.
        assert (b'type="file"' in page) is address.startswith("verify/"), address


def test_a_proof_is_of_one_request_one_address_and_nothing_else(client: Client, business: Business) -> None:
    """Fault 93: the token is bound to the request, to the address it went to, and to its purpose."""
    row = a_request(business, email="ana@example.org")
    other = a_request(business, email="bo@example.org", requester_name="Bo Chen")
    said = proof.token_of(row).rsplit(".", 1)[0]
    # The same request, as if it named the other's address.
    of_the_other_address = proof.token_of(DisclosureRequest(reference=row.reference, email="bo@example.org"))
    forged = [
        signing.Signer(salt="requests_app.views.guarded", sep=".").sign(said),
        signing.Signer(sep=".").sign(said),
        signing.TimestampSigner(salt="requests_app.requests.proof", sep=".").sign(said),
        of_the_other_address,
        said,
        row.secret,
        row.receipts.get().secret,
    ]

    for token in forged:
        assert client.post(f"/confirm/{token}/", {"mine": "yes"}).status_code == 404, token
    assert client.post(f"/confirm/{proof.token_of(row)}/", {"mine": "yes"}).status_code == 302
    assert list(DisclosureRequest.objects.filter(verified_at__isnull=False)) == [row]
    for address in ("status/{}/", "status/{}/answer.pdf", "request/received/{}/", "attest/{}/"):
        assert client.get(f"/{address.format(proof.token_of(other))}").status_code == 404


def test_what_staff_write_for_each_other_is_in_nothing_that_leaves_the_house(
    client: Client, business: Business, smtp_catcher: Catcher, tmp_path: Path
) -> None:
    """Fault 89: what staff note stands in no public page or its answers, no download, mail, document or export."""
    rita = a_person("rita", REVIEWER, REGISTER_KEEPER)
    Business.objects.update(languages=["en", "es"])
    Disclosure.objects.update(note=f"{MARK} of the register")
    dossier, rows = _noted_everywhere(business, rita)
    for delivery in Delivery.objects.all():
        tasks.send_delivery(delivery.pk)
    pdf = tmp_path / "notice.pdf"
    printed = _printed("compile_notice", "--year", REPORT_YEAR, "--out", pdf, "--json")

    told = {f"mail {number}": _text_of_mail(each) for number, each in enumerate(smtp_catcher.mails())}
    told |= {"notice.json": printed, "notice.pdf": _text_of(pdf.read_bytes())}
    for notice in Notice.objects.all():
        told[f"notice {notice.pk}"] = _text_of(bytes(notice.document.pdf)) + str(notice.content)
    for each in rows:
        names = _names_of(each.receipts.get()) | {"dossier_secret": dossier.secret}
        spoken = [said.format(**names) for said in _public_addresses()]
        for address in [f"/{said}" for said in spoken] + [f"/es/{said}" for said in spoken if ".pdf" not in said]:
            if address not in told:
                told[address] = _text_of(client.get(address).content)
                told[f"POST {address}"] = _text_of(client.post(address).content)
    client.force_login(rita)
    for kind in ("csv", "xlsx"):
        export = client.get(f"/staff/register/{business.slug}/export.{kind}").getvalue()
        assert f"{MARK} of the register" in _text_of(export), "the register's own note is in its own file"
        told[kind] = _text_of(export).replace(f"{MARK} of the register", "")

    assert LegalNote.objects.filter(text__contains=MARK).count() == len(rows)
    assert len([name for name in told if name.startswith("mail")]) > len(rows)
    assert [name for name, text in told.items() if MARK in text] == []
    assert any("Ana Ruiz" in text for text in told.values())
    assert all("Blue Horizon LLC" in told[name] for name in ("notice.json", "notice.pdf", "csv", "xlsx"))


def _noted_everywhere(business: Business, rita: User) -> tuple[Dossier, list[DisclosureRequest]]:
    """Return requests that came by three doors, answered, with a note wherever staff can write one."""
    entered = handling.enter(
        business=business,
        asked=asked(requester_name="Dee Ash", email="dee@example.org"),
        received_at=NOW,
        note=f"{MARK} of entry",
        scan=None,
        by=rita,
        now=NOW,
    )
    agent = Correspondent(
        agent_name="Lee Park", email="lee@example.org", note=f"{MARK} of a dossier", is_possible_claim=True
    )
    dossier = handling.take_in_for_others(
        business=business,
        correspondent=agent,
        asked=[asked(requester_name="Eve Oak", email="eve@example.org")],
        received_at=NOW,
    )
    rows = [a_request(business), entered.disclosure_request, dossier.receipts.get().disclosure_request]
    for each in rows:
        for kind in RequestNote.Kind:
            handling.add_note(disclosure_request_id=each.pk, kind=kind, text=f"{MARK} {kind}", by=rita, now=NOW)
        handling.add_legal_note(disclosure_request_id=each.pk, text=f"{MARK} of law", by=rita, now=NOW)
        each.refresh_from_db()
        handling.approve(disclosure_request_id=each.pk, seen_version=each.version, by=rita, now=NOW)
        tasks.issue_notice(each.pk)
    return dossier, rows


def _names_of(receipt: Receipt) -> dict[str, str]:
    """Return what the public's addresses name of a receipt."""
    row = receipt.disclosure_request
    return {"slug": row.business.slug, "secret": receipt.secret, "token": proof.token_of(row)}


def _public_addresses() -> list[str]:
    """Return the public's addresses: new ones come by themselves. The attestation is of the register alone."""
    known = [row.address for row in table() if not row.route.startswith(("staff/", "admin/"))]
    return [address for address in known if "{part_secret}" not in address]


def _text_of(file: bytes) -> str:
    """Return what there is to read in a page, a PDF or a package."""
    if file.startswith(b"%PDF"):
        return subprocess.run(
            ["pdftotext", "-raw", "-", "-"], input=file, capture_output=True, check=True
        ).stdout.decode()
    if file.startswith(b"PK"):
        package = zipfile.ZipFile(io.BytesIO(file))
        return "\n".join(_text_of(package.read(name)) for name in package.namelist())
    return file.decode()


def _text_of_mail(mail: EmailMessage) -> str:
    """Return the headers, the texts and the documents of a mail, read."""
    contents = [part.get_payload(decode=True) for part in mail.walk() if not part.is_multipart()]
    return "\n".join([*map(str, mail.values()), *(_text_of(each) for each in contents if isinstance(each, bytes))])


def _printed(command: str, *words: object) -> str:
    out = io.StringIO()
    call_command(command, "--business", "outfitters", *map(str, words), stdout=out)
    return out.getvalue()
