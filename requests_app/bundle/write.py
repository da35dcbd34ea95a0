"""Write a bundle: the same bytes for the same state, whatever the hour, and never more of it in memory than a piece."""

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import IO

from requests_app.bundle.index import index_of
from requests_app.bundle.pieces import Bundle, FileLine, Piece, digest_of

FORMAT = "shinelight-evidence/1"
ANY_DAY = (1980, 1, 1, 0, 0, 0)
"""The day each file bears: when it was written says nothing of what it holds."""
READABLE = 0o100644 << 16
UNIX = 3


@dataclass(frozen=True, slots=True)
class Written:
    """The bundle as it was written."""

    digest: str
    size: int
    files: tuple[FileLine, ...]


def write(bundle: Bundle, out: IO[bytes]) -> Written:
    """Write the bundle to a file that can be read and sought in; it then stands at its begin."""
    return write_files(
        out,
        bundle.pieces,
        page=lambda files: index_of(bundle, files),
        about=lambda: {
            "format": FORMAT,
            "reference": bundle.request.reference,
            "lost": [asdict(each) for each in bundle.lost],
        },
    )


def write_files(
    out: IO[bytes],
    pieces: Iterable[Piece],
    *,
    page: Callable[[Sequence[FileLine]], str],
    about: Callable[[], dict[str, object]],
    sign: Callable[[bytes], Piece | None] | None = None,
) -> Written:
    """Write pieces, the page that opens them, and the manifest with their digests, one after the other.

    `page` and `about` are asked once the pieces are written, so that they may tell what was seen on the way. `sign`
    gets the manifest and returns the file that stands beside it.
    """
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        files = [_put(archive, piece) for piece in pieces]
        files.append(_put(archive, _piece("index.html", "This overview", page(files).encode())))
        told = {**about(), "files": [asdict(each) for each in files]}
        manifest = json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True).encode()
        files.append(_put(archive, _piece("manifest.json", "Each file with its SHA-256", manifest)))
        beside = sign(manifest) if sign else None
        if beside is not None:
            files.append(_put(archive, beside))
        sums = "".join(f"{each.sha256}  {each.name}\n" for each in files)
        _put(archive, _piece("SHA256SUMS", "For sha256sum --check", sums.encode()))
    size = out.tell()
    out.seek(0)
    digest = digest_of(iter(lambda: out.read(1 << 20), b""))
    out.seek(0)
    return Written(digest=digest, size=size, files=tuple(files))


def _piece(name: str, what: str, content: bytes) -> Piece:
    return Piece(name, what, lambda: iter([content]))


def _put(archive: zipfile.ZipFile, piece: Piece) -> FileLine:
    # Stored, not packed: a library that packs otherwise would make other bytes, and PDFs are packed already.
    entry = zipfile.ZipInfo(piece.name, date_time=ANY_DAY)
    entry.external_attr, entry.create_system = READABLE, UNIX
    digest, size = hashlib.sha256(), 0
    with archive.open(entry, "w", force_zip64=True) as file:
        for chunk in piece.chunks():
            file.write(chunk)
            digest.update(chunk)
            size += len(chunk)
    return FileLine(name=piece.name, what=piece.what, size=size, sha256=digest.hexdigest())
