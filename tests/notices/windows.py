"""Where words stand on a page, against the window of a #10 envelope."""

import re
import subprocess
from dataclasses import dataclass

POINTS = 72
LEFT, RIGHT = 0.875 * POINTS, 5.375 * POINTS
"""The window is 4.5 in wide, 0.875 in from the left edge of the envelope."""
TOP, BOTTOM = 2.04 * POINTS, 3.17 * POINTS
"""What shows of a sheet folded in three that lies on the lower edge: 1.125 in, its foot 0.5 in above that edge."""
_PAGE = re.compile(r"<page\b.*?</page>", re.DOTALL)
_WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</word>')


@dataclass(frozen=True, slots=True)
class Word:
    """A word and the box around it, in points from the upper left."""

    left: float
    top: float
    right: float
    bottom: float
    text: str

    @property
    def is_in_window(self) -> bool:
        return self.left >= LEFT and self.right <= RIGHT and self.top >= TOP and self.bottom <= BOTTOM

    @property
    def touches_window(self) -> bool:
        return self.right > LEFT and self.left < RIGHT and self.bottom > TOP and self.top < BOTTOM


def pages_of(pdf: bytes) -> list[list[Word]]:
    """Return the words of each page."""
    done = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True)
    return [
        [Word(float(a), float(b), float(c), float(d), text) for a, b, c, d, text in _WORD.findall(page)]
        for page in _PAGE.findall(done.stdout.decode())
    ]


def shown_in_window(page: list[Word]) -> str:
    """Return what stands in the window, all of it within; fails for a word that is cut by its edge."""
    seen = [word for word in page if word.touches_window]
    assert [word for word in seen if not word.is_in_window] == []
    return " ".join(word.text for word in seen)
