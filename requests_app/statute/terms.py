"""The closed lists of words in which facts and rulings are told."""

from enum import StrEnum


class Answer(StrEnum):
    """What a request gets: always exactly one of these, never silence."""

    DISCLOSURE = "disclosure"
    NOTHING_DISCLOSED = "nothing_disclosed"
    CHOICE = "choice"
    NOT_REQUIRED = "not_required"


class DeadlineKind(StrEnum):
    """Which of the two limits of (b)(1) runs; none where nothing that (a) calls a request came in."""

    DESIGNATED = "designated"
    ELSEWHERE = "elsewhere"
    NONE = "none"


class Channel(StrEnum):
    """How a request came."""

    EMAIL = "email"
    POSTAL = "postal"
    FAX = "fax"
    TOLL_FREE_PHONE = "toll_free_phone"
    PHONE = "phone"
    WEB_FORM = "web_form"
    IN_PERSON = "in_person"


class ContactKind(StrEnum):
    """The four kinds of address or number that (b)(1) lets a business designate."""

    POSTAL = "postal"
    EMAIL = "email"
    TOLL_FREE_PHONE = "toll_free_phone"
    FAX = "fax"


class LinkWording(StrEnum):
    """The words of the home page's link, (b)(1)(B)."""

    YOUR_PRIVACY_RIGHTS = "your_privacy_rights"
    YOUR_CALIFORNIA_PRIVACY_RIGHTS = "your_california_privacy_rights"


class ChoiceKind(StrEnum):
    """The two policies of (c)(2): only with the customer's agreement, or unless the customer objects."""

    OPT_IN = "opt_in"
    OPT_OUT = "opt_out"


class Purpose(StrEnum):
    """What the relationship is primarily for, (e)(1)."""

    PERSONAL = "personal"
    BUSINESS = "business"
    MIXED = "mixed"


class Relationship(StrEnum):
    """How the requester stands to the business, (e)(5); a free service never terminated is ongoing."""

    ONGOING = "ongoing"
    ENDED = "ended"
    ONE_PURCHASE = "one_purchase"
    NONE = "none"
    UNKNOWN = "unknown"


class Relation(StrEnum):
    """How a recipient stands to the business, (e)(8) and (f)."""

    UNAFFILIATED = "unaffiliated"
    AFFILIATE = "affiliate"
    SAME_BRAND_AFFILIATE = "same_brand_affiliate"


class Use(StrEnum):
    """The third party's own use of what it received, (e)(2)."""

    DIRECT_MARKETING = "direct_marketing"
    RESALE = "resale"
    CHARITY = "charity"
    POLITICS = "politics"
    ACCOUNT_PURCHASE = "account_purchase"
    SINGLE_TRANSACTION = "single_transaction"
    DIGITAL_ADVERTISING = "digital_advertising"
    NONE = "none"
    UNKNOWN = "unknown"


class Knowledge(StrEnum):
    """Whether the business knows, or reasonably should know, of the third party's use, (a)."""

    KNOWS = "knows"
    SHOULD_KNOW = "should_know"
    DOES_NOT_KNOW = "does_not_know"
