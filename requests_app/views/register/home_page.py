"""The text for the business's own home page, (b)(1)(B): the link and the page it leads to, ready to be copied."""

import re
from dataclasses import dataclass
from html import unescape

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.html import strip_tags
from django.views.decorators.http import require_safe

from requests_app.notices.render.text import tidy
from requests_app.requests.languages import offered_by
from requests_app.views import business, dates
from requests_app.views.guards import reads_register
from requests_app.views.register.place import place
from requests_app.views.rights import rights_of

WORDINGS = ("Your Privacy Rights", "Your California Privacy Rights")
"""The words of the law: they stay English on a page of any language."""
_LINK = re.compile(r'<a\b[^>]*?href="([^"]+)"[^>]*>(.*?)</a>', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Snippet:
    """What to copy, in one language."""

    code: str
    name: str
    links: tuple[str, ...]
    page: str
    plain: str


@require_safe
@reads_register
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the link and the page of the rights as they belong on the business's own site today."""
    where = place(request, slug, here="register_home_page")
    shown = business.of(where.business)
    snippets = [_snippet(shown, code, name) for code, name in offered_by(where.business.languages)]
    return render(request, "staff/register/home_page.html", {"at": where, "snippets": snippets})


def _snippet(shown: business.Shown, code: str, name: str) -> Snippet:
    with translation.override(code):
        address = f"{settings.SITE_URL}{reverse('public:privacy_rights')}{shown.query}"
        values = {**rights_of(shown, on=dates.today(timezone.now())), "site": settings.SITE_URL}
        rights = tidy(render_to_string("public/parts/rights.html", values))
    return Snippet(
        code=code,
        name=name,
        links=tuple(f'<a href="{address}">{wording}</a>' for wording in WORDINGS),
        page="\n".join(line for line in rights.splitlines() if line.strip()),
        plain=_plain(rights),
    )


def _plain(page: str) -> str:
    """Return the page without marks; where a link leads stands behind its words."""
    text = _LINK.sub(lambda link: link[2] if link[2] in link[1] else f"{link[2]}: {link[1]}", page)
    return tidy("\n".join(line.strip() for line in unescape(strip_tags(text)).splitlines()))
