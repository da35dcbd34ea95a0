"""How a generated page is put together."""

from collections.abc import Iterable

GENERATED = "<!-- Written by `make docs` from the code; edit the code, not this page. -->"


def page(title: str, *parts: str) -> str:
    return "\n\n".join((f"# {title}", GENERATED, *parts)) + "\n"


def table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = (heads, tuple("---" for _ in heads), *rows)
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
