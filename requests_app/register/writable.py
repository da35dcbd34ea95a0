"""What the register does not let be written: to a merged third party, or against the hand-overs behind a row."""

from collections.abc import Iterable, Mapping

from django.db.models import Model

from requests_app.register.hand_overs import hand_overs_of, in_words, why_it_stays
from requests_app.register.models import Disclosure, ThirdParty


class RefusedWriteError(Exception):
    """The row is not written; the message is a sentence for people that says why and what to do."""


def check_save(row: Model, before: Mapping[str, object] | None) -> None:
    """Refuse to write to a merged third party, to move a disclosure out of the year of its hand-overs, or a row away.

    `before` is what the row says in the database; None for a new one. The merge itself is let through. A row stays in
    the register of its business: what was known of it on a past day is kept there.
    """
    if before is not None and _is_moved(row, before):
        msg = "A row stays with its business. Nothing was saved. Enter it anew at the other one, and remove it here."
        raise RefusedWriteError(msg)
    if isinstance(row, ThirdParty) and before is not None and before["merged_into_id"] is not None:
        _refuse_merged([row.pk])
    if isinstance(row, Disclosure):
        _refuse_merged([row.third_party_id])
        if before is not None and before["year"] != row.year and (behind := hand_overs_of(row)):
            msg = (
                f"This disclosure stays in {before['year']}: {in_words(behind)} behind it, dated in that "
                f"year. Add another disclosure for {row.year}, or undo the file if its days were wrong."
            )
            raise RefusedWriteError(msg)


def _is_moved(row: Model, before: Mapping[str, object]) -> bool:
    if isinstance(row, Disclosure):
        held_by = ThirdParty.objects.filter(pk__in=[before["third_party_id"], row.third_party_id])
        return held_by.values("business").distinct().count() > 1
    return "business_id" in before and before["business_id"] != getattr(row, "business_id", None)


def check_add(rows: Iterable[ThirdParty | Disclosure]) -> None:
    """Refuse new disclosures of a merged third party."""
    parties = {row.third_party_id: row.third_party for row in rows if isinstance(row, Disclosure)}
    if parties:
        business = next(iter(parties.values())).business_id
        merged = ThirdParty.objects.filter(business=business, merged_into__isnull=False)
        _refuse_merged([pk for pk in merged.values_list("pk", flat=True) if pk in parties])


def check_removal(row: Model) -> None:
    """Refuse to remove a disclosure with hand-overs behind it: they are evidence of it."""
    if isinstance(row, Disclosure) and (behind := hand_overs_of(row)):
        raise RefusedWriteError(why_it_stays(behind))


def _refuse_merged(pks: list[int]) -> None:
    party = ThirdParty.objects.filter(pk__in=pks[:1], merged_into__isnull=False).select_related("merged_into").first()
    if party is not None and party.merged_into is not None:
        msg = (
            f"{party.legal_name} was merged into {party.merged_into.legal_name} and is named in no notice any more. "
            f"Nothing was saved. Enter this at {party.merged_into.legal_name}."
        )
        raise RefusedWriteError(msg)
