"""The mail provider that reports by webhook what became of our mails, as the environment names it."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured

from shinelight import env

NONE, MAILGUN, POSTMARK = "none", "mailgun", "postmark"


def mail_provider() -> tuple[str, dict[str, Any]]:
    """Return the provider's name, empty where there is none, and what django-anymail has to know of it.

    A provider without the secret that its reports bear stops the start: anybody could tell us that a mail came back.
    """
    name = env.choice(
        "MAIL_PROVIDER",
        NONE,
        "Whose reports on our mails are taken (docs/delivery.md): none, mailgun or postmark.",
        among=(NONE, MAILGUN, POSTMARK),
    )
    secret = env.text(
        "MAIL_PROVIDER_SECRET",
        "",
        "What those reports bear: Mailgun's signing key, else user:password as Postmark sends it.",
    )
    if name == NONE:
        return "", {}
    if not secret or (name == POSTMARK and ":" not in secret):
        wanted = (
            "Mailgun's webhook signing key" if name == MAILGUN else "user:password, as in the address you give Postmark"
        )
        msg = f"MAIL_PROVIDER is {name!r}; write into MAIL_PROVIDER_SECRET {wanted}."
        raise ImproperlyConfigured(msg)
    return name, {"MAILGUN_WEBHOOK_SIGNING_KEY": secret} if name == MAILGUN else {"WEBHOOK_SECRET": secret}
