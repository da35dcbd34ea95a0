"""The files of what was destroyed: removed for good, and none that somebody still needs."""

from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction

from requests_app.requests import raw_mail
from requests_app.requests.models import IncomingMessage
from requests_app.retention.tables_of_requests import GONE


def name_of(digest: str) -> str:
    """Return how the store names the file of a mail."""
    return str(raw_mail.path_of(digest).relative_to(settings.MEDIA_ROOT))


def remove(name: str) -> None:
    """Remove a file, so that it does not come back after a power cut either. Raises `OSError`.

    The bytes of a mail stay where the same ones came again meanwhile and belong to another.
    """
    digest = raw_mail.digest_of(name)
    if not digest:
        _remove(name)
        return
    with transaction.atomic():
        raw_mail.hold(digest)
        if not IncomingMessage.objects.filter(raw_digest=digest).exclude(why__in=GONE).exists():
            _remove(name)


def _remove(name: str) -> None:
    default_storage.delete(name)
    folder = Path(default_storage.path(name)).parent
    if folder.is_dir():
        raw_mail.sync(folder)
