"""The question: a request, each time it arrived, and everything that happened to it."""

from requests_app.requests.models.disclosure_request import DisclosureRequest
from requests_app.requests.models.dossier import AgentKind, Dossier
from requests_app.requests.models.event import RequestEvent
from requests_app.requests.models.incoming_message import IncomingMessage, MailboxVisit
from requests_app.requests.models.later_word import LaterWord, WordKind
from requests_app.requests.models.legal_note import LegalNote
from requests_app.requests.models.one_person import OnePerson
from requests_app.requests.models.other_wish import OtherWish, Wish
from requests_app.requests.models.question import Question
from requests_app.requests.models.receipt import Receipt
from requests_app.requests.models.request_note import RequestNote
from requests_app.requests.models.search_entry import SearchEntry
from requests_app.requests.models.told import AnswerFormat, Arrival, ReplyBy, Told, new_secret

__all__ = [
    "AgentKind",
    "AnswerFormat",
    "Arrival",
    "DisclosureRequest",
    "Dossier",
    "IncomingMessage",
    "LaterWord",
    "LegalNote",
    "MailboxVisit",
    "OnePerson",
    "OtherWish",
    "Question",
    "Receipt",
    "ReplyBy",
    "RequestEvent",
    "RequestNote",
    "SearchEntry",
    "Told",
    "Wish",
    "WordKind",
    "new_secret",
]
