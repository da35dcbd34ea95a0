"""Mails in a folder: each written whole or not at all, under a number and its Message-ID."""

import email
import email.policy
import os
import re
from email.message import EmailMessage
from pathlib import Path

UNSAFE = re.compile(r"[^A-Za-z0-9.@_+-]")
LONGEST_NAME = 120


def parse(content: bytes) -> EmailMessage:
    """Return the message these bytes say."""
    return email.message_from_bytes(content, policy=email.policy.default)


def keep(folder: Path, content: bytes, *, attachments: bool = False) -> Path:
    """Write a mail as `NNNN-<Message-ID>.eml`, and on request what is attached to it beside it, before it."""
    folder.mkdir(parents=True, exist_ok=True)
    message = parse(content)
    message_id = str(message.get("Message-ID", "without-id")).strip().strip("<>")
    stem = f"{_next_number(folder):04}-{UNSAFE.sub('_', message_id)[:LONGEST_NAME]}"
    if attachments:
        for part in message.iter_attachments():
            name = UNSAFE.sub("_", Path(part.get_filename() or "attachment").name)[-LONGEST_NAME:]
            _write_whole(folder / f"{stem}-{name}", bytes(part.get_payload(decode=True) or b""))
    path = folder / f"{stem}.eml"
    _write_whole(path, content)
    return path


def kept(folder: Path) -> list[EmailMessage]:
    """Return the mails in a folder, in the order they came."""
    return [parse(path.read_bytes()) for path in sorted(folder.glob("*.eml"))]


def _next_number(folder: Path) -> int:
    return 1 + max((int(path.name[:4]) for path in folder.glob("[0-9][0-9][0-9][0-9]-*.eml")), default=0)


def _write_whole(path: Path, content: bytes) -> None:
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(content)
    os.replace(part, path)  # noqa: PTH105 - the sentence reads better with its verb first
