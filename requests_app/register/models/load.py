"""Files loaded into the register, the hand-overs they record, and how a business's headings are read."""

from django.db import models
from django.db.models import Q

from requests_app.register.models.business import EARLIEST_REPORT_YEAR, LATEST_REPORT_YEAR, Business
from requests_app.register.models.change import RegisterChange
from requests_app.register.models.disclosure import Disclosure


class RegisterLoad(models.Model):
    """One file on its way into the register: all of it is taken, or none."""

    class State(models.TextChoices):
        """Where the file is on its way."""

        WAITING = "waiting", "waiting"
        RUNNING = "running", "being read"
        LOADED = "loaded", "loaded"
        REFUSED = "refused", "refused: nothing was taken"
        CANCELLED = "cancelled", "cancelled: nothing was taken"
        UNDONE = "undone", "undone"

    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="register_loads")
    file_name = models.CharField(max_length=200)
    file = models.FileField(upload_to="loads/", blank=True, help_text="The file as it was uploaded.")
    digest = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64, help_text="Of the file and of how it is read: year, columns, values.")
    size = models.PositiveBigIntegerField(help_text="Bytes.")
    year = models.PositiveSmallIntegerField(null=True, blank=True, help_text="For rows without a date.")
    columns = models.JSONField(default=dict, help_text="Heading in the file: heading of ours, or null.")
    values = models.JSONField(default=dict, help_text="Column: word in the file: value of ours, or null.")
    sheet = models.CharField(max_length=100, blank=True, help_text="Of a workbook, where a person said which.")
    state = models.CharField(max_length=12, choices=State.choices, default=State.WAITING)
    dry_run = models.BooleanField(default=False)
    cancel_asked = models.BooleanField(default=False)
    claim = models.CharField(max_length=32, blank=True, help_text="Whoever reads the file now; a later claim ends it.")
    seen_at = models.DateTimeField(null=True, blank=True, help_text="When its reader last showed that it is alive.")
    bytes_read = models.PositiveBigIntegerField(default=0)
    rows = models.PositiveIntegerField(default=0)
    result = models.JSONField(
        default=dict, help_text="Counts, faults, warnings and questions, as `load_register` says."
    )
    change = models.OneToOneField(
        RegisterChange, on_delete=models.PROTECT, null=True, blank=True, related_name="register_load"
    )
    actor = models.CharField(max_length=80)
    nature = models.CharField(max_length=12, choices=RegisterChange.Nature.choices, blank=True)
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="register_load_year_in_force",
                condition=Q(year__isnull=True) | Q(year__gte=EARLIEST_REPORT_YEAR, year__lte=LATEST_REPORT_YEAR),
            ),
            # The same file, already taken: loading it again changes nothing.
            models.UniqueConstraint(
                fields=["business", "fingerprint"],
                condition=Q(state="loaded", dry_run=False),
                name="register_load_once",
            ),
        ]
        # The sweep: files that wait, or whose reader died.
        indexes = [
            models.Index(
                fields=["state", "id"], condition=Q(state__in=["waiting", "running"]), name="register_load_open"
            )
        ]

    def __str__(self) -> str:
        return f"load {self.pk}"


class DisclosureEvent(models.Model):
    """One hand-over as a log recorded it: evidence for the disclosure it is counted into, never read for a notice.

    The database does not check its two references row by row, nor keep an index of them, which would cost more than
    all the rest of a load; the load checks them all at its end, and `PROTECT` holds afterwards. Looking through a
    million hand-overs for those of one disclosure takes a tenth of a second, and is seldom done.
    """

    load = models.ForeignKey(
        RegisterLoad, on_delete=models.PROTECT, related_name="events", db_constraint=False, db_index=False
    )
    disclosure = models.ForeignKey(
        Disclosure, on_delete=models.PROTECT, related_name="events", db_constraint=False, db_index=False
    )
    disclosed_on = models.DateField()
    row = models.PositiveIntegerField(help_text="Of the file, as a spreadsheet counts.")
    list_name = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"event {self.pk}"


class ColumnMapping(models.Model):
    """How a business's headings and words were read the last time, so that nobody is asked twice."""

    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="column_mappings")
    headings = models.CharField(max_length=64, help_text="Digest of the file's headings.")
    columns = models.JSONField(default=dict)
    values = models.JSONField(default=dict)
    sheet = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["business", "headings"], name="column_mapping_once")]

    def __str__(self) -> str:
        return f"mapping {self.pk}"
