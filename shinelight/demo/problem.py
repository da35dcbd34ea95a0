"""How the demo says that something failed: one sentence, and the log that tells more."""

from pathlib import Path


class DemoError(Exception):
    """What failed, in a sentence for the person at the terminal."""

    def __init__(self, says: str, *, log: Path | None = None) -> None:
        super().__init__(f"{says} Its log: {log}" if log else says)
