"""A mail server over TLS: its certificate has to be trusted and its own, or nothing is fetched."""

from pathlib import Path

import pytest

from requests_app.requests.models import IncomingMessage
from shinelight.local.imap import PASSWORD, ImapServer
from tests.authority import signed_in
from tests.mailbox.fetching import a_box, visit
from tests.mailbox.reading import a_mail, configure

pytestmark = pytest.mark.django_db
TLS = ("imap+ssl", "imap+tls")


@pytest.mark.parametrize("security", TLS)
def test_a_mailbox_is_fetched_over_tls(security: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    configure()
    signed = signed_in(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(signed.authority))
    with ImapServer(certificate=signed.certificate) as server:
        server.deliver(a_mail())

        visited = visit(a_box(server, url=server.url(security=security)))

        assert (visited.problem, server.count(), server.count("Processed")) == ("", 0, 1)
    assert IncomingMessage.objects.count() == 1


@pytest.mark.parametrize("security", TLS)
@pytest.mark.parametrize("host", ["IP:127.0.0.1", "DNS:mail.example.com"], ids=["by a stranger", "for another host"])
def test_a_certificate_that_cannot_be_trusted_ends_the_visit(
    security: str, host: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    configure()
    signed = signed_in(tmp_path, host=host)
    if host != "IP:127.0.0.1":
        monkeypatch.setenv("SSL_CERT_FILE", str(signed.authority))
    with ImapServer(certificate=signed.certificate) as server:
        server.deliver(a_mail())

        visited = visit(a_box(server, url=server.url(security=security)))

        assert "certificate" in visited.problem.lower()
        assert PASSWORD not in visited.problem
        assert server.count() == 1
    assert not IncomingMessage.objects.exists()
