"""The third parties: whom the business disclosed personal information to, fit to be printed, (a)(2)."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower

from requests_app.register.models.business import Business
from requests_app.register.models.evidence import EvidenceDocument
from requests_app.statute import Relation

HOME_COUNTRY = frozenset({"us", "usa", "u.s.", "u.s.a.", "united states", "united states of america"})
"""Spellings of the country that a letter within the United States leaves out."""


NOTHING = frozenset({"", "-", "--", "n/a", "na", "n.a.", "none", "null", "unknown", "tbd", "?"})
"""What people write into a cell they cannot fill; it is no part of an address."""


def part_of_address(text: str) -> str:
    """Return the text on one line, or nothing where it says nothing."""
    line = " ".join(text.split())
    parts = [part for part in line.split(", ") if part.strip().lower() not in NOTHING]
    return ", ".join(parts) if line.lower() not in NOTHING else ""


class ThirdPartyQuerySet(models.QuerySet["ThirdParty"]):
    """Third parties, by what is asked of them."""

    def standing(self) -> "ThirdPartyQuerySet":
        """Return those of the register as it is: a merged one is named nowhere any more, a removed one has no row."""
        return self.filter(merged_into__isnull=True)


class ThirdParty(models.Model):
    """A separate legal entity, (e)(8). Its postal address is what a notice must print, so its absence blocks one."""

    class Kind(models.TextChoices):
        """What the third party does with what it gets, where that is its trade."""

        BROKER = "broker", "data broker"
        COOPERATIVE = "cooperative", "data co-operative"

    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="third_parties")
    legal_name = models.CharField(max_length=300)
    trade_name = models.CharField(max_length=300, blank=True)
    street = models.CharField(max_length=300, blank=True)
    city = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=60, blank=True)
    postal_code = models.CharField(max_length=20, blank=True)
    country = models.CharField(max_length=80, blank=True, help_text="Empty: United States.")
    relation = models.CharField(
        max_length=24,
        default=Relation.UNAFFILIATED.value,
        choices=[(relation.value, relation.value.replace("_", " ")) for relation in Relation],
    )
    nature_clear = models.BooleanField(default=True, help_text="On: the name alone says what they sell, (a)(2).")
    products = models.TextField(blank=True, help_text="Examples of what they market, one a line.")
    products_known = models.BooleanField(default=True, help_text="Off: checked, and not known to the business, (a)(2).")
    kind = models.CharField(
        max_length=12, choices=Kind.choices, blank=True, help_text="Whether it sells on, or shares, what it gets."
    )
    opt_out = models.CharField(
        max_length=300, blank=True, help_text="Where a customer can stop its mailings: a web address, e-mail or number."
    )
    contract_ends_on = models.DateField(
        null=True, blank=True, help_text="The last day of the contract under which it got information."
    )
    documents = models.ManyToManyField(EvidenceDocument, blank=True, editable=False, related_name="third_parties")
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged", editable=False
    )

    objects = ThirdPartyQuerySet.as_manager()

    class Meta:
        ordering = ["legal_name", "id"]
        verbose_name_plural = "third parties"
        constraints = [
            # Same name and same address is one recipient; another address is another one.
            models.UniqueConstraint(
                Lower("legal_name"), Lower("street"), Lower("city"), "postal_code", "business", name="third_party_once"
            ),
            models.CheckConstraint(name="third_party_has_a_name", condition=~models.Q(legal_name="")),
            models.CheckConstraint(
                name="third_party_not_merged_into_itself", condition=~models.Q(merged_into=models.F("id"))
            ),
        ]

    def __str__(self) -> str:
        return self.legal_name

    def clean(self) -> None:
        """Refuse a name of nothing but spaces: a notice has to name the third party, (a)(2)."""
        if not self.legal_name.strip():
            raise ValidationError({"legal_name": "Write the name of the third party."})

    @property
    def printed_name(self) -> str:
        """The name as a notice prints it, on one line: the legal one, with the name customers know behind it."""
        legal, trade = (" ".join(map(str.strip, name.splitlines())) for name in (self.legal_name, self.trade_name))
        return f"{legal} ({trade})" if trade and trade != legal else legal

    @property
    def printed_address(self) -> str | None:
        """The postal address in one line, or None while street or city is missing."""
        street, city = part_of_address(self.street), part_of_address(self.city)
        if not (street and city):
            return None
        region = " ".join(filter(None, map(part_of_address, (self.state, self.postal_code))))
        country = part_of_address(self.country)
        abroad = "" if country.lower() in HOME_COUNTRY else country
        parts = (street, city, region, abroad)
        return ", ".join(part for part in parts if part)

    @property
    def product_examples(self) -> tuple[str, ...]:
        return tuple(line.strip() for line in self.products.splitlines() if line.strip())
