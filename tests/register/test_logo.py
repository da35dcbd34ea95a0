"""The logo of a letterhead: nothing but its dots is kept, and whatever else an upload holds is gone or refused."""

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from requests_app.register.evidence.refusal import RefusedDocumentError
from requests_app.register.logo import MOST_BYTES, MOST_HIGH, MOST_WIDE, drawn_anew

SECRET = "Photographed at home"


def a_picture(
    kind: str = "PNG", *, size: tuple[int, int] = (120, 60), mode: str = "RGB", color: object = "navy"
) -> bytes:
    out = BytesIO()
    Image.new(mode, size, color).save(out, kind)  # type: ignore[arg-type] # a name, or numbers
    return out.getvalue()


def seen(png: bytes) -> Image.Image:
    picture = Image.open(BytesIO(png))
    picture.load()
    return picture


@pytest.mark.parametrize(("kind", "name"), [("PNG", "logo.png"), ("JPEG", "Logo.JPG")])
def test_what_is_kept_is_a_png_of_the_same_dots(kind: str, name: str) -> None:
    kept = drawn_anew(a_picture(kind), file_name=name)

    picture = seen(kept.png)
    assert (picture.format, picture.mode, picture.size) == ("PNG", "RGB", (kept.width, kept.height))
    assert picture.size == (120, 60)
    near = zip(picture.getpixel((60, 30)), (0, 0, 128), strict=True)  # type: ignore[arg-type] # three numbers
    assert all(abs(found - wanted) < 6 for found, wanted in near)


def test_the_same_upload_makes_the_same_bytes() -> None:
    assert drawn_anew(a_picture(), file_name="a.png") == drawn_anew(a_picture(), file_name="b.png")


def test_what_lies_in_a_picture_beside_its_dots_is_gone() -> None:
    out, words = BytesIO(), PngInfo()
    words.add_text("Comment", SECRET)
    Image.new("RGB", (120, 60)).save(out, "PNG", pnginfo=words, dpi=(72, 72))
    assert SECRET.encode() in out.getvalue()

    kept = drawn_anew(out.getvalue(), file_name="logo.png")

    chunks, place = [], 8
    while place < len(kept.png):
        length, name = struct.unpack(">I4s", kept.png[place : place + 8])
        chunks.append(name)
        place += 12 + length
    assert set(chunks) == {b"IHDR", b"IDAT", b"IEND"}


def test_what_is_clear_is_white_as_paper() -> None:
    kept = drawn_anew(a_picture(mode="RGBA", color=(255, 0, 0, 0)), file_name="logo.png")

    assert seen(kept.png).getpixel((1, 1)) == (255, 255, 255)


@pytest.mark.parametrize("size", [(5_000, 400), (900, 3_000)])
def test_a_large_picture_is_made_as_small_as_it_is_printed(size: tuple[int, int]) -> None:
    kept = drawn_anew(a_picture(size=size), file_name="logo.png")

    assert kept.width <= MOST_WIDE
    assert kept.height <= MOST_HIGH
    assert kept.width / kept.height == pytest.approx(size[0] / size[1], rel=0.02)


def says_of_large_size() -> bytes:
    """Return a small PNG, whole by its checksums, that says that it is 60,000 dots wide and as high."""
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"\0")),
        (b"IEND", b""),
    )
    parts = (
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', "logo.svg", "drawing"),
        (b'\n<?xml version="1.0"?><svg/>', "logo.png", "drawing"),
        (a_picture(), "logo.svg", "drawing"),
        (a_picture(), "logo.jpg", "name ends in"),
        (a_picture("GIF"), "logo.gif", "none of the kinds"),
        (b"Just words.", "logo.txt", "no picture"),
        (a_picture() + b"PK\x03\x04", "logo.png", "something else hangs on"),
        (a_picture("JPEG")[:400] + b"\xff\xd9", "logo.jpg", "cannot be read"),
        (b"\x89PNG\r\n\x1a\n" + bytes(MOST_BYTES), "logo.png", "more than 2 MB"),
        (a_picture(size=(300, 10)), "logo.png", "a blur in print"),
        (says_of_large_size(), "logo.png", "(too many dots|cannot be read)"),
    ],
)
def test_what_is_no_sound_picture_is_refused_with_what_to_do(content: bytes, name: str, says: str) -> None:
    with pytest.raises(RefusedDocumentError, match=says):
        drawn_anew(content, file_name=name)
