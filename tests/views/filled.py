"""The public form as people fill it in."""

TOKEN = "a" * 43


def form(**changes: str) -> dict[str, str]:
    """Return what Ana sends; an empty value takes a field away."""
    filled = {
        "requester_name": "Ana Ruiz",
        "reply_by": "EMAIL",
        "email": "ana@example.org",
        "california_resident": "on",
        "form_token": TOKEN,
        **changes,
    }
    return {name: value for name, value in filled.items() if value or name in changes}


def by_post(**changes: str) -> dict[str, str]:
    """Return what somebody without an e-mail address sends."""
    address = {"street": "12 Elm St", "city": "Fresno", "state": "CA", "postal_code": "93701"}
    return form(**{"reply_by": "POST", "email": "", **address, **changes})
