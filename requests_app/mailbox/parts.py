"""The tree of a message's parts, walked once: the text a person wrote, the files, the messages inside."""

import re
from dataclasses import dataclass, field
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32

from requests_app.mailbox.attachments import Attachment, attachment_of, bytes_of, name_of, raw_text
from requests_app.mailbox.charsets import clean, decode
from requests_app.mailbox.headers import Headers
from requests_app.mailbox.htmltext import text_of
from requests_app.mailbox.tnef import body_of

LONGEST_TEXT = 500_000
"""Characters of a message's text that are read."""
_LONGEST_PAGE = 4_000_000
_DEEPEST = 40
_STUB = 200
_LARGE_PICTURE = 50_000
_MEDIA_TYPE = re.compile(r"\s*([\w.+-]{1,100}/[\w.+-]{1,100})")
_TNEF = {"application/ms-tnef", "application/vnd.ms-tnef"}
_ENCRYPTED = {"multipart/encrypted", "application/pgp-encrypted"}
_MESSAGES = {"message/rfc822", "message/global"}
_HEADER_BLOCKS = {"text/rfc822-headers", "message/rfc822-headers", "message/global-headers"}
_REPORTS = {"message/delivery-status", "message/global-delivery-status"}


@dataclass(slots=True)
class Found:
    """What the parts of a message hold, as far as the walk has come."""

    texts: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    attached_texts: list[str] = field(default_factory=list)
    calendars: list[str] = field(default_factory=list)
    files: list[Attachment] = field(default_factory=list)
    pictures: list[Attachment] = field(default_factory=list)
    inner: list[Message] = field(default_factory=list)
    reports: list[Headers] = field(default_factory=list)
    originals: list[Headers] = field(default_factory=list)
    types: set[str] = field(default_factory=set)
    defects: set[str] = field(default_factory=set)

    @property
    def text(self) -> str:
        """All text, in order."""
        return "\n\n".join(text for text in self.texts if text.strip())


def media_type_of(part: Message) -> str:
    """Return type and subtype, `text/plain` where the part says none or nonsense."""
    found = _MEDIA_TYPE.match(str(part.get("content-type", "")))
    return found[1].casefold() if found else str(part.get_default_type())


def walk(part: Message, found: Found, depth: int = 0) -> None:
    """Read a part and all parts below it."""
    _read_names(part)
    kind = media_type_of(part)
    found.types.add(kind)
    found.defects.update(type(each).__name__ for each in part.defects)
    if depth > _DEEPEST:
        found.defects.add("TooDeep")
    elif kind in _MESSAGES:
        _message(part, found)
    elif kind in _REPORTS:
        _report(part, found)
    elif kind in _HEADER_BLOCKS:
        found.originals.append(_block(bytes_of(part)))
    elif not part.is_multipart():
        _leaf(part, kind, found)
    elif kind == "multipart/alternative":
        _alternative(part, found, depth)
    else:
        for child in _children(part):
            walk(child, found, depth + 1)


def _read_names(part: Message) -> None:
    """Read the letters of file names that were sent as plain bytes, before the library takes them for nothing."""
    for name, value in [*part.raw_items()]:
        if name.casefold() in {"content-type", "content-disposition"} and not str(value).isascii():
            part.replace_header(name, decode(str(value).encode("utf-8", "surrogateescape")))


def _children(part: Message) -> list[Message]:
    payload = part.get_payload()
    return [each for each in payload if isinstance(each, Message)] if isinstance(payload, list) else []


def _alternative(part: Message, found: Found, depth: int) -> None:
    """Take the text once: the plain form, unless it is blank or only says that there is another."""
    below = []
    for child in _children(part):
        each = Found(defects=found.defects, types=found.types)
        walk(child, each, depth + 1)
        below.append(each)
    for each in below:
        for name in ("attached_texts", "calendars", "files", "pictures", "inner", "reports", "originals", "pages"):
            getattr(found, name).extend(getattr(each, name))
    written = [each.text for each in below if each.text.strip()]
    if written:
        first, longest = written[0], max(written, key=len)
        found.texts.append(longest if len(first) < _STUB and len(longest) > 2 * len(first) else first)


def _message(part: Message, found: Found) -> None:
    inside = _children(part)
    if not inside or (not inside[0].keys() and str(part.get("content-transfer-encoding", "")).strip()):
        # Encoded, which no message may be (RFC 2046, 5.2.1), or not read as one: its bytes are.
        inside = [parsed(bytes_of(inside[0] if inside else part), encoded_by=part)]
    found.inner.extend(inside)
    raw = _as_bytes(inside[0]) if inside[0].keys() else b""
    name = name_of(part) or "forwarded message.eml"
    found.files.append(attachment_of(part, "message/rfc822", content=lambda: raw, name=name))


def _as_bytes(message: Message) -> bytes:
    try:
        return message.as_bytes(policy=compat32.clone(max_line_length=0))
    except (RecursionError, ValueError, LookupError):  # hundreds of messages in each other, or no charset at all
        return "\n".join(f"{name}: {value}" for name, value in message.raw_items()).encode("utf-8", "surrogateescape")


def parsed(raw: bytes, *, encoded_by: Message | None = None) -> Message:
    """Parse a message's bytes by the old policy: the new one raises for headers that real servers send."""
    if encoded_by is not None:
        wrapper = Message()
        wrapper["Content-Transfer-Encoding"] = str(encoded_by.get("content-transfer-encoding", ""))
        wrapper.set_payload(raw.decode("ascii", "surrogateescape"))
        raw = bytes_of(wrapper)
    return BytesParser(policy=compat32).parsebytes(raw)


def _report(part: Message, found: Found) -> None:
    blocks = _children(part)
    if blocks:
        found.reports.extend(Headers.of(block) for block in blocks)
    else:
        found.reports.extend(_block(each) for each in bytes_of(part).replace(b"\r\n", b"\n").split(b"\n\n"))


def _block(raw: bytes) -> Headers:
    return Headers.of(BytesParser(policy=compat32).parsebytes(raw, headersonly=True))


def _leaf(part: Message, kind: str, found: Found) -> None:
    disposition = str(part.get("content-disposition", "")).strip().casefold()
    name = name_of(part)
    is_file = disposition.startswith("attachment") or bool(name)
    if kind == "text/calendar":
        found.calendars.append(clean(_text(part))[:LONGEST_TEXT])
        if is_file:
            found.files.append(attachment_of(part, kind))
    elif kind in _TNEF or name.casefold() == "winmail.dat":
        found.texts.append(clean(body_of(bytes_of(part))))
        found.files.append(attachment_of(part, kind))
    elif is_file:
        _file(part, kind, name, found)
    elif kind == "text/html":
        page = _text(part)[:_LONGEST_PAGE]
        found.pages.append(page)
        found.texts.append(clean(text_of(page))[:LONGEST_TEXT])
    elif kind.startswith(("text/", "multipart/")) or part.get("content-type") is None:
        found.texts.append(clean(_text(part))[:LONGEST_TEXT])
    elif raw_text(part).strip():
        _file(part, kind, name, found)


def _file(part: Message, kind: str, name: str, found: Found) -> None:
    file = attachment_of(part, kind)
    if name.casefold().endswith(".eml") and file.kept:
        found.inner.append(parsed(file.content()))
    if kind.startswith("text/") and file.kept:
        text = decode(file.content()[:_LONGEST_PAGE], _charset(part))
        found.attached_texts.append(clean(text_of(text) if kind == "text/html" else text)[:LONGEST_TEXT])
    is_shown_in_text = bool(part.get("content-id")) and kind.startswith("image/") and file.size < _LARGE_PICTURE
    (found.pictures if is_shown_in_text else found.files).append(file)


def _text(part: Message) -> str:
    return decode(bytes_of(part), _charset(part))


def _charset(part: Message) -> str:
    try:
        value = part.get_param("charset")
    except (ValueError, LookupError, TypeError):
        return ""
    return str(value[2] if isinstance(value, tuple) else value or "")


def is_encrypted(types: set[str], files: list[Attachment]) -> bool:
    """Say whether the words are locked away in an encrypted part."""
    return bool(types & _ENCRYPTED) or any(
        each.media_type in {"application/pkcs7-mime", "application/x-pkcs7-mime"}
        or each.name.casefold().endswith(".p7m")
        for each in files
    )
