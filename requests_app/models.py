"""For Django alone: names every model of the packages. Nobody else imports this."""

from requests_app.audit.models import AuditEntry, ChainHead
from requests_app.delivery.models import Delivery
from requests_app.notices.models import Document, Notice
from requests_app.register.models import (
    Brand,
    Business,
    ChoicePolicy,
    DesignatedContact,
    Disclosure,
    HomePageLink,
    NoticeMethod,
    OtherAddress,
    SameBrandCount,
    ThirdParty,
)
from requests_app.requests.models import DisclosureRequest, RequestEvent

__all__ = [
    "AuditEntry",
    "Brand",
    "Business",
    "ChainHead",
    "ChoicePolicy",
    "Delivery",
    "DesignatedContact",
    "Disclosure",
    "DisclosureRequest",
    "Document",
    "HomePageLink",
    "Notice",
    "NoticeMethod",
    "OtherAddress",
    "RequestEvent",
    "SameBrandCount",
    "ThirdParty",
]
