"""Word documents: a zip archive with the parts of a document, and with nothing in it that runs."""

import re
import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from requests_app.register.evidence.refusal import RefusedDocumentError

MOST_PARTS = 5_000
MOST_UNPACKED = 200 << 20
"""Bytes of all parts together, as the archive gives them."""
MOST_READ = 16 << 20
"""Bytes of each part that is read: the list of what the others are, what they link to, and the text."""
_ENCRYPTED = 1
_RUNS = re.compile(r"vbaproject|vbadata|activex|oleobject|embeddings/|\.(?:bin|exe|dll|js|vbs|bat|cmd|scr|html?|svg)$")
_RUNS_BY_TYPE = re.compile(rb"macroenabled|vbaproject|activex|oleobject|ms-package\.(?!core)", re.IGNORECASE)
_FETCHES = re.compile(
    rb"<Relationship\b(?=[^>]*TargetMode\s*=\s*[\"']External)(?![^>]*relationships/hyperlink)[^>]*>", re.IGNORECASE
)
"""What is linked from elsewhere and loaded on opening: templates, objects, pictures; no link to click."""
_ASKS_PROGRAMS = re.compile(rb"(?:instrText[^<]*>|w:instr\s*=\s*[\"'])\s*DDE", re.IGNORECASE)
_DAMAGED = "This file is damaged: it begins like a Word document and does not go on like one. Save it again."


def check(content: bytes) -> None:
    """Refuse an archive that is no Word document, is encrypted, unpacks to too much, or carries anything that runs."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            names = [part.filename.lower() for part in parts]
            if any(part.flag_bits & _ENCRYPTED for part in parts):
                msg = "This archive is protected by a password. Save the document in it as PDF, and choose that."
                raise RefusedDocumentError(msg)
            if not {"[content_types].xml", "word/document.xml"} <= set(names):
                msg = "This is an archive or another office file. Save what is in it as PDF, and choose that."
                raise RefusedDocumentError(msg)
            if len(parts) > MOST_PARTS or len(set(names)) != len(names) or _size(archive) > MOST_UNPACKED:
                msg = "This document unpacks to far more than a letter or contract holds. Save it as PDF."
                raise RefusedDocumentError(msg)
            types = _read(archive, "[Content_Types].xml")
            links = [_read(archive, part.filename) for part in parts if part.filename.lower().endswith(".rels")]
            text = _read(archive, next(name for name in archive.namelist() if name.lower() == "word/document.xml"))
    except (BadZipFile, OSError, ValueError, zlib.error, RuntimeError, NotImplementedError, KeyError, StopIteration):
        raise RefusedDocumentError(_DAMAGED) from None
    if _RUNS_BY_TYPE.search(types) or any(_RUNS.search(name) for name in names):
        msg = "This document carries macros or embedded files, which may do something when opened. Save it as PDF."
        raise RefusedDocumentError(msg)
    if any(_FETCHES.search(link) for link in links) or _ASKS_PROGRAMS.search(text):
        msg = "This document fetches something from elsewhere, or asks other programs, when opened. Save it as PDF."
        raise RefusedDocumentError(msg)


def _read(archive: ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(MOST_READ)


def _size(archive: ZipFile) -> int:
    return sum(part.file_size for part in archive.infolist())
