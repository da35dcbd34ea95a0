"""What documents are taken as evidence: judged by what they hold, and nothing that could do something when opened."""

import re

import pytest

from requests_app.register.evidence.media import media_of
from requests_app.register.evidence.refusal import RefusedDocumentError
from tests.register.documents import (
    DRAWING,
    JPEG,
    LETTER,
    PROGRAM,
    WEB_PAGE,
    a_docx,
    a_pdf,
    a_png,
    a_zip,
)

LINK = (
    b'<Relationships><Relationship Type="x/relationships/hyperlink" Target="https://x.example" TargetMode="External"/>'
)
TEMPLATE = LINK.replace(b"relationships/hyperlink", b"relationships/attachedTemplate")
PROGRAM_FIELD = b'<w:document><w:instrText xml:space="preserve"> DDEAUTO c:\\windows "cmd"</w:instrText></w:document>'
UNCLEAR = bytes(range(1, 32))


@pytest.mark.parametrize(
    ("content", "name", "media_type"),
    [
        pytest.param(a_pdf(), "Contract.PDF", "application/pdf", id="pdf"),
        pytest.param(a_pdf(packed=True), "contract.pdf", "application/pdf", id="packed pdf"),
        pytest.param(a_png(), "scan.png", "image/png", id="png"),
        pytest.param(JPEG, "scan.jpeg", "image/jpeg", id="jpeg"),
        pytest.param(JPEG + b"\0" * 8, "scan.jpg", "image/jpeg", id="filled up by the camera"),
        pytest.param(a_docx(), "letter.docx", None, id="docx"),
        pytest.param(a_docx(word___rels__document_rels=LINK), "letter.docx", None, id="docx with a link to click"),
        pytest.param(LETTER, "letter.txt", "text/plain", id="text"),
        pytest.param(b"\xef\xbb\xbf" + LETTER, "letter", "text/plain", id="text without an ending"),
        pytest.param(b"a < b and 2 > 1; <someone@example.com> wrote", "mail.eml", "text/plain", id="mail"),
    ],
)
def test_it_is_known_by_what_it_holds(content: bytes, name: str, media_type: str | None) -> None:
    found = media_of(content, file_name=name).media_type

    assert found == (media_type or "application/vnd.openxmlformats-officedocument.wordprocessingml.document")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param(a_pdf(script=True), "carries a script", id="script"),
        pytest.param(a_pdf(script=True).replace(b"/JavaScript", b"/Java#53cript"), "carries a script", id="disguised"),
        pytest.param(a_pdf(script=True, packed=True), "carries a script", id="script in a packed part"),
        pytest.param(a_pdf(attached=True), "embedded files", id="embedded file"),
        pytest.param(a_pdf(attached=True, packed=True), "embedded files", id="embedded file, packed"),
        pytest.param(a_pdf(password="geheim"), "protected by a password", id="password"),
        pytest.param(a_pdf()[:-200], "cut off", id="cut off"),
        pytest.param(
            a_pdf(packed=True).replace(b"/FlateDecode", b"/LZWDecode  ", 1), "nobody can look into", id="other packing"
        ),
    ],
)
def test_a_pdf_that_could_do_something_is_refused(content: bytes, says: str) -> None:
    with pytest.raises(RefusedDocumentError, match=says):
        media_of(content, file_name="contract.pdf")


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        pytest.param(a_docx(word__vbaProject_bin=b"x"), "a.docx", "macros", id="macros"),
        pytest.param(a_docx(word__embeddings__a_exe=b"x"), "a.docx", "embedded files", id="embedded"),
        pytest.param(
            a_docx(types=b'<Types t="application/vnd.ms-word.document.macroEnabled.main+xml"/>'), "a.docx", "macros"
        ),
        pytest.param(a_docx(word___rels__settings_rels=TEMPLATE), "a.docx", "fetches something", id="remote template"),
        pytest.param(a_docx(document=PROGRAM_FIELD), "a.docx", "asks other programs", id="field that starts programs"),
        pytest.param(a_zip(), "a.docx", "archive or another office file", id="zip"),
        pytest.param(a_docx()[:60], "a.docx", "damaged", id="half an archive"),
        pytest.param(PROGRAM, "a.pdf", "program", id="program"),
        pytest.param(b"#!/bin/sh\nrm -r x", "a.txt", "program", id="shell"),
        pytest.param(WEB_PAGE, "a.txt", "web page", id="web page"),
        pytest.param(DRAWING, "a.png", "drawing", id="drawing"),
        pytest.param(b"%!PS\n\x04", "a.ps", "none of the kinds", id="control signs"),
        pytest.param(UNCLEAR, "a.txt", "none of the kinds", id="no text"),
        pytest.param(b"caf\xe9", "a.txt", "another encoding", id="other encoding"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.doc", "old or password-protected", id="old office"),
        pytest.param(b"Rar!\x1a\x07", "a.pdf", "archive", id="rar"),
        pytest.param(a_png() + a_zip(), "a.png", "hangs on behind", id="hung on to a picture"),
        pytest.param(a_png()[:-4] + b"0000", "a.png", "damaged", id="wrong checksum"),
        pytest.param(JPEG + a_zip(), "a.jpg", "hangs on behind", id="hung on to a photograph"),
        pytest.param(LETTER, "a.bat", re.escape("ends in “.bat”"), id="text named as a program"),
        pytest.param(a_pdf(), "a.png", re.escape("ends in “.png”"), id="other name"),
    ],
)
def test_what_runs_or_is_something_else_is_refused(content: bytes, name: str, says: str) -> None:
    with pytest.raises(RefusedDocumentError, match=says):
        media_of(content, file_name=name)
