"""Documents behind a disclosure: the contract or letter that shows what was agreed, or that the business knew."""

from django.db import models

from requests_app.register.models.business import Business


class EvidenceDocument(models.Model):
    """A document as it was uploaded, kept under its digest and only ever handed out as a download."""

    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="evidence_documents")
    title = models.CharField(max_length=200)
    file = models.FileField(upload_to="evidence/")
    media_type = models.CharField(max_length=60)
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
