"""An authority of one test that signs the certificate of a server on the loopback address."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

_KEY = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
_DAYS = ("-days", "2")


@dataclass(frozen=True, slots=True)
class Signed:
    """The authority's own certificate, which a client may trust, and the server's with its key."""

    authority: Path
    certificate: tuple[Path, Path]


def signed_in(folder: Path, *, host: str = "IP:127.0.0.1") -> Signed:
    """Return the certificate of a server, signed by an authority that nobody knows yet."""
    root, root_key = folder / "authority.pem", folder / "authority.key"
    server, key, asked = folder / "server.pem", folder / "server.key", folder / "server.csr"
    _openssl("req", "-x509", *_KEY, *_DAYS, "-subj", "/CN=Authority of a test", "-keyout", root_key, "-out", root)
    name = ("-subj", "/CN=Mail server of a test", "-addext", f"subjectAltName={host}")
    _openssl("req", *_KEY, *name, "-keyout", key, "-out", asked)
    by = ("-CA", root, "-CAkey", root_key, "-CAcreateserial", "-copy_extensions", "copy")
    _openssl("x509", "-req", "-in", asked, *by, *_DAYS, "-out", server)
    return Signed(authority=root, certificate=(server, key))


def _openssl(*words: str | Path) -> None:
    subprocess.run(["openssl", *map(str, words)], check=True, capture_output=True)
