"""Documents behind a disclosure: the contract or letter that shows what was agreed, or that the business knew."""

import secrets

from django.db import models

from requests_app.register.models.business import Business


def random_name(document: models.Model, file_name: str) -> str:  # noqa: ARG001 - Django's own signature
    """Return where a document is kept: nothing of its own name, and nothing that anybody could guess."""
    return f"evidence/{secrets.token_hex(16)}"


class EvidenceDocument(models.Model):
    """A document as it was uploaded, kept under its digest and only ever handed out as a download."""

    class Kind(models.TextChoices):
        """What the document is."""

        CONTRACT = "contract", "contract"
        LETTER = "letter", "letter"
        DOCUMENT = "document", "other document"

    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="evidence_documents")
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.DOCUMENT)
    file = models.FileField(upload_to=random_name)
    media_type = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)
    size = models.PositiveIntegerField(help_text="Bytes.")
    uploaded_at = models.DateTimeField()
    uploaded_by = models.CharField(max_length=80)

    class Meta:
        ordering = ["-uploaded_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["business", "digest"], name="evidence_document_once")]

    def __str__(self) -> str:
        return f"document {self.pk}"


class NotDuplicate(models.Model):
    """Two third parties that look alike and are not the same: somebody checked, and is not asked again."""

    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="not_duplicates")
    one = models.ForeignKey("ThirdParty", on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey("ThirdParty", on_delete=models.CASCADE, related_name="+")
    said_by = models.CharField(max_length=80)
    said_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="not_duplicate_once"),
            models.CheckConstraint(name="not_duplicate_in_order", condition=models.Q(one__lt=models.F("other"))),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} is not {self.other_id}"
