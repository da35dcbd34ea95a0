"""The logo of a letterhead: looked into as every upload is, then drawn anew, so that nothing but its dots is kept.

Drawings (SVG) are not taken: they can fetch, run scripts and name fonts, and a notice has to look the same for decades.
"""

import hashlib
import warnings
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from PIL import Image, ImageOps

from requests_app.register.evidence.media import JPEG, PNG, media_of
from requests_app.register.evidence.refusal import RefusedDocumentError
from requests_app.register.models import Business, Logo

MOST_BYTES = 2 << 20
MOST_DOTS = 40_000_000
"""Of a picture as it is uploaded; a small file can say that it is a large one."""
MOST_WIDE, MOST_HIGH = 1_200, 480
"""Dots of what is kept: 300 for each inch of the place that a letterhead has."""
LEAST_HIGH = 24
FORMATS = {PNG.media_type: "PNG", JPEG.media_type: "JPEG"}
_WHITE = (255, 255, 255, 255)


@dataclass(frozen=True, slots=True)
class Picture:
    """A logo as it is kept."""

    png: bytes
    width: int
    height: int

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.png).hexdigest()


def drawn_anew(content: bytes, *, file_name: str) -> Picture:
    """Return the picture of an upload on white, no larger than it is printed. Raises `RefusedDocumentError`."""
    if len(content) > MOST_BYTES:
        msg = f"This picture has more than {MOST_BYTES >> 20} MB. Save it smaller."
        raise RefusedDocumentError(msg)
    if content.lstrip()[:5].lower() in {b"<?xml", b"<svg ", b"<svg>", b"<!doc"} or file_name.lower().endswith(".svg"):
        msg = "This is a drawing (SVG), which may fetch things when it is opened. Save it as PNG, and choose that."
        raise RefusedDocumentError(msg)
    media = media_of(content, file_name=file_name)
    if media.media_type not in FORMATS:
        msg = "This is no picture. Choose a PNG or a JPEG."
        raise RefusedDocumentError(msg)
    picture = _fitted(_opened(content, FORMATS[media.media_type]))
    if picture.height < LEAST_HIGH:
        msg = f"This picture is {picture.height} dots high, a blur in print. Choose one of {LEAST_HIGH} or more."
        raise RefusedDocumentError(msg)
    out = BytesIO()
    picture.save(out, "PNG", optimize=True)
    return Picture(png=out.getvalue(), width=picture.width, height=picture.height)


def kept(business: Business, picture: Picture, *, actor: str, at: datetime) -> Logo:
    """Keep a picture for a business, once."""
    logo, _ = Logo.objects.get_or_create(
        business=business,
        digest=picture.digest,
        defaults={
            "png": picture.png,
            "width": picture.width,
            "height": picture.height,
            "kept_at": at,
            "kept_by": actor,
        },
    )
    return logo


def _opened(content: bytes, kind: str) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the next line asks for less
            picture = Image.open(BytesIO(content), formats=[kind])
        if picture.width * picture.height > MOST_DOTS:
            msg = "This picture has too many dots. Save it smaller."
            raise RefusedDocumentError(msg)
        picture.load()
        turned: Image.Image = ImageOps.exif_transpose(picture)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        msg = "This picture cannot be read. Save it again from a picture program, and choose that."
        raise RefusedDocumentError(msg) from error
    return turned


def _fitted(picture: Image.Image) -> Image.Image:
    """Return it on white, since paper is, and no larger than it can be printed."""
    seen = picture.convert("RGBA")
    ground = Image.new("RGBA", seen.size, _WHITE)
    ground.alpha_composite(seen)
    plain = ground.convert("RGB")
    plain.thumbnail((MOST_WIDE, MOST_HIGH), Image.Resampling.LANCZOS)
    plain.info.clear()
    return plain
