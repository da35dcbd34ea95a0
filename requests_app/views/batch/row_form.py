"""One row of a batch: the person it asks for, or what is wrong with which cell."""

from django.utils.translation import gettext_lazy as _

from requests_app.handling import Asked
from requests_app.views.batch.batch_form import BatchForm
from requests_app.views.fields import ProseField
from requests_app.views.others_form import PersonForm

_YES = frozenset({"yes", "y", "true", "t", "1", "x", "si", "s\u00ed", "ca", "california"})
HEADINGS = {
    "requester_name": _("name"),
    "email": _("e-mail"),
    "street": _("street"),
    "city": _("city"),
    "state": _("state"),
    "postal_code": _("ZIP code"),
    "country": _("country"),
    "message": _("message"),
}
"""Our fields as a file calls them, for telling which cell is wrong."""


class RowForm(PersonForm):
    """A person as a row says them; where the answer goes, the whole file says."""

    message = ProseField(
        required=False,
        limit=5_000,
        too_long=_("The text has %(show_value)d characters. Use %(limit_value)d at most."),
    )

    def __init__(self, cells: dict[str, str], *, batch: BatchForm) -> None:
        self.cells, self.batch = cells, batch
        resident = "on" if cells.get("california_resident", "").casefold().strip(" .") in _YES else ""
        super().__init__({**cells, "california_resident": resident}, answers_to=batch.answers_to)

    def asked_in_file(self) -> Asked:
        """Return what the row asks, with the words of the file and its own."""
        whole = self.batch.whole | {"message": self.message_with_reference()}
        return self.batch.arrived(self.asked_with(whole))

    def message_with_reference(self) -> str:
        """Return the words of the file, those of the row, and the number the sender gave this person."""
        own = self.cells.get("their_reference", "")
        said = (self.batch.whole["message"], self.cleaned_data["message"], f"Their reference: {own}" if own else "")
        return "\n\n".join(filter(None, said))

    @property
    def faults(self) -> list[tuple[str, str]]:
        """What is wrong: the heading of each cell, and a sentence."""
        return [(str(HEADINGS.get(name, name)), str(says)) for name, told in self.errors.items() for says in told]
