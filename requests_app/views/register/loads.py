"""Files on their way into the register: upload, look at what they would do, answer what is asked, load, undo."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from requests_app import handling
from requests_app.register.closed import NatureNeededError
from requests_app.register.load.mapping import Mapping, MappingError
from requests_app.register.load.result import TOUCHES
from requests_app.register.load.undo import NotUndoneError
from requests_app.register.load.way import Asked, LoadStateError
from requests_app.register.load.write import NATURE
from requests_app.register.models import (
    EARLIEST_REPORT_YEAR,
    LATEST_REPORT_YEAR,
    RegisterChange,
    RegisterLoad,
    ThirdParty,
)
from requests_app.statute import CATEGORIES
from requests_app.views.guards import keeps_register, person, reads_register
from requests_app.views.register.file_columns import MEANINGS, look_at, said_of_columns
from requests_app.views.register.place import Place, place
from requests_app.views.register.saving import numbers_of, shown_first

State = RegisterLoad.State
MOST_SHOWN = 20
"""Remarks shown at once; all of them are in a file to download."""
MOST_LISTED = 50
NONE_OF_THE_27 = "-"
COLUMN, WORD, SHEET = "column:", "word:", "sheet"
KINDS = ("faults", "warnings", "questions")


class UploadForm(forms.Form):
    """A file, and the year of rows that have no date."""

    use_required_attribute = False
    upload = forms.FileField(
        label=gettext_lazy("Spreadsheet (CSV or XLSX)"),
        error_messages={
            "required": gettext_lazy("Choose a file."),
            "empty": gettext_lazy("This file is empty. Choose another one."),
            "invalid": gettext_lazy("Choose a file."),
        },
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx"}),
    )
    year = forms.IntegerField(
        label=gettext_lazy("Year of rows without a date (optional)"),
        required=False,
        min_value=EARLIEST_REPORT_YEAR,
        max_value=LATEST_REPORT_YEAR,
        widget=forms.NumberInput(attrs={"class": "short"}),
    )


@dataclass(frozen=True, slots=True)
class Asking:
    """A category word that a person has to place: asked once, however many rows hold it."""

    name: str
    word: str
    says: str


@require_http_methods(["GET", "HEAD", "POST"])
@reads_register
def index(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a file, and show those that came before."""
    at = place(request, slug, here="register_loads")
    form = UploadForm()
    if request.method == "POST":
        if not at.may_keep:
            raise PermissionDenied(_("Only a register keeper may load files. Ask an administrator for that role."))
        form = UploadForm(request.POST, request.FILES)
        if form.is_valid():
            load = handling.start_load(
                upload=form.cleaned_data["upload"],
                business=at.business,
                asked=Asked(year=form.cleaned_data["year"], dry_run=True),
                by=person(request),
                now=timezone.now(),
            )
            if load.state == State.LOADED and not load.dry_run:
                messages.success(request, _("This file was loaded before. Loading it again would change nothing."))
            return redirect("staff:register_load", slug, load.pk)
    loads = at.business.register_loads.select_related("change")[:MOST_LISTED]
    context = {"at": at, "form": form, "loads": loads}
    return render(request, "staff/register/loads.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@reads_register
def show(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """Show where a file stands; with a POST, do the next thing to it."""
    at = place(request, slug, here="register_loads")
    load = get_object_or_404(at.business.register_loads.select_related("change"), pk=pk)
    if request.method == "POST":
        return _do(request, at, load)
    return _page(request, at, load)


def _page(request: HttpRequest, at: Place, load: RegisterLoad, **undoing: object) -> HttpResponse:
    result = load.result or {}
    remarks = {kind: result.get(kind, []) for kind in KINDS}
    is_tried = load.state == State.REFUSED or (load.state == State.LOADED and load.dry_run)
    may_look_again = at.may_keep and is_tried and bool(load.file)
    look = look_at(load) if may_look_again else None
    needs_nature = any(each["column"] == NATURE for each in remarks["faults"])
    words = [each for each in remarks["questions"] if each["value"] and each["column"] not in {"", SHEET}]
    context = {
        "at": at,
        "load": load,
        "result": result,
        "is_moving": load.state in {State.WAITING, State.RUNNING},
        "percent": min(100, load.bytes_read * 100 // load.size) if load.size else 0,
        "may_confirm": load.state == State.LOADED and load.dry_run,
        "may_undo": load.state == State.LOADED and not load.dry_run,
        "faults": remarks["faults"][:MOST_SHOWN],
        "needs_nature": needs_nature,
        "warnings": remarks["warnings"][:MOST_SHOWN],
        "more": {kind: max(0, len(each) - MOST_SHOWN) for kind, each in remarks.items()},
        "asking": [Asking(f"{WORD}{each['value']}", each["value"], each["says"]) for each in words],
        "other_questions": [each for each in remarks["questions"] if each not in words],
        "categories": CATEGORIES,
        "may_look_again": may_look_again,
        "look": look,
        "is_asked": bool(words) or needs_nature or bool(look and look.sheets),
        "columns_are_open": look is not None and look.is_at_fault(remarks["faults"]),
        "meanings": MEANINGS,
        "first_year": EARLIEST_REPORT_YEAR,
        "last_year": LATEST_REPORT_YEAR,
        "kinds": ThirdParty.Kind.choices,
        "blank_kind": load.values.get("kind", {}).get("", ""),
        "natures": RegisterChange.Nature.choices,
        "none_of_the_27": NONE_OF_THE_27,
        "touches": numbers_of(result[TOUCHES]) if result.get(TOUCHES) else None,
        **undoing,
    }
    return render(request, "staff/register/load.html", context, status=400 if undoing else 200)


@keeps_register
def _do(request: HttpRequest, at: Place, load: RegisterLoad) -> HttpResponse:
    by, now = person(request), timezone.now()
    try:
        _check_storable(request)
        match request.POST.get("do"):
            case "confirm":
                handling.confirm_load(load_id=load.pk, by=by)
            case "cancel":
                handling.cancel_load(load_id=load.pk, by=by, now=now)
                messages.success(request, _("Cancelled: nothing of the file is taken."))
            case "undo":
                nature = request.POST.get("nature", "")
                undo = partial(handling.undo_load, load_id=load.pk, by=by, now=now, nature=nature)
                if shown := shown_first(request, undo, nature=nature, business=at.business):
                    return _page(request, at, load, undoing=shown)
                undo()
                messages.success(request, _("Undone. The register stands as it did before this file."))
            case "again":
                load = _again(request, at, load)
    except (LoadStateError, NotUndoneError, NatureNeededError, MappingError) as refused:
        messages.error(request, str(refused))
    return redirect("staff:register_load", at.business.slug, load.pk)


def _check_storable(request: HttpRequest) -> None:
    """Raise `MappingError` where an answer holds a NUL, which no database takes."""
    if any("\0" in text for name, said in request.POST.lists() for text in (name, *map(str, said))):
        raise MappingError(_("An answer holds a sign that cannot be stored. Open this page again and choose anew."))


def _again(request: HttpRequest, at: Place, load: RegisterLoad) -> RegisterLoad:
    """Try the kept file again with what was answered about its words, columns, sheet and year."""
    words = dict(load.values.get("category", {}))
    columns: dict[str, str | None] = {}
    for name, answer in request.POST.items():
        if name.startswith(WORD) and isinstance(answer, str) and answer:
            words[name.removeprefix(WORD)] = None if answer == NONE_OF_THE_27 else answer
        elif name.startswith(COLUMN) and isinstance(answer, str):
            columns[name.removeprefix(COLUMN)] = answer or None
    sheet = request.POST.get("sheet", load.sheet)
    said = said_of_columns(load, columns, sheet=sheet) if columns else load.columns
    before = load.values.get("kind", {})
    kind = request.POST.get("blank_kind")
    # What was said before is taken back by null; where nothing was, a file read as it would be anyway stays the same.
    kinds = before if kind is None else {"": kind or None} if kind or before else {}
    values = {"category": words, "kind": kinds}
    mapping = Mapping.from_object({"columns": said, "values": values, "sheet": sheet})
    year, nature = _year(request, load), request.POST.get("nature", "")
    with load.file.open("rb") as kept:
        return handling.start_load(
            upload=File(kept, name=load.file_name),
            business=at.business,
            asked=Asked(year=year, mapping=mapping, nature=nature, dry_run=True),
            by=person(request),
            now=timezone.now(),
        )


def _year(request: HttpRequest, load: RegisterLoad) -> int | None:
    """Return the year for rows without a date, as the page says it now; raises `MappingError` for what is none."""
    said = request.POST.get("year")
    if said is None:
        return load.year
    if not said.strip():
        return None
    if not said.strip().isdecimal() or not EARLIEST_REPORT_YEAR <= int(said) <= LATEST_REPORT_YEAR:
        raise MappingError(
            _("“%(year)s” is no year of this register. Write one from %(first)s to %(last)s.")
            % {"year": said[:20], "first": EARLIEST_REPORT_YEAR, "last": LATEST_REPORT_YEAR}
        )
    return int(said)


class _Line:
    """A file that hands each line on as it is written."""

    def write(self, line: str) -> str:
        return line


@require_safe
@reads_register
def faults(request: HttpRequest, slug: str, pk: int) -> StreamingHttpResponse:
    """Hand out everything there is to tell of a file, as a spreadsheet."""
    at = place(request, slug, here="register_loads")
    load = get_object_or_404(at.business.register_loads, pk=pk)

    def lines() -> Iterator[str]:
        writer = csv.writer(_Line())
        yield "\ufeff" + writer.writerow(["kind", "row", "column", "value", "what to do"])
        for kind in KINDS:
            for each in islice(load.result.get(kind, []), None):
                yield writer.writerow(
                    [kind[:-1], each["row"], *map(_safe, (each["column"], each["value"], each["says"]))]
                )

    return StreamingHttpResponse(
        lines(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="file-{load.pk}-to-mend.csv"'},
    )


def _safe(text: str) -> str:
    """Keep a spreadsheet from reading a text as a formula."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text
