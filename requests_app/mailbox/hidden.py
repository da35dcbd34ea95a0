"""Elements of a page that nobody sees: by the attribute, by their own style, or by a rule of the page's style sheet."""

import re
from collections.abc import Iterable

VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
"""Elements that hold nothing and have no end."""
_HIDDEN_WORD = re.compile(r"(?:^|\s)hidden(?=\s|/|=|$)", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""(?:^|\s)(style|class|id)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))""", re.IGNORECASE)
_QUOTED = re.compile(r""""[^"]*"|'[^']*'""")
_SHOWS = re.compile(r"(?<![\w-])(display|visibility|opacity|max-height|overflow)\s*:\s*([\w.-]+)", re.IGNORECASE)
_NOTHING = re.compile(r"0*\.?0+(?:px|pt|em|rem|%)?")
_SHEET = re.compile(r"<style[^<>]*>(.*?)</style", re.IGNORECASE | re.DOTALL)
_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_AT_RULE = re.compile(r"@[^{};]*(?:;|\{(?:[^{}]*\{[^{}]*\})*[^{}]*\})")
"""What holds on a small screen alone, or on paper: there the page is not read."""
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SELECTOR = re.compile(r"[a-z0-9]*([.#][\w-]+)", re.IGNORECASE)
_LONGEST_SHEET = 200_000


def hidden_names(page: str) -> frozenset[str]:
    """Return the classes and ids that the page's own style sheet hides, as `.name` and `#name`."""
    found: set[str] = set()
    for sheet in _SHEET.findall(page):
        rules = _AT_RULE.sub("", _COMMENT.sub("", sheet[:_LONGEST_SHEET]))
        for selectors, style in _RULE.findall(rules):
            if _hides(style):
                named = (_SELECTOR.fullmatch(each.strip()) for each in selectors.split(","))
                found |= {each[1].casefold() for each in named if each}
    return frozenset(found)


def is_hidden(attributes: str, names: Iterable[str] = ()) -> bool:
    """Say whether the attributes of an element hide it; `names` are those that the style sheet hides."""
    if _HIDDEN_WORD.search(_QUOTED.sub('""', attributes)):
        return True
    for kind, *values in _ATTRIBUTE.findall(attributes):
        value = "".join(values)
        if kind.casefold() == "style" and _hides(value):
            return True
        mark = {"class": ".", "id": "#"}.get(kind.casefold())
        if mark and any(f"{mark}{each.casefold()}" in names for each in value.split()):
            return True
    return False


def _hides(style: str) -> bool:
    """Say whether a style hides what it is for; its last word counts, as in a browser."""
    said = {name.casefold(): value.casefold() for name, value in _SHOWS.findall(style)}
    if said.get("display") == "none" or said.get("visibility") in {"hidden", "collapse"}:
        return True
    has_no_height = bool(_NOTHING.fullmatch(said.get("max-height", ""))) and said.get("overflow") == "hidden"
    return has_no_height or bool(_NOTHING.fullmatch(said.get("opacity", "")))
