"""Put the letter's page in front of the statement, with one structure tree, so that a reader hears one document.

Appending pages alone would leave the statement's pieces untagged: its structure elements are taken along, hung into the
letter's document as a part of it, and the numbers by which pages find their elements are moved behind the letter's.
"""

from typing import Any

import pikepdf

STRUCTURE_NUMBERS = ("/StructParents", "/StructParent")


def append_statement(letter: pikepdf.Pdf, statement: pikepdf.Pdf) -> None:
    """Append the pages of the statement to the letter, with their structure and their bookmarks."""
    before = len(letter.pages)
    root = letter.Root.StructTreeRoot
    offset = _first_free_number(root.ParentTree)
    # First the pages: what the structure tree says of them is then about these, not about copies of its own.
    letter.pages.extend(statement.pages)
    for page in letter.pages[before:]:
        _renumber(page.obj, offset)
        for annotation in page.obj.get("/Annots", []):
            _renumber(annotation, offset)
    _graft(root, letter.copy_foreign(statement.Root.StructTreeRoot), offset)
    _bookmark(letter, statement, before)


def _first_free_number(parents: Any) -> int:  # noqa: ANN401 - pikepdf gives objects of any kind
    return max((int(number) for number in parents.Nums[::2]), default=-1) + 1


def _renumber(node: Any, offset: int) -> None:  # noqa: ANN401 - pikepdf gives objects of any kind
    for key in STRUCTURE_NUMBERS:
        if key in node:
            node[key] = int(node[key]) + offset


def _graft(root: Any, other: Any, offset: int) -> None:  # noqa: ANN401 - as above
    top = _only(root.K)
    part = _only(other.K)
    part.S = pikepdf.Name.Part
    part.P = top
    own = top.K if isinstance(top.K, pikepdf.Array) else pikepdf.Array([top.K])
    own.append(part)
    top.K = own
    numbers = root.ParentTree.Nums
    theirs = other.ParentTree.Nums
    for number, elements in zip(theirs[::2], theirs[1::2], strict=True):
        numbers.append(int(number) + offset)
        numbers.append(elements)


def _only(kids: Any) -> Any:  # noqa: ANN401 - as above
    if not isinstance(kids, pikepdf.Array):
        return kids
    (kid,) = kids
    return kid


def _bookmark(letter: pikepdf.Pdf, statement: pikepdf.Pdf, before: int) -> None:
    with letter.open_outline() as outline, statement.open_outline() as other:
        numbers = {page.obj.objgen: number for number, page in enumerate(statement.pages, start=before)}
        outline.root.extend(_moved(item, numbers) for item in other.root)


def _moved(item: pikepdf.OutlineItem, numbers: dict[tuple[int, int], int]) -> pikepdf.OutlineItem:
    place: Any = item.destination  # WeasyPrint writes where a bookmark leads as a page and a place on it
    page, _way, left, top, *_zoom = place
    moved = pikepdf.OutlineItem(item.title, numbers[page.objgen], "XYZ", left=float(left), top=float(top))
    moved.children.extend(_moved(child, numbers) for child in item.children)
    return moved
