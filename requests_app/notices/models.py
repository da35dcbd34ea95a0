"""The answer: the notice as it was issued, and the file it went out as. Neither is ever edited."""

from django.db import models
from django.db.models import Q

from requests_app.requests.models import DisclosureRequest
from requests_app.statute import Answer


class Document(models.Model):
    """A PDF, kept once under its digest: what was sent is what is kept, never built again."""

    digest = models.CharField(max_length=64, unique=True, editable=False)
    pdf = models.BinaryField(editable=False)
    pages = models.PositiveIntegerField(editable=False)
    kept_at = models.DateTimeField(editable=False)

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(name="document_has_pages", condition=Q(pages__gte=1))]

    def __str__(self) -> str:
        return f"document {self.digest[:12]}"


class Notice(models.Model):
    """What was answered: the frozen content, the facts and the ruling behind it, and the document.

    A correction is a new notice that `supersedes` this one.
    """

    disclosure_request = models.ForeignKey(DisclosureRequest, on_delete=models.PROTECT, related_name="notices")
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="notices")
    answer = models.CharField(
        max_length=20, choices=[(answer.value, answer.value.replace("_", " ")) for answer in Answer]
    )
    content = models.JSONField(editable=False)
    facts = models.JSONField(editable=False, help_text="What was ruled on, as the statute package reads it.")
    ruling = models.JSONField(editable=False)
    rule_version = models.PositiveIntegerField(help_text="The version of the rules that ruled on the facts.")
    register_version = models.PositiveIntegerField()
    from_open_year = models.BooleanField(
        default=False, help_text="On: the register of the year was not closed when this was compiled."
    )
    template_version = models.PositiveIntegerField()
    issued_at = models.DateTimeField()
    issued_on = models.DateField()

    class Meta:
        ordering = ["id"]
        constraints = [
            # However often a worker begins, a request gets one first notice.
            models.UniqueConstraint(
                fields=["disclosure_request"], condition=Q(supersedes__isnull=True), name="notice_first_once"
            ),
        ]

    def __str__(self) -> str:
        return f"notice {self.pk}"
