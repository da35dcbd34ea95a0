"""`python -m requests_app.statute [FILE | -]`: a fact pattern a line in, a ruling a line out.

Exit status: 0 done, 1 some line was refused, 2 wrong usage.
"""

import argparse
import os
import sys
from contextlib import ExitStack
from typing import BinaryIO

from requests_app.statute.lines import answer, as_line, lines

REFUSED, WRONG_USAGE = 1, 2


def main(arguments: list[str] | None = None) -> int:
    """Rule on every line, in order; a line that is refused does not end the run."""
    parser = argparse.ArgumentParser(prog="python -m requests_app.statute", description=__doc__)
    parser.add_argument(
        "file", nargs="?", default="-", help="fact patterns, one JSON object a line; - is standard input"
    )
    parser.add_argument(
        "--json", action="store_true", help="taken for the sake of uniformity: the output is always JSON"
    )
    chosen = parser.parse_args(arguments)
    with ExitStack() as opened:
        try:
            source = sys.stdin.buffer if chosen.file == "-" else opened.enter_context(open(chosen.file, "rb"))  # noqa: PTH123 - pathlib costs start time
        except OSError as fault:
            sys.stderr.write(f"{chosen.file}: {fault.strerror}\n")
            return WRONG_USAGE
        return _answer_all(source, sys.stdout.buffer)


def _answer_all(source: BinaryIO, sink: BinaryIO) -> int:
    refused = False
    for line in lines(source):
        found = answer(line)
        refused = refused or "error" in found
        sink.write(as_line(found))
        sink.flush()
    return REFUSED if refused else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(REFUSED)
