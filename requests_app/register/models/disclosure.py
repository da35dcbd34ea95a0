"""What was disclosed to a third party in a calendar year, and what the law makes of it."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from requests_app.register.models.business import EARLIEST_REPORT_YEAR, LATEST_REPORT_YEAR, Brand
from requests_app.register.models.evidence import EvidenceDocument
from requests_app.register.models.third_party import ThirdParty
from requests_app.register.validators import check_categories, check_list_of_texts
from requests_app.statute import EXCLUSIONS, Knowledge, Use


class Disclosure(models.Model):
    """Personal information disclosed to one third party in one calendar year, (e)(3).

    `use` is the third party's own, (e)(2). An exclusion under (d) is claimed here with an answer to each of its
    conditions; whether it holds is for the statute package to say.
    """

    third_party = models.ForeignKey(ThirdParty, on_delete=models.PROTECT, related_name="disclosures")
    brand = models.ForeignKey(Brand, on_delete=models.PROTECT, null=True, blank=True, related_name="disclosures")
    year = models.PositiveSmallIntegerField(verbose_name="calendar year")
    categories = models.JSONField(default=list, blank=True, validators=[check_categories])
    derived_from = models.JSONField(
        default=list, blank=True, validators=[check_categories], help_text="What a list was selected by, (e)(6)(B)."
    )
    inferable = models.BooleanField(
        default=False, help_text="On: the recipient can tell what the list was derived from, (e)(6)(B)."
    )
    use = models.CharField(
        max_length=24,
        default=Use.DIRECT_MARKETING.value,
        choices=[(use.value, use.value.replace("_", " ")) for use in Use],
        help_text="The third party's own use, (e)(2).",
    )
    knowledge = models.CharField(
        max_length=20,
        default=Knowledge.KNOWS.value,
        choices=[(level.value, level.value.replace("_", " ")) for level in Knowledge],
        help_text="Whether the business knows, or should know, of that use, (a).",
    )
    exclusion_clause = models.CharField(
        max_length=12, blank=True, choices=[(clause, f"{clause} {entry.title}") for clause, entry in EXCLUSIONS.items()]
    )
    exclusion_conditions = models.JSONField(
        default=dict, blank=True, help_text="Each condition of the clause: true or false."
    )
    exclusion_answered = models.JSONField(
        default=dict, blank=True, editable=False, help_text="Each condition: the version of the step that answered it."
    )
    unreported_data = models.JSONField(
        default=list, blank=True, validators=[check_list_of_texts], help_text="Data outside the 27 categories."
    )
    disclosed_from = models.DateField(null=True, blank=True, help_text="The first day, where it is known.")
    disclosed_to = models.DateField(null=True, blank=True, help_text="The last day, where it is known.")
    note = models.TextField(blank=True, help_text="Contract, list name, evidence.")
    documents = models.ManyToManyField(EvidenceDocument, blank=True, editable=False, related_name="disclosures")

    class Meta:
        ordering = ["-year", "third_party__legal_name", "id"]
        constraints = [
            models.CheckConstraint(
                name="disclosure_year_in_force",
                condition=Q(year__gte=EARLIEST_REPORT_YEAR, year__lte=LATEST_REPORT_YEAR),
            ),
            models.CheckConstraint(
                name="disclosure_conditions_need_a_clause",
                condition=~Q(exclusion_clause="") | Q(exclusion_conditions={}),
            ),
            models.CheckConstraint(
                name="disclosure_days_in_its_year",
                condition=(Q(disclosed_from__isnull=True) | Q(disclosed_from__year=F("year")))
                & (Q(disclosed_to__isnull=True) | Q(disclosed_to__year=F("year")))
                & (
                    Q(disclosed_from__isnull=True)
                    | Q(disclosed_to__isnull=True)
                    | Q(disclosed_to__gte=F("disclosed_from"))
                ),
            ),
        ]
        indexes = [models.Index(fields=["year", "third_party"], name="disclosure_year")]

    def __str__(self) -> str:
        return f"disclosure {self.pk} of {self.year}"

    def clean(self) -> None:
        """Refuse conditions that the claimed clause does not know."""
        known = (
            {condition.name for condition in EXCLUSIONS[self.exclusion_clause].conditions}
            if self.exclusion_clause in EXCLUSIONS
            else set()
        )
        given = self.exclusion_conditions
        if not isinstance(given, dict) or not all(isinstance(answer, bool) for answer in given.values()):
            raise ValidationError({"exclusion_conditions": "Write each condition with true or false."})
        unknown = sorted(set(given) - known)
        if unknown:
            clause = self.exclusion_clause or "without a clause"
            says = f"{clause} knows no condition {', '.join(unknown)}."
            raise ValidationError({"exclusion_conditions": says})
