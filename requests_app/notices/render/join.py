"""Put the letter's page in front of the statement, with one structure tree, so that a reader hears one document.

The letter is taken into the statement's file: a page is copied, however many the statement has. Putting pages in front
alone would leave the letter's pieces untagged: its structure elements are taken along, the statement's are hung into
its document as a part of it, and the numbers by which the letter's pages find theirs go behind the statement's.
"""

from typing import Any

import pikepdf

STRUCTURE_NUMBERS = ("/StructParents", "/StructParent")


def put_letter_before(statement: pikepdf.Pdf, letter: pikepdf.Pdf, *, identifier: bytes) -> None:
    """Make the notice of the statement: the letter's pages in front, their structure, bookmarks and title."""
    pages = len(letter.pages)
    root = statement.Root.StructTreeRoot
    offset = _first_free_number(root.ParentTree)
    # First the pages: what the structure tree says of them is then about these, not about copies of its own.
    for place, page in enumerate(letter.pages):
        statement.pages.insert(place, page)
    for page in statement.pages[:pages]:
        _renumber(page.obj, offset)
        for annotation in page.obj.get("/Annots", []):
            _renumber(annotation, offset)
    _graft(root, statement.copy_foreign(letter.Root.StructTreeRoot), offset)
    _bookmark(statement, letter)
    _name(statement, letter, identifier)


def _first_free_number(parents: Any) -> int:  # noqa: ANN401 - pikepdf gives objects of any kind
    """Return the number behind the last one; a number tree has them in their order (ISO 32000-1, 7.9.7)."""
    numbers = parents.Nums
    return int(numbers[len(numbers) - 2]) + 1 if len(numbers) else 0


def _renumber(node: Any, offset: int) -> None:  # noqa: ANN401 - pikepdf gives objects of any kind
    for key in STRUCTURE_NUMBERS:
        if key in node:
            node[key] = int(node[key]) + offset


def _graft(root: Any, other: Any, offset: int) -> None:  # noqa: ANN401 - as above
    top, part = _only(other.K), _only(root.K)
    part.S = pikepdf.Name.Part
    part.P = top
    kids = top.K if isinstance(top.K, pikepdf.Array) else pikepdf.Array([top.K])
    kids.append(part)
    top.K = kids
    top.P = root
    root.K = pikepdf.Array([top])
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


def _bookmark(statement: pikepdf.Pdf, letter: pikepdf.Pdf) -> None:
    with statement.open_outline() as outline, letter.open_outline() as own:
        numbers = {page.obj.objgen: number for number, page in enumerate(letter.pages)}
        outline.root[:0] = [_moved(item, numbers) for item in own.root]


def _moved(item: pikepdf.OutlineItem, numbers: dict[tuple[int, int], int]) -> pikepdf.OutlineItem:
    place: Any = item.destination  # WeasyPrint writes where a bookmark leads as a page and a place on it
    page, _way, left, top, *_zoom = place
    moved = pikepdf.OutlineItem(item.title, numbers[page.objgen], "XYZ", left=float(left), top=float(top))
    moved.children.extend(_moved(child, numbers) for child in item.children)
    return moved


def _name(statement: pikepdf.Pdf, letter: pikepdf.Pdf, identifier: bytes) -> None:
    """Let the file say of itself what the letter's did; its identifier is its own, not that of every copy."""
    statement.Root.Metadata = statement.copy_foreign(letter.Root.Metadata)
    info: Any = statement.docinfo
    own: Any = letter.docinfo
    for key in list(info):
        del info[key]
    for key in own:
        info[key] = pikepdf.String(str(own[key]))
    statement.trailer.ID = pikepdf.Array([pikepdf.String(identifier), pikepdf.String(identifier)])
