"""The register's tables: the business, the third parties, what was disclosed to them, and when each was known."""

from requests_app.register.models.business import (
    EARLIEST_REPORT_YEAR,
    LATEST_REPORT_YEAR,
    Brand,
    Business,
    ChoicePolicy,
    DesignatedContact,
    HomePageLink,
    NoticeMethod,
    NoticePdf,
    OtherAddress,
    SameBrandCount,
)
from requests_app.register.models.change import RegisterChange, RowState
from requests_app.register.models.closing import YearClose, YearPart
from requests_app.register.models.disclosure import Disclosure
from requests_app.register.models.duty_check import DutyCheck, DutyKind
from requests_app.register.models.evidence import EvidenceDocument, NotDuplicate
from requests_app.register.models.load import ColumnMapping, DisclosureEvent, RegisterLoad
from requests_app.register.models.logo import Logo
from requests_app.register.models.reach import Reach
from requests_app.register.models.third_party import ThirdParty

__all__ = [
    "EARLIEST_REPORT_YEAR",
    "LATEST_REPORT_YEAR",
    "Brand",
    "Business",
    "ChoicePolicy",
    "ColumnMapping",
    "DesignatedContact",
    "Disclosure",
    "DisclosureEvent",
    "DutyCheck",
    "DutyKind",
    "EvidenceDocument",
    "HomePageLink",
    "Logo",
    "NotDuplicate",
    "NoticeMethod",
    "NoticePdf",
    "OtherAddress",
    "Reach",
    "RegisterChange",
    "RegisterLoad",
    "RowState",
    "SameBrandCount",
    "ThirdParty",
    "YearClose",
    "YearPart",
]
