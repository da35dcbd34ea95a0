"""Write the proof bundle of a campaign: one pass over its rows, of which no more than a thousand are in memory."""

import csv
import io
import json
import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from tempfile import SpooledTemporaryFile
from typing import IO
from zoneinfo import ZoneInfo

from django.template.loader import render_to_string
from django.utils import timezone, translation

from requests_app.audit import publish
from requests_app.audit.export import CHECKER
from requests_app.audit.models import AuditEntry
from requests_app.bundle.pieces import CHUNK, FileLine, Piece
from requests_app.bundle.rows import Row, entry_as_json, head_as_json, told
from requests_app.bundle.write import Written, write_files
from requests_app.cure.knowledge import last_day
from requests_app.cure.models import Campaign
from requests_app.cure.proof import rows
from requests_app.cure.proof.differing import first_pairs, number_of_pairs, pairs
from requests_app.cure.proof.totals import NOT_PROVIDED, Totals
from requests_app.cure.proof.words import question_of
from requests_app.notices.sign import signature_of
from requests_app.requests.assign import name_of

FORMAT = "shinelight-cure-proof/1"
DRAWN = "cure.proof_drawn"
"""Of the audit: somebody took the proof out."""
MOST_ON_PAGE = 100
MOST_PAIRS_ON_PAGE = 20
_PRIVATE = frozenset({"what_was_wrong", "because", "told_of_day"})
"""What counsel wrote for counsel alone may be privileged: it stays in the program."""
logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Proof:
    """A proof while it is written: what was seen on the way is told on its page."""

    campaign: Campaign
    at: datetime
    totals: Totals
    failed: IO[bytes]
    """A line of CSV for each row that ended without a notice."""
    first_failed: list[rows.Line] = field(default_factory=list)
    head: Row | None = None


def write(campaign: Campaign, out: IO[bytes], *, at: datetime) -> Written:
    """Write the bundle of a launched campaign to a file that can be read and sought in."""
    with SpooledTemporaryFile(max_size=CHUNK) as failed:
        totals = Totals(people=campaign.people, last_day=last_day(campaign.event))
        proof = Proof(campaign, at, totals, failed)
        return write_files(
            out,
            _pieces(proof),
            page=lambda files: _page(proof, files),
            about=lambda: {"format": FORMAT, "campaign": campaign.pk, "made_at": at.isoformat(timespec="seconds")},
            sign=_signature,
        )


def _pieces(proof: Proof) -> Iterator[Piece]:
    """Give the files; each is written before the next is asked for, so that the later ones may count the earlier."""
    campaign = proof.campaign
    yield _json("event.json", "What the business knew, and since when", _event(campaign))
    yield _json("campaign.json", "How people were found, and how the campaign went", _campaign(campaign))
    yield _jsonl("differences.jsonl", "What notices told, and what replaced it", _differences(campaign))
    yield _jsonl("rows.jsonl", "Each person, with each mail and letter and what became of it", _counted(proof))
    yield Piece("failures.csv", "Who got no notice, and why", lambda: _rewound(proof.failed))
    yield _json("totals.json", "The lines of rows.jsonl, counted", proof.totals.as_json())
    yield _jsonl("audit-rows.jsonl", "The audit’s entries about these requests since the launch", _entries(proof))
    yield _json("audit.json", "The audit’s entries about the event", list(_own_entries(proof)))
    head = publish.covering(proof.totals.last_number, at=proof.at)
    if head is not None:
        proof.head = head_as_json(head)
        yield _json("audit-head.json", "Where the chain of the audit ended", proof.head)
        yield Piece(
            CHECKER.name, "Checks an export of the audit; needs Python alone", lambda: iter([CHECKER.read_bytes()])
        )


def _event(campaign: Campaign) -> Row:
    event = campaign.event
    word, change = event.later_word, event.register_change
    return {
        "business": event.business.legal_name,
        **told(event, besides=_PRIVATE),
        "source": event.get_source_display(),
        "last_day": last_day(event).isoformat(),
        "day_set_anew": [told(each, besides=_PRIVATE) for each in event.known_on_changes.select_related("by")],
        "step_of_the_register": {"number": change.number, **told(change)} if change else None,
        "said_by_the_requester_of": word.receipt.disclosure_request.reference if word else None,
    }


def _campaign(campaign: Campaign) -> Row:
    return {
        "campaign": campaign.pk,
        **told(campaign),
        "state": campaign.get_state_display(),
        "question": [{"says": each.says, "number": each.number} for each in question_of(campaign)],
    }


def _differences(campaign: Campaign) -> Iterator[Row]:
    return (pair.as_json() for pair in pairs(campaign))


def _counted(proof: Proof) -> Iterator[Row]:
    """Give the lines, and count each as it passes."""
    text = io.TextIOWrapper(proof.failed, encoding="utf-8", newline="", write_through=True)
    table = csv.writer(text)
    table.writerow(("reference", "stands", "why it was in", "why it got no notice", "ended"))
    for line in rows.lines(proof.campaign):
        state = line.row.State(line.row.state)
        proof.totals.count(state, line.provided_on)
        if state in NOT_PROVIDED:
            row = line.told
            table.writerow((row["reference"], row["stands"], row["why"], row["says"], row["ended_at"] or ""))
            if len(proof.first_failed) < MOST_ON_PAGE:
                proof.first_failed.append(line)
        yield line.told
    text.detach()


def _entries(proof: Proof) -> Iterator[Row]:
    return (_seen(proof, entry) for entry in rows.entries(proof.campaign))


def _own_entries(proof: Proof) -> Iterator[Row]:
    """Give the event's entries, but for those that say that the proof was taken out."""
    own = AuditEntry.objects.filter(subject=f"knowledge_event:{proof.campaign.event_id}").exclude(action=DRAWN)
    return (_seen(proof, entry) for entry in own.order_by("id"))


def _seen(proof: Proof, entry: AuditEntry) -> Row:
    proof.totals.last_number = max(proof.totals.last_number, entry.number or 0)
    return entry_as_json(entry)


def _page(proof: Proof, files: Sequence[FileLine]) -> str:
    event = proof.campaign.event
    number = number_of_pairs(proof.campaign)
    values = {
        "proof": proof,
        "campaign": proof.campaign,
        "event": event,
        "last_day": last_day(event),
        "noted_by": name_of(event.noted_by),
        "launched_by": name_of(proof.campaign.launched_by) if proof.campaign.launched_by else "",
        "changes": event.known_on_changes.select_related("by"),
        "question": question_of(proof.campaign),
        "pairs": first_pairs(proof.campaign, MOST_PAIRS_ON_PAGE),
        "more_pairs": max(0, number - MOST_PAIRS_ON_PAGE),
        "totals": proof.totals,
        "failures": proof.first_failed,
        "more_failures": max(0, proof.totals.not_provided - MOST_ON_PAGE),
        "head": proof.head,
        "files": files,
    }
    with translation.override("en"), timezone.override(ZoneInfo(event.business.timezone)):
        return render_to_string("bundle/campaign.html", values)


def _signature(manifest: bytes) -> Piece:
    """Return the manifest's signature, or the file that says that there is none and why."""
    try:
        signature = signature_of(manifest)
        says = "No key is named on this installation (SIGNING_KEY_FILE)."
    except Exception as error:  # whatever the key cannot do, the proof is handed out, and says so
        logger.warning("The manifest of a proof could not be signed: %s", type(error).__name__, exc_info=True)
        signature, says = None, f"It could not be signed: {type(error).__name__}."
    if signature is None:
        text = f"The manifest is not signed. {says}\n".encode()
        return Piece("manifest-unsigned.txt", "Why the manifest is not signed", lambda: iter([text]))
    return Piece("manifest.json.p7s", "The manifest’s signature (CMS, DER)", lambda: iter([signature]))


def _json(name: str, what: str, value: object) -> Piece:
    text = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    return Piece(name, what, lambda: iter([text.encode()]))


def _jsonl(name: str, what: str, values: Iterable[Row]) -> Piece:
    """Return a file of a line of JSON for each value; the values are asked for while it is written."""
    return Piece(name, what, lambda: (f"{_line(value)}\n".encode() for value in values))


def _line(value: Row) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _rewound(file: IO[bytes]) -> Iterator[bytes]:
    file.seek(0)
    while chunk := file.read(CHUNK):
        yield chunk
