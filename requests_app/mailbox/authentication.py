"""What our own mail server found out about the sender; what others wrote into the header proves nothing."""

import re

from requests_app.mailbox.headers import Headers
from requests_app.mailbox.ours import Ours

_RESULT = re.compile(r"\b(spf|dkim|dmarc)\s*=\s*([a-z]{1,20})", re.IGNORECASE)
_COMMENT = re.compile(r"\([^()]*\)")


def failed(headers: Headers, ours: Ours, *, host: str) -> str:
    """Return a sentence where our server `host` could not confirm the sender, else an empty text."""
    results = _results(headers, ours, host=host)
    if "fail" in results["dmarc"] or "reject" in results["dmarc"]:
        return _sentence("DMARC")
    if results["dmarc"] & {"pass", "bestguesspass"} or "pass" in results["dkim"]:
        return ""
    if results["spf"] & {"fail", "softfail"}:
        return _sentence("SPF")
    if "fail" in results["dkim"] and "pass" not in results["spf"]:
        return _sentence("DKIM")
    return ""


def vouched(headers: Headers, ours: Ours, *, host: str) -> bool:
    """Say whether our server `host` found that the From address is the sender's: DMARC alone speaks of that line."""
    return bool(host) and _results(headers, ours, host=host)["dmarc"] == {"pass"}


def _results(headers: Headers, ours: Ours, *, host: str) -> dict[str, set[str]]:
    """Return what servers of ours found, by method; our mail server takes out lines that others write in its name."""
    results: dict[str, set[str]] = {"spf": set(), "dkim": set(), "dmarc": set()}
    for line in headers.raw("Authentication-Results")[:20]:
        server, _, rest = _COMMENT.sub(" ", line[:5000]).partition(";")
        name = server.split()[0].casefold() if server.split() else ""
        if name == host or ours.has_host(name):
            for method, result in _RESULT.findall(rest):
                results[method.casefold()].add(result.casefold())
    return results


def _sentence(check: str) -> str:
    return (
        f"Our mail server could not confirm that the message comes from this sender ({check} check failed), so the "
        "address may be forged; nothing is sent there until a person has looked."
    )
