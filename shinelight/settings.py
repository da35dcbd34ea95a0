"""Django's settings, read from the environment through `env`. Nothing here decides anything about the law."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import django_stubs_ext
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from shinelight import env
from shinelight.mail_provider import mail_provider
from shinelight.mailboxes import mailboxes
from shinelight.schedule import ROUTES, schedule
from shinelight.sign_in import *  # noqa: F403 - Django reads them here
from shinelight.sign_in import single_sign_on
from shinelight.signing import signing
from shinelight.worker import *  # noqa: F403 - Celery reads them here

django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent

# -- what the operator sets -------------------------------------------------------------------------------------------

DEMO = env.flag("SHINELIGHT_DEMO", "false", "Demo mode: invented data, demo accounts, a local mail catcher.")
DEBUG = env.flag("DEBUG", "false", "Show errors in the browser; never in production.")
VAR_DIR = env.folder("VAR_DIR", BASE_DIR / "var", "Where the embedded database and the demo's files live.")
_database: dict[str, Any] = env.database(
    "DATABASE_URL", f"sqlite:///{VAR_DIR / 'shinelight.sqlite3'}", "The database; PostgreSQL in production."
)
_embedded = str(_database["ENGINE"]).endswith("sqlite3")
SECRET_KEY = env.secret(
    "SECRET_KEY",
    "Signs sessions and links; write a long random text and keep it secret.",
    keep_in=VAR_DIR if _embedded else None,
)
SEARCH_KEY = env.text("SEARCH_KEY", "", "Hides the words that requests are found by; empty: SECRET_KEY.")
STAFF_SECOND_FACTOR = env.choice(
    "STAFF_SECOND_FACTOR",
    "optional",
    "Whether each of the staff must have a second factor before anything else: optional or required.",
    among=("optional", "required"),
)
SECOND_FACTOR_KEY = env.text(
    "SECOND_FACTOR_KEY", "", "Hides the secrets of second factors in the database; empty: SECRET_KEY."
)
OIDC_ISSUER = env.text(
    "OIDC_ISSUER", "", "The organization's OpenID Connect server, for single sign-on of known staff; empty: none."
)
OIDC_CLIENT_ID = env.text("OIDC_CLIENT_ID", "", "How that server knows this installation.")
OIDC_CLIENT_SECRET = env.text("OIDC_CLIENT_SECRET", "", "The secret that goes with it.")
OIDC_NAME = env.text("OIDC_NAME", "your organization", "What the sign-in page calls that server.")
SOCIALACCOUNT_PROVIDERS = single_sign_on(OIDC_ISSUER, client_id=OIDC_CLIENT_ID, secret=OIDC_CLIENT_SECRET)
SITE_URL = env.web_address("SITE_URL", "http://localhost:8000", "The address people reach this site under.")
_host = urlsplit(SITE_URL).hostname or "localhost"
ALLOWED_HOSTS = env.words(
    "ALLOWED_HOSTS", "", "Host names the site answers to, comma-separated; empty: the one of SITE_URL."
) or [_host]
MAIL_DOMAIN = env.text("MAIL_DOMAIN", "", "The domain in our Message-IDs; empty: the host of SITE_URL.") or _host
PUBLIC_BUSINESS = env.text(
    "PUBLIC_BUSINESS", "", "Slug of the business whose form the site shows; empty: the only one, or a choice of all."
)
BROKER_URL = env.text("BROKER_URL", "redis://localhost:6379/0", "The Redis or Valkey server that wakes the worker.")
SWEEP_SECONDS = env.number("SWEEP_SECONDS", "30", "How often the sweep looks for work that waits.", least=1)
WAKE_AFTER_SECONDS = env.number("WAKE_AFTER_SECONDS", "60", "Work that waits longer is woken again by the sweep.")
SENDING_DOUBTFUL_SECONDS = env.number(
    "SENDING_DOUBTFUL_SECONDS", "600", "A mail that is still being sent after this long is shown to a person.", least=1
)
FIRST_RETRY_SECONDS = env.number(
    "FIRST_RETRY_SECONDS", "60", "The pause after a mail server first puts a mail off; later ones are longer.", least=1
)
MAIL_TIMEOUT_SECONDS = env.number("MAIL_TIMEOUT_SECONDS", "30", "How long to wait for the mail server.", least=1)
MAIL_CONNECTIONS = env.number(
    "MAIL_CONNECTIONS", "8", "Over so many connections at most a worker's process sends the mails of a wave.", least=1
)
MAIL_DOMAIN_PACE = env.number(
    "MAIL_DOMAIN_PACE", "0", "So many mails a minute go to one domain, such as gmail.com; 0: as fast as they are taken."
)
FORM_NETWORK_LIMIT = env.number(
    "FORM_NETWORK_LIMIT", "100", "How often an hour the form is taken from one network; 0: as often as it comes."
)
FORM_ADDRESS_LIMIT = env.number(
    "FORM_ADDRESS_LIMIT", "20", "How often a day the form is taken for one e-mail address; 0: as often as it comes."
)
FORM_WORK_BITS = env.number(
    "FORM_WORK_BITS", "18", "How much a browser works to send the form beyond these limits, in bits; 0: not at all."
)
ACKNOWLEDGEMENTS_A_DAY = env.number(
    "ACKNOWLEDGEMENTS_A_DAY", "3", "Acknowledgements an e-mail address gets alone a day; further ones come together."
)
ACKNOWLEDGE_TOGETHER_SECONDS = env.number(
    "ACKNOWLEDGE_TOGETHER_SECONDS", "1800", "How long further acknowledgements wait for one another.", most=3_300
)
PRIVATE_PAGES = env.flag(
    "PRIVATE_PAGES", "false", "The daily look at the page about the rights may go into private networks too."
)
EVIDENCE_MOST_MB = env.number(
    "EVIDENCE_MOST_MB", "20", "The largest document, in MB, that is taken as evidence in the register.", least=1
)
AUDIT_HEAD_TO = env.mail_address("AUDIT_HEAD_TO", "", "Who gets the audit's head by mail each day; empty: nobody.")

_mail = env.mail_server("EMAIL_URL", "smtp://localhost:25", "The mail server that sends notices.")
MAIL_PROVIDER, ANYMAIL = mail_provider()
NOTICE_SIGNING = signing()
MAILBOXES = mailboxes(
    "MAILBOXES", "The mailboxes that requests come to, as a list in JSON: see docs/mailbox.md. Empty: none is fetched."
)
MAIL_FETCH_SECONDS = env.number("MAIL_FETCH_SECONDS", "60", "How often the mailboxes are fetched.", least=1)
_https = env.flag(
    "HTTPS_ONLY",
    "false" if DEMO or DEBUG else "true",
    "Redirect to https, secure cookies, HSTS.",
    shown="(true, but false in the demo and with DEBUG)",
)
TRUST_PROXY_HEADER = env.flag(
    "TRUST_PROXY_HEADER",
    "false",
    "Set when a reverse proxy sets X-Forwarded-Proto and X-Forwarded-For, and strips the first from outside.",
)

LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]"})
if DEMO and (not set(ALLOWED_HOSTS) <= LOCAL_HOSTS or _https or not _embedded):
    msg = (
        "SHINELIGHT_DEMO is set together with production settings (a public host, HTTPS_ONLY or PostgreSQL). "
        "The demo has accounts with known passwords: unset SHINELIGHT_DEMO, or start the demo with `make demo`."
    )
    raise ImproperlyConfigured(msg)

# -- Django -----------------------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "requests_app.apps.StaffAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    # Last: after each migration it gives the roles permissions that the apps above have just created.
    "requests_app",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    # The address says the language (/es/…): no cookie, and a link in a mail leads to the right one.
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "requests_app.views.account.required.SecondFactorMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "shinelight.urls"
WSGI_APPLICATION = "shinelight.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "requests_app.views.languages.page_languages",
                "requests_app.views.bar.bar",
            ],
        },
    },
]

if _embedded:
    # One writer at a time, readers never wait; a write begins by taking the lock, so that two never deadlock.
    _database["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON;",
    }
else:
    _database["CONN_MAX_AGE"] = 60
    _database["CONN_HEALTH_CHECKS"] = True
    # After so many times a connection plans a statement once and for all: see rows.prepared.
    _database.setdefault("OPTIONS", {}).setdefault("prepare_threshold", 3)
DATABASES = {"default": _database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en"
# What the public pages, mails and letters are written in; a business offers those of its `languages`.
LANGUAGES = [("en", "English"), ("es", "Español")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "shinelight.formats"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# These count how often the form is sent and a sign-in fails, and nothing else. Down or slow, the server is left alone.
CACHES = {"default": env.steady_cache(BROKER_URL), "form": env.counting_cache(BROKER_URL)}
RATELIMIT_USE_CACHE = "form"
RATELIMIT_FAIL_OPEN = True

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Uploaded files are private: no address leads to this folder.
MEDIA_ROOT = VAR_DIR / "private"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEMO or DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
# The demo and a developer's server find assets where they lie; production collects them once.
WHITENOISE_USE_FINDERS = DEMO or DEBUG
WHITENOISE_AUTOREFRESH = DEBUG
# No browser asks for the PDF's fonts, and packing 18 MB of them takes a minute.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "zip", "gz", "woff", "woff2", "ttf", "pdf"]

CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"

# -- mail -------------------------------------------------------------------------------------------------------------

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = str(_mail.get("EMAIL_HOST") or "localhost")
EMAIL_PORT = int(str(_mail.get("EMAIL_PORT") or 25))
EMAIL_HOST_USER = str(_mail.get("EMAIL_HOST_USER") or "")
EMAIL_HOST_PASSWORD = str(_mail.get("EMAIL_HOST_PASSWORD") or "")
EMAIL_USE_TLS = bool(_mail.get("EMAIL_USE_TLS", False))
EMAIL_USE_SSL = bool(_mail.get("EMAIL_USE_SSL", False))
EMAIL_TIMEOUT = MAIL_TIMEOUT_SECONDS

# -- Celery: wakes, never remembers -----------------------------------------------------------------------------------

CELERY_BROKER_URL = BROKER_URL
CELERY_TASK_ROUTES = ROUTES
CELERY_BEAT_SCHEDULE = schedule(sweep_seconds=SWEEP_SECONDS, mail_seconds=MAIL_FETCH_SECONDS if MAILBOXES else None)
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat-schedule")

# -- security ---------------------------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-src": [SELF],
        "frame-ancestors": [SELF],
    }
}
X_FRAME_OPTIONS = "SAMEORIGIN"  # the request page shows the notice's preview in a frame of our own
SILENCED_SYSTEM_CHECKS = [
    "security.W019",  # wants DENY, which would hide the preview
    # Want HSTS for every subdomain and in the browsers' lists: the domain is the business's, and so is that choice.
    "security.W005",
    "security.W021",
]
SECURE_SSL_REDIRECT = _https
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 31_536_000 if _https else 0
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = _https
SESSION_COOKIE_NAME = "shinelight_session"
CSRF_COOKIE_SECURE = _https
CSRF_COOKIE_NAME = "shinelight_csrf"
CSRF_TRUSTED_ORIGINS = [SITE_URL]
CSRF_FAILURE_VIEW = "requests_app.views.problems.csrf_failure"
if TRUST_PROXY_HEADER:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# -- logs: no personal data, ids only ---------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "shinelight.log_lines.LineFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # These tell their progress step by step, which nobody reads.
    "loggers": {name: {"level": "ERROR"} for name in ("weasyprint", "fontTools", "pikepdf")},
}
