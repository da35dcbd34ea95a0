"""What a document is, by what it holds: its name alone proves nothing, and has to agree."""

from dataclasses import dataclass

from requests_app.register.evidence import office, pdf, pictures, plain
from requests_app.register.evidence.refusal import RefusedDocumentError

TAKEN = "a PDF, a PNG or JPEG picture, a Word document (.docx) or plain text"


@dataclass(frozen=True, slots=True)
class Media:
    """A kind of file that is taken, with the endings its name may have; the first is the usual one."""

    media_type: str
    endings: tuple[str, ...]


PDF = Media("application/pdf", ("pdf",))
PNG = Media("image/png", ("png",))
JPEG = Media("image/jpeg", ("jpg", "jpeg"))
DOCX = Media("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ("docx",))
TEXT = Media("text/plain", ("txt", "text", "log", "md", "eml", ""))
ALL = (PDF, PNG, JPEG, DOCX, TEXT)
_PROGRAMS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xfe\xed\xfa", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"#!")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")


def media_of(content: bytes, *, file_name: str) -> Media:
    """Return what a document is; raises `RefusedDocumentError` for anything that could do something when opened."""
    found = _by_content(content)
    ending = file_name.rpartition(".")[2].lower() if "." in file_name else ""
    if ending not in found.endings:
        names = " or ".join(f".{each}" for each in found.endings if each)
        msg = (
            f"The file’s name ends in “.{ending}”, and what it holds is {found.media_type}. Check that it is the right "
            f"file, give it a name that ends in {names}, and choose it again."
        )
        raise RefusedDocumentError(msg)
    return found


def _by_content(content: bytes) -> Media:
    if content.startswith(b"%PDF-"):
        pdf.check(content)
        return PDF
    if content.startswith(pictures.PNG_BEGINS):
        pictures.check_png(content)
        return PNG
    if content.startswith(pictures.JPEG_BEGINS):
        pictures.check_jpeg(content)
        return JPEG
    if content.startswith(b"PK\x03\x04"):
        office.check(content)
        return DOCX
    if content.startswith(_PROGRAMS):
        msg = f"This is a program, not a document. Choose {TAKEN}."
        raise RefusedDocumentError(msg)
    if content.startswith(_OLD_OFFICE):
        msg = "This is an old or password-protected office file. Save it without a password as PDF, and choose that."
        raise RefusedDocumentError(msg)
    if content.startswith(_ARCHIVES):
        msg = f"This is an archive. Unpack it, and choose {TAKEN}."
        raise RefusedDocumentError(msg)
    plain.check(content)
    return TEXT
