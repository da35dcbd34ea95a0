"""Why a mail or letter came back, in plain words, and what to do then. What each server or post office says is many."""

from django.db.models import TextChoices


class ReturnReason(TextChoices):
    """Why something came back: six reasons for mails, five for letters. The label is what staff read."""

    NO_ADDRESS = "NO_ADDRESS", "There is no such mailbox, or it was closed."
    FULL = "FULL", "The mailbox is full."
    NO_SERVER = "NO_SERVER", "The mail server of this address cannot be found or does not answer."
    REFUSED = "REFUSED", "The mail server refuses our mail, as unwanted or by a rule of its own."
    TOO_LARGE = "TOO_LARGE", "The mail is too large for this mailbox."
    UNCLEAR = "UNCLEAR", "The mail server gives no reason that can be told."

    MOVED = "MOVED", "Moved, and left no address or one the post no longer forwards to."
    NOT_KNOWN = "NOT_KNOWN", "Not known there, or there is no such place."
    INCOMPLETE = "INCOMPLETE", "The address is incomplete or cannot be read."
    NOT_TAKEN = "NOT_TAKEN", "The addressee refused the letter or did not collect it."
    NO_WORD = "NO_WORD", "The post gives no reason."


MAIL_REASONS = (
    ReturnReason.NO_ADDRESS,
    ReturnReason.FULL,
    ReturnReason.NO_SERVER,
    ReturnReason.REFUSED,
    ReturnReason.TOO_LARGE,
    ReturnReason.UNCLEAR,
)
LETTER_REASONS = tuple(each for each in ReturnReason if each not in MAIL_REASONS)
WHAT_TO_DO = {
    ReturnReason.NO_ADDRESS: "Compare the address with what the requester wrote, or answer at another one.",
    ReturnReason.FULL: "Answer at another address, or send it again in some days if the due date lets you.",
    ReturnReason.NO_SERVER: "Look for a slip of the pen behind the @, or answer at another address.",
    ReturnReason.REFUSED: "Answer at another address. If others refuse us too, tell whoever runs our mail server.",
    ReturnReason.TOO_LARGE: "Answer by post.",
    ReturnReason.UNCLEAR: "Read what the server said below, then answer at another address or send it again.",
    ReturnReason.MOVED: "Ask the requester by e-mail for the new address, or look for it in your own records.",
    ReturnReason.NOT_KNOWN: "Compare the address with the request, then ask the requester or your own records.",
    ReturnReason.INCOMPLETE: "Complete the address and send the letter again.",
    ReturnReason.NOT_TAKEN: "Answer by e-mail if there is an address; else send the letter once more.",
    ReturnReason.NO_WORD: "Compare the address with the request, then send the letter again or by e-mail.",
}
"""The next step for each, in one sentence. The due date stays as it is, (b)(1)."""
