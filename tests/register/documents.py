"""Documents as people upload them, and as nobody should: made here, each as small as it may be."""

import io
import zlib
from zipfile import ZipFile

import pikepdf

PROGRAM = b"MZ\x90\x00" + b"\0" * 60
WEB_PAGE = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
LETTER = "Dear Sir or Madam,\r\n\r\nwe use the list for our own mailings – as agreed.\r\n".encode()
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + b"\x11" * 40 + b"\xff\xd9"


def a_pdf(*, script: bool = False, packed: bool = False, attached: bool = False, password: str = "") -> bytes:
    """Return a PDF of one page."""
    document = pikepdf.new()
    document.add_blank_page()
    if script:
        action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        document.Root.OpenAction = document.make_indirect(action)
    if attached:
        document.attachments["run.bat"] = b"echo"
    file = io.BytesIO()
    mode = pikepdf.ObjectStreamMode.generate if packed else pikepdf.ObjectStreamMode.disable
    encryption = pikepdf.Encryption(owner=password, user=password) if password else False
    document.save(file, object_stream_mode=mode, encryption=encryption)
    return file.getvalue()


def a_docx(**more: bytes) -> bytes:
    """Return a Word document; further parts are named by keywords, `__` for a slash and `_` for a dot."""
    file = io.BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", more.pop("types", b"<Types/>"))
        archive.writestr("word/document.xml", more.pop("document", b"<w:document/>"))
        for name, content in more.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return file.getvalue()


def a_zip() -> bytes:
    """Return an archive that is no document."""
    file = io.BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr("letter.txt", LETTER)
    return file.getvalue()


def a_png() -> bytes:
    """Return a picture of one dot."""
    chunks = ((b"IHDR", b"\0\0\0\1\0\0\0\1\x08\0\0\0\0"), (b"IDAT", zlib.compress(b"\0\0")), (b"IEND", b""))
    packed = (len(body).to_bytes(4) + name + body + zlib.crc32(name + body).to_bytes(4) for name, body in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)
