"""For Django alone: names every model of the packages. Nobody else imports this."""

from requests_app.audit.models import AuditEntry, ChainHead
from requests_app.delivery.models import Delivery
from requests_app.notices.models import Document, Notice
from requests_app.register.models import (
    Brand,
    Business,
    ChoicePolicy,
    ColumnMapping,
    DesignatedContact,
    Disclosure,
    DisclosureEvent,
    EvidenceDocument,
    HomePageLink,
    NotDuplicate,
    NoticeMethod,
    OtherAddress,
    RegisterChange,
    RegisterLoad,
    RowState,
    SameBrandCount,
    ThirdParty,
    YearClose,
    YearPart,
)
from requests_app.requests.models import DisclosureRequest, OnePerson, Receipt, RequestEvent

__all__ = [
    "AuditEntry",
    "Brand",
    "Business",
    "ChainHead",
    "ChoicePolicy",
    "ColumnMapping",
    "Delivery",
    "DesignatedContact",
    "Disclosure",
    "DisclosureEvent",
    "DisclosureRequest",
    "Document",
    "EvidenceDocument",
    "HomePageLink",
    "NotDuplicate",
    "Notice",
    "NoticeMethod",
    "OnePerson",
    "OtherAddress",
    "Receipt",
    "RegisterChange",
    "RegisterLoad",
    "RequestEvent",
    "RowState",
    "SameBrandCount",
    "ThirdParty",
    "YearClose",
    "YearPart",
]
