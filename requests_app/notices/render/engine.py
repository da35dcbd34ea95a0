"""WeasyPrint, held at arm's length: imported by `render_pdf` alone, fetches nothing, sees only our fonts."""

import logging
import re
from functools import lru_cache
from typing import NoReturn

import weasyprint
from django.conf import settings
from weasyprint.text.fonts import FontConfiguration

PDF_UA_1 = "pdf/ua-1"
HEX_COLOR = re.compile(r"#[0-9a-fA-F]{6}")


logging.getLogger("weasyprint.progress").setLevel(logging.WARNING)  # else it reports a dozen steps per notice


class NothingIsFetchedError(ValueError):
    """Something in a notice asked for an address. Nothing in ours does."""


class _ClosedFetcher(weasyprint.urls.URLFetcher):  # type: ignore[misc]  # WeasyPrint ships no types
    """Refuses every address, local files included: a notice is complete in itself."""

    def fetch(self, url: str, headers: object = None) -> NoReturn:
        del headers
        msg = f"A notice may not fetch anything: {url}"
        raise NothingIsFetchedError(msg)


FETCHER = _ClosedFetcher()
FONTS = FontConfiguration()


@lru_cache(maxsize=1)
def _style_sheet() -> weasyprint.CSS:
    css = (settings.BASE_DIR / "static" / "notices" / "notice.css").read_text(encoding="utf-8")
    return weasyprint.CSS(string=css, font_config=FONTS, url_fetcher=FETCHER)


@lru_cache(maxsize=32)
def _accent(color: str) -> weasyprint.CSS:
    css = f":root {{ --accent: {color} }}" if HEX_COLOR.fullmatch(color) else ""
    return weasyprint.CSS(string=css, font_config=FONTS, url_fetcher=FETCHER)


def lay_out(html: str, *, accent_color: str, identifier: bytes) -> tuple[bytes, int]:
    """Return the PDF and its number of pages."""
    options = {"pdf_variant": PDF_UA_1, "pdf_identifier": identifier}
    document = weasyprint.HTML(string=html, url_fetcher=FETCHER).render(
        font_config=FONTS, stylesheets=[_style_sheet(), _accent(accent_color)], **options
    )
    return document.write_pdf(**options), len(document.pages)
