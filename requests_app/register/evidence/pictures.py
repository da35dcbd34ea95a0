"""Pictures: whole from their first byte to their last, with nothing hung on behind."""

import zlib

from requests_app.register.evidence.refusal import RefusedDocumentError

PNG_BEGINS = b"\x89PNG\r\n\x1a\n"
JPEG_BEGINS = b"\xff\xd8\xff"
_JPEG_ENDS = b"\xff\xd9"
_DAMAGED = "This picture is damaged, or something else hangs on behind it. Save it again from a picture program."


def check_png(content: bytes) -> None:
    """Walk the chunks, each with its checksum, from IHDR to IEND."""
    place, name = len(PNG_BEGINS), b""
    while name != b"IEND":
        length = int.from_bytes(content[place : place + 4])
        body = content[place + 4 : place + 8 + length]
        first, name = not name, body[:4]
        checksum = content[place + 8 + length : place + 12 + length]
        if len(body) != length + 4 or int.from_bytes(checksum) != zlib.crc32(body) or (first and name != b"IHDR"):
            raise RefusedDocumentError(_DAMAGED)
        place += 12 + length
    if place != len(content):
        raise RefusedDocumentError(_DAMAGED)


def check_jpeg(content: bytes) -> None:
    """See that the picture ends as it should; cameras fill up with zeros behind the end."""
    if not content.rstrip(b"\0").endswith(_JPEG_ENDS):
        raise RefusedDocumentError(_DAMAGED)
