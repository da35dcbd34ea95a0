"""WeasyPrint, held at arm's length: imported by `render_pdf` alone, fetches nothing, sees only our fonts."""

import logging
import re
from functools import lru_cache

import pydyf
import weasyprint
from django.conf import settings
from weasyprint.text.fonts import FontConfiguration

from requests_app.notices.render import logo
from requests_app.register.validators import is_readable_on_white

PDF_UA_1 = "pdf/ua-1"
PDF_A_3A = "pdf/a-3a"
"""What can be kept for decades; the mark that everybody can read it is added afterwards (`finish`)."""
TICK_IN_ZAPF_DINGBATS = "4"
LOGO = re.compile(rf"{logo.SCHEME}[0-9a-f]{{64}}")
HEX_COLOR = re.compile(r"#[0-9a-fA-F]{6}")


logging.getLogger("weasyprint.progress").setLevel(logging.WARNING)  # else it reports a dozen steps per notice


class NothingIsFetchedError(ValueError):
    """Something in a notice asked for an address. Nothing in ours does."""


class _ClosedFetcher(weasyprint.urls.URLFetcher):  # type: ignore[misc]  # WeasyPrint ships no types
    """Refuses every address, local files included: a notice is complete in itself. A logo is named by its digest."""

    def fetch(self, url: str, headers: object = None) -> weasyprint.urls.URLFetcherResponse:
        del headers
        if LOGO.fullmatch(url):
            return weasyprint.urls.URLFetcherResponse(
                url, body=logo.png_of(url.removeprefix(logo.SCHEME)), headers={"Content-Type": logo.PNG}
            )
        msg = f"A notice may not fetch anything: {url}"
        raise NothingIsFetchedError(msg)


FETCHER = _ClosedFetcher()
FONTS = FontConfiguration()


@lru_cache(maxsize=2)
def _style_sheet(name: str) -> weasyprint.CSS:
    css = (settings.BASE_DIR / "static" / "notices" / name).read_text(encoding="utf-8")
    return weasyprint.CSS(string=css, font_config=FONTS, url_fetcher=FETCHER)


@lru_cache(maxsize=32)
def _accent(color: str) -> weasyprint.CSS:
    is_fit = HEX_COLOR.fullmatch(color) and is_readable_on_white(color)
    css = f":root {{ --accent: {color} }}" if is_fit else ""
    return weasyprint.CSS(string=css, font_config=FONTS, url_fetcher=FETCHER)


def _ticks_are_drawn(_document: object, pdf: pydyf.PDF) -> None:
    """Say with which sign a box is ticked: programs that draw fields anew would draw none."""
    if "AcroForm" not in pdf.catalog:
        return
    form = pdf.catalog["AcroForm"]
    sign = pydyf.Dictionary({"Type": "/Font", "Subtype": "/Type1", "BaseFont": "/ZapfDingbats"})
    pdf.add_object(sign)
    fonts = _object(pdf, _object(pdf, form["DR"])["Font"])
    form["DR"] = pydyf.Dictionary({"Font": pydyf.Dictionary({**fonts, "ZaDb": sign.reference})})
    for field in (_object(pdf, reference) for reference in form["Fields"]):
        if field["FT"] == "/Btn":
            field["DA"] = pydyf.String("0 g /ZaDb 0 Tf")
            field["MK"]["CA"] = pydyf.String(TICK_IN_ZAPF_DINGBATS)


def _object(pdf: pydyf.PDF, reference: bytes) -> pydyf.Dictionary:
    return pdf.objects[int(reference.split()[0])]


def lay_out(
    html: str,
    *,
    accent_color: str,
    identifier: bytes,
    style: str = "notice.css",
    fillable: bool = False,
    variant: str = PDF_UA_1,
) -> tuple[bytes, int]:
    """Return the PDF and its number of pages. `style` is one of `static/notices`; `fillable` keeps inputs as fields."""
    options = {"pdf_variant": variant, "pdf_identifier": identifier, "pdf_forms": fillable}
    document = weasyprint.HTML(string=html, url_fetcher=FETCHER).render(
        font_config=FONTS, stylesheets=[_style_sheet(style), _accent(accent_color)], **options
    )
    return document.write_pdf(finisher=_ticks_are_drawn, **options), len(document.pages)
