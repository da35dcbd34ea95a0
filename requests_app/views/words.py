"""The desk's words for what the tables keep as codes."""

from django.utils.translation import gettext_lazy as _

from requests_app.requests.models import DisclosureRequest, Receipt, RequestEvent
from requests_app.statute import Answer, Channel

ANSWERS = {
    Answer.DISCLOSURE.value: _("Disclosure"),
    Answer.NOTHING_DISCLOSED.value: _("Nothing disclosed"),
    Answer.CHOICE.value: _("Right to prevent"),
    Answer.NOT_REQUIRED.value: _("Not required"),
}
ANSWERS_IN_FULL = {
    Answer.DISCLOSURE.value: _("The disclosure is owed"),
    Answer.NOTHING_DISCLOSED.value: _("Nothing was disclosed, and we say so"),
    Answer.CHOICE.value: _("The notice of the right to prevent disclosure is enough"),
    Answer.NOT_REQUIRED.value: _("No answer is required, and we say why"),
}
CHANNELS = {
    Channel.EMAIL.value: _("E-mail"),
    Channel.POSTAL.value: _("Post"),
    Channel.FAX.value: _("Fax"),
    Channel.TOLL_FREE_PHONE.value: _("Toll-free call"),
    Channel.PHONE.value: _("Call"),
    Channel.WEB_FORM.value: _("Web form"),
    Channel.IN_PERSON.value: _("In person"),
}
_EVENTS = {
    "received": _("Request received"),
    "received_again": _("Received again"),
    "assigned": _("Given to a reviewer"),
    "noted": _("Note added"),
    "call_noted": _("Telephone call noted"),
    "deferred": _("Put off"),
    "asked": _("Requester asked"),
    "question_answered": _("Question answered"),
    "question_closed": _("Question closed"),
    "question_accepted": _("Question accepted by the mail server"),
    "question_failed": _("Question refused by the mail server"),
    "question_put_off": _("Question put off by the mail server"),
    "question_doubtful": _("Question: outcome unknown"),
    "said_one_person": _("One person"),
    "authority_seen": _("Authority seen"),
    "acknowledged_after_all": _("Acknowledged after all"),
    "said_two_people": _("Two people"),
    "approved": _("Approved"),
    "approved_first": _("Approved by a first reviewer"),
    "approved_alone": _("Approved without a person"),
    "declined": _("Declined"),
    "compiled": _("Notice prepared and kept"),
    "notice_corrected": _("Corrected notice prepared and kept"),
    "returned": _("Returned to review"),
    "answered": _("Answered"),
    "undelivered": _("Delivery failed"),
    "sending_again": _("Notice queued again"),
    "acknowledgement_accepted": _("Confirmation accepted by the mail server"),
    "acknowledgement_failed": _("Confirmation refused by the mail server"),
    "acknowledgement_put_off": _("Confirmation put off by the mail server"),
    "acknowledgement_doubtful": _("Confirmation: outcome unknown"),
    "notice_accepted": _("Notice accepted by the mail server"),
    "notice_failed": _("Notice refused by the mail server"),
    "notice_put_off": _("Notice put off by the mail server"),
    "notice_doubtful": _("Notice: outcome unknown"),
    "delivery_kept_back": _("Not sent: a corrected notice took its place"),
    "delivery_retried": _("Sent again"),
    "delivery_settled_as_not_sent": _("Settled as not sent"),
    "delivery_accepted": _("Settled as arrived"),
    "delivery_posted": _("Letter posted"),
    "letter_came_back": _("Letter came back"),
    "notice_came_back": _("Notice came back"),
    "acknowledgement_came_back": _("Confirmation came back"),
    "question_came_back": _("Question came back"),
    "notice_came_back_earlier": _("An earlier send of the notice came back"),
    "acknowledgement_came_back_earlier": _("An earlier send of the confirmation came back"),
    "question_came_back_earlier": _("An earlier send of the question came back"),
    "notice_late": _("Notice still on its way"),
    "acknowledgement_late": _("Confirmation still on its way"),
    "question_late": _("Question still on its way"),
    "sent_elsewhere": _("Sent in place of what came back"),
    "return_looked_at": _("Looked at what came back"),
    "address_found": _("Address found"),
    "address_confirmed": _("E-mail address confirmed"),
    "corrected": _("Details changed"),
    "corrected_late": _("Details changed too late for the request"),
    "possible_error": _("“This looks wrong”"),
    "disowned": _("“I did not ask for this”"),
    "withdrawn": _("Withdrawn"),
    "receipt_withdrawn": _("One receipt withdrawn"),
    "looked_at": _("Looked at"),
}
_ACTORS = {
    "requester": _("Requester"),
    "worker": _("Shinelight"),
    "clock": _("Shinelight"),
    "mailbox": _("Mailbox"),
    "provider": _("Mail provider"),
}


def channel(row: DisclosureRequest | Receipt) -> str:
    """Return how the request or one receipt of it came."""
    return str(CHANNELS[row.channel])


def event_title(event: RequestEvent) -> str:
    """Return what happened, in words."""
    return str(_EVENTS.get(event.kind) or event.kind.replace("_", " ").capitalize())


def event_actor(event: RequestEvent) -> str:
    """Return who did it: a person by name, or the program."""
    if event.by is not None:
        return event.by.get_full_name() or event.by.get_username()
    if event.actor.startswith("policy:"):
        return str(_("Shinelight, as your policy lets it"))
    return str(_ACTORS.get(event.actor, event.actor))
