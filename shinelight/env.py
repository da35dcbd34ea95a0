"""Typed readers of the environment: a malformed value stops the start with a sentence that says how to mend it.

`docs/settings.md` lists every variable; a test compares that page with `READ`.
"""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured
from redis.backoff import NoBackoff
from redis.retry import Retry

TRUE_WORDS = frozenset({"1", "true", "yes", "on"})
FALSE_WORDS = frozenset({"0", "false", "no", "off", ""})


@dataclass(frozen=True, slots=True)
class Variable:
    """One environment variable that the program reads."""

    name: str
    default: str
    says: str


READ: dict[str, Variable] = {}
"""Every variable read so far, by name, in the order of reading."""


def _read(name: str, default: str | None, says: str) -> str:
    READ[name] = Variable(name, "(required)" if default is None else default, says)
    value = os.environ.get(name)
    if value is not None:
        return value
    if default is None:
        msg = f"{name} is not set. {says}"
        raise ImproperlyConfigured(msg)
    return default


def text(name: str, default: str | None, says: str) -> str:
    """Read a text. `default=None` makes the variable required."""
    return _read(name, default, says).strip()


def secret(name: str, says: str, *, keep_in: Path | None) -> str:
    """Read a secret text. Unset, it is made once and kept in the folder `keep_in`, for its owner's eyes alone.

    Without a folder to keep it in, the variable is required.
    """
    value = _read(name, "", says).strip()
    if keep_in is None or value:
        return value or text(name, None, says)
    READ[name] = Variable(name, "(made and kept with the embedded database; required with PostgreSQL)", says)
    keep_in.mkdir(parents=True, exist_ok=True)
    kept = keep_in / "secret-key"
    try:
        with os.fdopen(os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    return kept.read_text(encoding="utf-8").strip()


def flag(name: str, default: str, says: str, *, shown: str = "") -> bool:
    """Read a yes or no; `shown` is the default in words, where it depends on other settings."""
    value = _read(name, default, says).strip().lower()
    if shown:
        READ[name] = Variable(name, shown, says)
    if value in TRUE_WORDS:
        return True
    if value in FALSE_WORDS:
        return False
    msg = f"{name} is {value!r}; write true or false."
    raise ImproperlyConfigured(msg)


def number(name: str, default: str, says: str, *, least: int = 0, most: int | None = None) -> int:
    """Read a whole number that is at least `least`, and at most `most` where that is given."""
    value = _read(name, default, says).strip()
    if value.isascii() and value.isdigit() and int(value) >= least and (most is None or int(value) <= most):
        return int(value)
    upto = f"{least} or more" if most is None else f"{least} to {most}"
    msg = f"{name} is {value!r}; write a whole number, {upto}."
    raise ImproperlyConfigured(msg)


def words(name: str, default: str, says: str) -> list[str]:
    """Read a list separated by commas."""
    return [word.strip() for word in _read(name, default, says).split(",") if word.strip()]


def choice(name: str, default: str, says: str, *, among: tuple[str, ...]) -> str:
    """Read one of several words."""
    value = _read(name, default, says).strip().lower()
    if value in among:
        return value
    msg = f"{name} is {value!r}; write {' or '.join(among)}."
    raise ImproperlyConfigured(msg)


def folder(name: str, default: Path, says: str) -> Path:
    """Read a folder's path; the default is printed relative to the project."""
    value = _read(name, default.name, says).strip()
    return default if value == default.name else Path(value).absolute()


def web_address(name: str, default: str, says: str) -> str:
    """Read an address that begins with http:// or https://, without the slash at its end."""
    value = _read(name, default, says).strip().rstrip("/")
    parts = urlsplit(value)
    if parts.scheme in {"http", "https"} and parts.hostname and not parts.path:
        return value
    msg = f"{name} is {value!r}; write the site's address, as in https://privacy.example.com."
    raise ImproperlyConfigured(msg)


def mail_address(name: str, default: str, says: str) -> str:
    """Read an e-mail address, or nothing."""
    value = _read(name, default, says).strip()
    local, at, domain = value.rpartition("@")
    if value == "" or (local and at and domain and not set(value) & set(" ,;<>\r\n")):
        return value
    msg = f"{name} is {value!r}; write one e-mail address, as in counsel@example.com."
    raise ImproperlyConfigured(msg)


def database(name: str, default: str, says: str) -> dict[str, object]:
    """Read a database URL, postgres:// or sqlite:///."""
    value = _read(name, default, says)
    parsed: dict[str, object] = dict(environ.Env.db_url_config(value))
    engine = str(parsed.get("ENGINE", ""))
    if engine.endswith(("postgresql", "sqlite3")):
        return parsed
    msg = f"{name} names no database that Shinelight knows; write postgres://user:password@host/name."
    raise ImproperlyConfigured(msg)


def mail_server(name: str, default: str, says: str) -> dict[str, object]:
    """Read a mail server's URL: smtp://, smtp+tls:// (STARTTLS) or smtp+ssl://."""
    value = _read(name, default, says)
    if value.split(":", 1)[0] in {"smtp", "smtp+tls", "smtp+ssl"}:
        return dict(environ.Env.email_url_config(value))
    msg = f"{name} names no mail server; write smtp+tls://user:password@mail.example.com:587."
    raise ImproperlyConfigured(msg)


def counting_cache(broker_url: str) -> dict[str, Any]:
    """Return Django's cache in the broker's own server, beside its database; one of this process with another broker.

    A server that is down is asked once and no longer than a quarter of a second.
    """
    kind, _colon, rest = broker_url.partition("://")
    if kind == "redis+socket":
        location = f"unix://{rest.partition('?')[0]}?db=1"
    elif kind in {"redis", "rediss"}:
        server, _slash, _database = rest.partition("/")
        location = f"{kind}://{server}/1"
    else:
        return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    options = {"socket_connect_timeout": 0.25, "socket_timeout": 0.25, "retry": Retry(NoBackoff(), 0)}
    return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": location, "OPTIONS": options}


def steady_cache(broker_url: str) -> dict[str, Any]:
    """Return the same cache as one that counts on, in this process, while the server does not answer."""
    cache = counting_cache(broker_url)
    if cache["BACKEND"].endswith("RedisCache"):
        cache["BACKEND"] = "shinelight.steady_cache.SteadyCache"
    return cache
