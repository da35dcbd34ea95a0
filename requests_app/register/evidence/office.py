"""Word documents: a zip archive with the parts of a document, and with nothing in it that runs."""

import re
import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from requests_app.register.evidence.refusal import RefusedDocumentError

MOST_PARTS = 5_000
MOST_UNPACKED = 200 << 20
"""Bytes of all parts together, as the archive gives them."""
MOST_LISTED = 4 << 20
"""Bytes of the one part that is read: the list of what the others are."""
_ENCRYPTED = 1
_RUNS = re.compile(r"vbaproject|vbadata|activex|oleobject|embeddings/|\.(?:bin|exe|dll|js|vbs|bat|cmd|scr|html?|svg)$")
_RUNS_BY_TYPE = re.compile(rb"macroenabled|vbaproject|activex|oleobject|ms-package\.(?!core)", re.IGNORECASE)
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
            with archive.open("[Content_Types].xml") as listed:
                types = listed.read(MOST_LISTED)
    except (BadZipFile, OSError, ValueError, zlib.error, RuntimeError, NotImplementedError, KeyError):
        raise RefusedDocumentError(_DAMAGED) from None
    if _RUNS_BY_TYPE.search(types) or any(_RUNS.search(name) for name in names):
        msg = "This document carries macros or embedded files, which may do something when opened. Save it as PDF."
        raise RefusedDocumentError(msg)


def _size(archive: ZipFile) -> int:
    return sum(part.file_size for part in archive.infolist())
