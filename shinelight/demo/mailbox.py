"""What the mail catcher wrote down: finds a mail by its Message-ID and takes the PDF that lies beside it."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from shinelight.demo.problem import DemoError
from shinelight.local import mail


@dataclass(frozen=True, slots=True, kw_only=True)
class CaughtNotice:
    """A notice as it arrived: the mail, the PDF beside it, and the SHA-256 of the PDF."""

    mail: Path
    pdf: Path
    digest: str


def arrived(folder: Path, message_id: str) -> list[Path]:
    """Return the files of the mails with this Message-ID, the first one first; the catcher names files after it."""
    return sorted(folder.glob(f"*-{message_id}.eml"))


def take_notice(path: Path) -> CaughtNotice:
    """Return the mail's notice: the PDF beside the mail, which is what is attached to it, byte for byte."""
    for part in mail.parse(path.read_bytes()).iter_attachments():
        content = part.get_content()
        if part.get_content_type() == "application/pdf" and isinstance(content, bytes):
            beside = next((pdf for pdf in path.parent.glob(f"{path.stem}-*.pdf") if pdf.read_bytes() == content), None)
            if beside is not None and content.startswith(b"%PDF-"):
                return CaughtNotice(mail=path, pdf=beside, digest=hashlib.sha256(content).hexdigest())
    msg = f"The notice arrived without its PDF: {path}"
    raise DemoError(msg)
