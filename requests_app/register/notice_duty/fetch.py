"""A page from the web: over http or https alone, within limits, and never from inside the operator's own network.

The name is looked up once, and the connection goes to the very address that was looked at: nobody can answer with
another one in between. Raises `PageError` with a sentence that says what to look after.
"""

import http.client
import ipaddress
import socket
import ssl
import time
from dataclasses import dataclass
from email.message import Message
from urllib.parse import SplitResult, urljoin, urlsplit

SECONDS = 20.0
MOST_BYTES = 3 << 20
MOST_REDIRECTS = 5
_CHUNK = 1 << 16
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PORTS = {"http": 80, "https": 443}
_HEADERS = {
    "User-Agent": "Shinelight/1 (daily check of the page about California privacy rights)",
    "Accept": "text/html, application/xhtml+xml",
    "Accept-Encoding": "identity",
    "Connection": "close",
}


class PageError(Exception):
    """The page could not be read; the message is a sentence for staff."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it came, and the address it came from in the end."""

    url: str
    html: str


def fetch(url: str, *, private_too: bool = False, seconds: float = SECONDS) -> Page:
    """Return a page. `private_too` lets it lie inside the operator's network."""
    until = time.monotonic() + seconds
    for _hop in range(MOST_REDIRECTS + 1):
        status, headers, body = _ask(url, private_too=private_too, until=until)
        if status in _REDIRECTS and headers.get("Location"):
            url = urljoin(url, str(headers["Location"]))
            continue
        if status != http.client.OK:
            msg = f"The page answers with status {status} instead of showing itself."
            raise PageError(msg)
        charset = headers.get_content_charset("utf-8") or "utf-8"
        try:
            return Page(url, body.decode(charset, "replace"))
        except LookupError:
            return Page(url, body.decode("utf-8", "replace"))
    msg = f"The page leads on and on: more than {MOST_REDIRECTS} redirects."
    raise PageError(msg)


def _ask(url: str, *, private_too: bool, until: float) -> tuple[int, Message, bytes]:
    parts = _split(url)
    port = parts.port or _PORTS[parts.scheme]
    try:
        sock = _connected(str(parts.hostname), port, private_too=private_too, until=until)
        with sock:
            return _answer(_secured(sock, parts), parts, port, until=until)
    except TimeoutError as error:
        msg = "The page does not come in time."
        raise PageError(msg) from error
    except ssl.SSLCertVerificationError as error:
        msg = f"The page's certificate is not good: {error.verify_message}."
        raise PageError(msg) from error
    except (OSError, http.client.HTTPException) as error:
        msg = f"The page cannot be reached ({type(error).__name__})."
        raise PageError(msg) from error


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        msg = f"This is no address of a page: {url[:200]}"
        raise PageError(msg) from error
    if parts.scheme not in _PORTS or not parts.hostname:
        msg = f"This is no address of a page on the web: {url[:200]}"
        raise PageError(msg)
    return parts


def _connected(host: str, port: int, *, private_too: bool, until: float) -> socket.socket:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError) as error:
        msg = f"Nobody knows the name {host}."
        raise PageError(msg) from error
    addresses = [str(each[4][0]) for each in found]
    allowed = [each for each in addresses if private_too or ipaddress.ip_address(each.partition("%")[0]).is_global]
    if not allowed:
        msg = f"{host} lies inside a private network, where no customer can read it."
        raise PageError(msg)
    return socket.create_connection((allowed[0], port), timeout=_left(until))


def _secured(sock: socket.socket, parts: SplitResult) -> socket.socket:
    if parts.scheme == "http":
        return sock
    return ssl.create_default_context().wrap_socket(sock, server_hostname=parts.hostname)


def _answer(sock: socket.socket, parts: SplitResult, port: int, *, until: float) -> tuple[int, Message, bytes]:
    connection = http.client.HTTPConnection(str(parts.hostname), port)
    connection.sock = sock
    sock.settimeout(_left(until))
    target = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
    default = port == _PORTS[parts.scheme]
    host = str(parts.hostname) if default else f"{parts.hostname}:{port}"
    connection.request("GET", target, headers=_HEADERS | {"Host": host})
    answer = connection.getresponse()
    body = bytearray()
    while chunk := answer.read1(_CHUNK):
        body += chunk
        if len(body) > MOST_BYTES:
            msg = f"The page is larger than {MOST_BYTES >> 20} MB."
            raise PageError(msg)
        sock.settimeout(_left(until))
    return answer.status, answer.headers, bytes(body)


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
