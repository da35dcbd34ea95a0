"""How a business's letters look: its logo and its colour. A part of the door for writes."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from requests_app.register import edit, logo
from requests_app.register.models import Business
from requests_app.register.validators import check_accent_color
from requests_app.requests.move import Actor
from requests_app.requests.permissions import check_can_keep_register
from requests_app.requests.reach import check_reaches


@dataclass(frozen=True, slots=True)
class Upload:
    """A picture as it was uploaded."""

    content: bytes
    file_name: str


def set_letterhead(
    *, business: Business, accent_color: str, upload: Upload | None, without_logo: bool, by: User, now: datetime
) -> None:
    """Set the colour, and the logo where one is uploaded or is to go; letters laid out so far keep theirs.

    Raises `RefusedDocumentError` for a picture that is not taken, `ValidationError` for a colour.
    """
    check_can_keep_register(by)
    check_reaches(by, business.pk)
    check_accent_color(accent_color)
    picture = logo.drawn_anew(upload.content, file_name=upload.file_name) if upload else None
    actor = Actor.staff(by).label
    with transaction.atomic():
        row = Business.objects.select_for_update().get(pk=business.pk)
        row.accent_color = accent_color
        if picture is not None:
            row.logo = logo.kept(row, picture, actor=actor, at=now)
        elif without_logo:
            row.logo = None
        edit.save(row, actor=actor, at=now)
