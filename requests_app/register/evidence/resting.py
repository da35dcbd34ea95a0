"""Where documents go when what they lie behind does: nothing that was laid down is lost with a row."""

from collections.abc import Sequence

from django.db.models import Model, ProtectedError

from requests_app.register.models import Disclosure, EvidenceDocument, ThirdParty


def move_documents(one: Disclosure | ThirdParty, other: Disclosure | ThirdParty) -> None:
    """Lay what lies behind the one behind the other, inside the transaction of the step."""
    other.documents.add(*one.documents.all())
    one.documents.clear()


def hand_to_third_party(row: Disclosure) -> None:
    """Lay the documents of a disclosure that is about to be removed behind its third party."""
    move_documents(row, row.third_party)


def refuse_while_documents_rest(rows: Sequence[Model]) -> None:
    """Raise `ProtectedError` where a document lies behind one of the rows, all of one table: it would lie nowhere."""
    owner = {Disclosure: "disclosures__in", ThirdParty: "third_parties__in"}.get(type(rows[0]))
    resting: set[Model] = set(EvidenceDocument.objects.filter(**{owner: [row.pk for row in rows]})) if owner else set()
    if resting:
        msg = "A document lies behind it. Take the document off first."
        raise ProtectedError(msg, resting)
