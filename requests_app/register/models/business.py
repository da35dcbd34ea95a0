"""The business that must answer: its names, its designated addresses, its policies, each with the days it held."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from requests_app.register.validators import (
    check_accent_color,
    check_list_of_texts,
    check_timezone,
    check_warning_days,
)
from requests_app.statute import ELSEWHERE, ChoiceKind, ContactKind, LinkWording

EARLIEST_REPORT_YEAR = 2004
"""A request of 2005, the year the section became operative (subdivision (i)), asks about 2004."""
LATEST_REPORT_YEAR = 2199


class NoticePdf(models.TextChoices):
    """Which PDF a notice by e-mail carries; by post there is always a letter."""

    ADDRESSED = "ADDRESSED", "addressed: a letter, and the statement behind it"
    STANDARD = "STANDARD", "standard: the statement alone, the same file for everybody; the letter is the e-mail's text"


def default_warning_days() -> list[int]:
    """Return how many days before the due date staff are warned, unless the business says otherwise."""
    return [10, 5, 2]


class Business(models.Model):
    """A legal entity that owes answers under 1798.83. One answer covers all of its brands."""

    slug = models.SlugField(unique=True)
    legal_name = models.CharField(max_length=200)
    trade_names = models.JSONField(default=list, blank=True, validators=[check_list_of_texts])
    postal_address = models.CharField(max_length=300, help_text="As on the letterhead, parts after commas.")
    reply_email = models.EmailField(help_text="Notices come from this address, and people write back to it.")
    timezone = models.CharField(max_length=60, default="America/Los_Angeles", validators=[check_timezone])
    employees = models.PositiveIntegerField(default=250, help_text="Heads, full and part time, (c)(1).")
    languages = models.JSONField(default=list, blank=True, validators=[check_list_of_texts])
    accent_color = models.CharField(max_length=7, default="#1b5e7b", validators=[check_accent_color])
    logo = models.ForeignKey(
        "Logo", on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="worn_by"
    )
    web_form_is_designated = models.BooleanField(
        default=True, help_text="On: a request through the form is answered within 30 days (the careful reading)."
    )
    cfipa_compliant = models.BooleanField(
        null=True,
        blank=True,
        verbose_name="complies with the California Financial Information Privacy Act",
        help_text="Unknown: not a financial institution under that Act. Yes or No: one that complies, or not, (h).",
    )
    target_days = models.PositiveSmallIntegerField(
        default=15,
        help_text="Days after receipt by which the business wants to have answered; its own aim, not the law's.",
    )
    warning_days = models.JSONField(
        default=default_warning_days,
        blank=True,
        validators=[check_warning_days],
        help_text="Days before the due date on which staff are warned, such as [10, 5, 2]; from the last it is red.",
    )
    postal_lead_days = models.PositiveSmallIntegerField(
        default=5, help_text="Days a letter may take: it is posted so long before its due date."
    )
    notice_pdf = models.CharField(
        max_length=10,
        choices=NoticePdf.choices,
        default=NoticePdf.ADDRESSED,
        verbose_name="PDF of a notice by e-mail",
        help_text="Addressed unless a wave of thousands has to leave within the hour.",
    )
    opt_out_text = models.TextField(blank=True, help_text="How a customer stops such disclosures free of charge.")
    opt_out_url = models.URLField(blank=True)
    opt_out_email = models.EmailField(blank=True)
    opt_out_phone = models.CharField(max_length=40, blank=True)
    register_version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["legal_name", "id"]
        verbose_name_plural = "businesses"

    def __str__(self) -> str:
        return self.legal_name


class Brand(models.Model):
    """A name under which the business meets its customers."""

    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="brands")
    name = models.CharField(max_length=120)
    slug = models.SlugField()

    class Meta:
        ordering = ["name", "id"]
        constraints = [models.UniqueConstraint(fields=["business", "slug"], name="brand_slug_once_a_business")]

    def __str__(self) -> str:
        return self.name


class DatedFact(models.Model):
    """Something that held from one day to another, both counted; an open end is null."""

    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_ends_after_it_begins",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
            )
        ]


class DesignatedContact(DatedFact):
    """An address or number the business designated for requests, (b)(1). Judged as of the day of receipt."""

    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="designated_contacts")
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value.replace("_", " ")) for kind in ContactKind])
    value = models.CharField(max_length=300)

    class Meta(DatedFact.Meta):
        ordering = ["valid_from", "id"]
        constraints = [
            *DatedFact.Meta.constraints,
            models.UniqueConstraint(fields=["business", "kind", "value", "valid_from"], name="designated_contact_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.value}"

    def clean(self) -> None:
        """Refuse what no request can come to: a blank, and the word by which the law's facts mean no designated one."""
        if not self.value.strip() or self.value.strip().casefold() == ELSEWHERE:
            raise ValidationError({"value": "Write the address or number itself."})


class OtherAddress(models.Model):
    """An address of the business that is not designated: what arrives there has 150 days, (b)(1)."""

    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="other_addresses")
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value.replace("_", " ")) for kind in ContactKind])
    value = models.CharField(max_length=300)

    class Meta:
        ordering = ["kind", "value", "id"]
        verbose_name_plural = "other addresses"
        constraints = [models.UniqueConstraint(fields=["business", "kind", "value"], name="other_address_once")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.value}"


class HomePageLink(DatedFact):
    """A link on the home page whose page meets (b)(1)(B)."""

    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="home_page_links")
    wording = models.CharField(
        max_length=40, choices=[(word.value, word.value.replace("_", " ").title()) for word in LinkWording]
    )
    page = models.URLField(
        blank=True, max_length=500, help_text="The address of the linked page. It is looked at each day."
    )
    home_page = models.URLField(
        blank=True, max_length=500, help_text="The address of the home page with the link, to look at it too."
    )

    class Meta(DatedFact.Meta):
        ordering = ["valid_from", "id"]

    def __str__(self) -> str:
        return f"“{self.get_wording_display()}” since {self.valid_from}"


class NoticeMethod(DatedFact):
    """Which of (b)(1)(A), (B), (C) the business elected to tell customers where to write, with its evidence."""

    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="notice_methods")
    clause = models.CharField(
        max_length=12, choices=[(clause, clause) for clause in ("(b)(1)(A)", "(b)(1)(B)", "(b)(1)(C)")]
    )
    evidence = models.TextField(blank=True)

    class Meta(DatedFact.Meta):
        ordering = ["valid_from", "id"]

    def __str__(self) -> str:
        return f"{self.clause} since {self.valid_from}"


class ChoicePolicy(models.Model):
    """A published policy of not disclosing without consent, or after an opt-out, (c)(2)."""

    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="choice_policies")
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value.replace("_", "-")) for kind in ChoiceKind])
    published_from = models.DateField()
    published_to = models.DateField(null=True, blank=True)
    maintained = models.BooleanField(default=True)
    cost_free_means = models.BooleanField(default=True)
    covers_affiliates = models.BooleanField(default=True)

    class Meta:
        ordering = ["-published_from", "-id"]
        verbose_name_plural = "choice policies"
        constraints = [
            models.CheckConstraint(
                name="choice_policy_ends_after_it_begins",
                condition=Q(published_to__isnull=True) | Q(published_to__gte=F("published_from")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} policy since {self.published_from}"


class SameBrandCount(models.Model):
    """The overall number of affiliated companies that share the brand name in a year, (f)(3)."""

    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="same_brand_counts")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()

    class Meta:
        ordering = ["-year", "id"]
        constraints = [
            models.UniqueConstraint(fields=["business", "year"], name="same_brand_count_once_a_year"),
            models.CheckConstraint(
                name="same_brand_count_in_force",
                condition=Q(year__gte=EARLIEST_REPORT_YEAR, year__lte=LATEST_REPORT_YEAR),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} in {self.year}"
