"""The register's tables: the business, the third parties, what was disclosed to them."""

from requests_app.register.models.business import (
    Brand,
    Business,
    ChoicePolicy,
    DesignatedContact,
    HomePageLink,
    NoticeMethod,
    OtherAddress,
    SameBrandCount,
)
from requests_app.register.models.disclosure import Disclosure
from requests_app.register.models.third_party import ThirdParty

__all__ = [
    "Brand",
    "Business",
    "ChoicePolicy",
    "DesignatedContact",
    "Disclosure",
    "HomePageLink",
    "NoticeMethod",
    "OtherAddress",
    "SameBrandCount",
    "ThirdParty",
]
