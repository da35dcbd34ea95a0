"""Sign a notice: an invisible signature (PAdES) that a reader's program checks, and that keeps PDF/UA and PDF/A.

A notice that cannot be signed goes out unsigned, for the due date does not wait; staff are told until one is signed.
"""

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING

from django.conf import settings

from requests_app.notices.models import Notice
from requests_app.notices.render import RenderedPdf
from shinelight.signing import Device, Signing

if TYPE_CHECKING:  # loaded late: web processes sign nothing
    from collections.abc import Callable

    from pkcs11 import Session
    from pyhanko.sign import Signer

logger = logging.getLogger(__name__)
FIELD = "Signature"


@dataclass(frozen=True, slots=True)
class Signed:
    """The file as it goes out, and why it is unsigned, where it should not be."""

    rendered: RenderedPdf
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Unsigned:
    """The task: notices go out unsigned, since when is told by the last one, and why."""

    business: str
    says: str


def signed(rendered: RenderedPdf) -> Signed:
    """Return the file with its signature; as it was, with what went wrong, where that fails or no key is named."""
    with_what: Signing | None = settings.NOTICE_SIGNING
    if with_what is None:
        return Signed(rendered)
    try:
        # Signing runs an event loop, and a thread that has one running already can have no second.
        with ThreadPoolExecutor(max_workers=1) as apart:
            pdf = apart.submit(_sign, rendered.pdf, with_what).result()
    except Exception as error:
        _forget_key()  # a device that was pulled out and put in again is opened anew
        logger.warning("A notice could not be signed: %s", type(error).__name__, exc_info=True)
        return Signed(rendered, problem=f"{type(error).__name__}: {error}"[:300])
    return Signed(RenderedPdf(pdf=pdf, pages=rendered.pages, digest=sha256(pdf).hexdigest()))


def signature_of(content: bytes) -> bytes | None:
    """Return the signature of bytes that are no PDF, to lie in a file beside them (CMS, DER).

    None where no key is named. What a key or a device cannot do is raised: whoever asks has to say so.
    """
    with_what: Signing | None = settings.NOTICE_SIGNING
    if with_what is None:
        return None
    try:
        # An event loop of its own, as for a PDF.
        with ThreadPoolExecutor(max_workers=1) as apart:
            return apart.submit(_sign_beside, content, with_what).result()
    except Exception:
        _forget_key()
        raise


def unsigned(businesses: frozenset[int] | None = None) -> list[Unsigned]:
    """Return the task of each business whose last notice could not be signed; of these businesses, or of all."""
    if settings.NOTICE_SIGNING is None:
        return []
    of = "disclosure_request__business"
    notices = Notice.objects.select_related(of).only(f"{of}__legal_name", "unsigned_because")
    if businesses is not None:
        notices = notices.filter(**{f"{of}__in": businesses})
    last: dict[str, str] = {}
    newest_first = notices.order_by("-id")[:LOOKED_AT]
    for notice in newest_first:
        last.setdefault(notice.disclosure_request.business.legal_name, notice.unsigned_because)
    return [Unsigned(name, says) for name, says in sorted(last.items()) if says]


LOOKED_AT = 50
"""How many of the newest notices tell whether signing works."""


def _sign(pdf: bytes, with_what: Signing) -> bytes:
    # Costs half a second once, and only a worker needs it.
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # noqa: PLC0415
    from pyhanko.sign import fields, signers, timestamps  # noqa: PLC0415

    url = with_what.timestamp_url
    signer = signers.PdfSigner(
        signers.PdfSignatureMetadata(
            field_name=FIELD, md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES, app_build_props=None
        ),
        signer=_signer(with_what, _changed(with_what)),
        timestamper=timestamps.HTTPTimeStamper(url, timeout=settings.EMAIL_TIMEOUT) if url else None,
    )
    out = BytesIO()
    signer.sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), output=out)
    return out.getvalue()


def _sign_beside(content: bytes, with_what: Signing) -> bytes:
    from pyhanko.sign import timestamps  # noqa: PLC0415 - as above

    url = with_what.timestamp_url
    stamper = timestamps.HTTPTimeStamper(url, timeout=settings.EMAIL_TIMEOUT) if url else None
    signer = _signer(with_what, _changed(with_what))
    found = asyncio.run(signer.async_sign_general_data(content, "sha256", detached=True, timestamper=stamper))
    return bytes(found.dump())


def _changed(with_what: Signing) -> int:
    """Return when the key's file changed last, in nanoseconds since 1970; a device has no such time."""
    return 0 if isinstance(with_what.key, Device) else with_what.key.stat().st_mtime_ns


@lru_cache(maxsize=1)
def _signer(with_what: Signing, changed: int) -> "Signer":
    """Read the key; anew when its file `changed`. A device is opened once, and signs from then on."""
    del changed
    if isinstance(with_what.key, Device):
        return _in_device(with_what.key, with_what.password)
    from pyhanko.sign import signers  # noqa: PLC0415 - as above

    read: Callable[..., Signer | None] = signers.SimpleSigner.load_pkcs12
    signer = read(str(with_what.key), passphrase=with_what.password.encode() or None)
    if signer is None:
        msg = "The key file cannot be opened: it is no PKCS#12 file, or the password is another."
        raise ValueError(msg)
    return signer


def _in_device(device: Device, pin: str) -> "Signer":
    from pyhanko.config.pkcs11 import TokenCriteria  # noqa: PLC0415 - as above
    from pyhanko.sign import pkcs11  # noqa: PLC0415 - as above

    _close_devices()
    criteria = TokenCriteria(label=device.token)
    session = pkcs11.open_pkcs11_session(str(device.library), token_criteria=criteria, user_pin=pin)
    _open.append(session)
    # Every device signs a digest; not every one works the digest of a file out.
    return pkcs11.PKCS11Signer(session, cert_label=device.key, key_label=device.key, use_raw_mechanism=True)


_open: "list[Session]" = []
"""The session with the device. One program logs in once: a second session is refused while the first is open."""


def _forget_key() -> None:
    _signer.cache_clear()
    _close_devices()


def _close_devices() -> None:
    """Close what is open, and not when nobody happens to hold it any more: a log's traceback may hold it for long."""
    while _open:
        try:
            _open.pop().close()
        except Exception:
            logger.warning("The session with the signing device could not be closed.", exc_info=True)
