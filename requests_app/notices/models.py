"""The answer: the notice as it was issued, the file it went out as, the business's own words. None is ever edited."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from requests_app.register.models import Brand, Business
from requests_app.requests.models import DisclosureRequest
from requests_app.statute import Answer

ANSWER_CHOICES = [(answer.value, answer.value.replace("_", " ")) for answer in Answer]


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


class StandardStatement(models.Model):
    """What is the same for all who ask about a year, laid out once, (b)(3): in one language, in plain or large print.

    Its `key` is the digest of what it says: a change of the register, the wording or the layout makes another one.
    """

    key = models.CharField(max_length=64, unique=True, editable=False)
    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="standard_statements")
    year = models.PositiveIntegerField()
    language = models.CharField(max_length=12)
    answer = models.CharField(max_length=20, choices=ANSWER_CHOICES)
    large_print = models.BooleanField(default=False)
    register_version = models.PositiveIntegerField()
    template_version = models.PositiveIntegerField()
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="standard_statements")
    signed_document = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="signed_statements"
    )
    laid_out_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"statement {self.key[:12]}"


class Basis(models.Model):
    """What a notice rests on: the statement as it was said, the facts it was ruled on, and the ruling.

    Requests that the law cannot tell apart rest on the same, kept once under the digest of all three. Nobody is named.
    """

    key = models.CharField(max_length=64, unique=True, editable=False)
    statement = models.JSONField(editable=False)
    facts = models.JSONField(editable=False, help_text="What was ruled on, as the statute package reads it.")
    ruling = models.JSONField(editable=False)

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "bases"

    def __str__(self) -> str:
        return f"basis {self.key[:12]}"


class Notice(models.Model):
    """What was answered: the letter, what it rests on, and the document. What it says is frozen.

    A correction is a new notice that `supersedes` this one.
    """

    disclosure_request = models.ForeignKey(DisclosureRequest, on_delete=models.PROTECT, related_name="notices")
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="notices")
    statement = models.ForeignKey(
        StandardStatement,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="notices",
        help_text="The statement in the document; none where the letter says it all.",
    )
    answer = models.CharField(max_length=20, choices=ANSWER_CHOICES)
    basis = models.ForeignKey(Basis, on_delete=models.PROTECT, related_name="notices")
    name = models.CharField(max_length=64, blank=True, help_text="What the facts and the ruling call the request.")
    letter = models.JSONField(editable=False, help_text="What this reader alone was told, beside the statement.")
    rule_version = models.PositiveIntegerField(help_text="The version of the rules that ruled on the facts.")
    register_version = models.PositiveIntegerField()
    from_open_year = models.BooleanField(
        default=False, help_text="On: the register of the year was not closed when this was compiled."
    )
    template_version = models.PositiveIntegerField()
    unsigned_because = models.CharField(
        max_length=300, blank=True, help_text="Why the document bears no signature, where one was wanted."
    )
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
        indexes = [
            # The desk's lists by answer.
            models.Index(fields=["answer", "disclosure_request"], name="notice_by_answer"),
        ]

    def __str__(self) -> str:
        return f"notice {self.pk}"

    @property
    def content(self) -> dict[str, Any]:
        """What the notice says, as a JSON object: the statement, the letter, and own words where there are any."""
        return {"statement": self.basis.statement, **self.letter}

    @property
    def facts(self) -> dict[str, Any]:
        """What was ruled on, as the statute package reads it."""
        return {**self.basis.facts, "id": self.name}

    @property
    def ruling(self) -> dict[str, Any]:
        """The ruling, as a JSON object."""
        return {**self.basis.ruling, "id": self.name}


class LetterText(models.Model):
    """What a business says in its own words around one kind of answer, in one language: one version of it.

    A version is never edited: another one `supersedes` it, and an empty one takes the text back. Without a brand it
    holds for every brand that has none of its own.
    """

    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="letter_texts")
    brand = models.ForeignKey(Brand, on_delete=models.PROTECT, null=True, blank=True, related_name="letter_texts")
    language = models.CharField(max_length=12)
    answer = models.CharField(max_length=20, choices=ANSWER_CHOICES)
    subject = models.CharField(max_length=120, blank=True)
    opening = models.TextField(blank=True)
    closing = models.TextField(blank=True)
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            # Each text begins once, and each version has one after it: of two writers one is told of the other.
            models.UniqueConstraint(
                fields=["business", "language", "answer"],
                condition=Q(supersedes__isnull=True, brand__isnull=True),
                name="letter_text_begins_once",
            ),
            models.UniqueConstraint(
                fields=["brand", "language", "answer"],
                condition=Q(supersedes__isnull=True, brand__isnull=False),
                name="letter_text_of_brand_begins_once",
            ),
        ]

    def __str__(self) -> str:
        return f"letter text {self.pk}"

    @property
    def is_empty(self) -> bool:
        """Whether it takes the text back."""
        return not (self.subject or self.opening or self.closing)


class MissingText(models.Model):
    """A letter went out in the program's words because the business's own are written in other languages only.

    It is a task for as long as they are. Without a brand it is the business's text that lacks the language.
    """

    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="missing_texts")
    brand = models.ForeignKey(Brand, on_delete=models.PROTECT, null=True, blank=True, related_name="missing_texts")
    language = models.CharField(max_length=12)
    answer = models.CharField(max_length=20, choices=ANSWER_CHOICES)
    since = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["business", "language", "answer"],
                condition=Q(brand__isnull=True),
                name="missing_text_noted_once",
            ),
            models.UniqueConstraint(
                fields=["brand", "language", "answer"],
                condition=Q(brand__isnull=False),
                name="missing_text_of_brand_noted_once",
            ),
        ]

    def __str__(self) -> str:
        return f"missing text {self.pk}"
