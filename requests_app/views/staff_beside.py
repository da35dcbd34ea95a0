"""What staff write beside a request: wishes and their hand-over, notes, questions, an address that was found."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from requests_app import handling
from requests_app.requests.decision import ReviewError
from requests_app.requests.models import OtherWish, Question, RequestNote, Wish
from requests_app.views.beside import BesideForms
from requests_app.views.beside_forms import AskForm, FoundAddressForm, HandOverForm, LegalNoteForm, NoteForm, WishForm
from requests_app.views.desk_place import to_request
from requests_app.views.guards import decides_requests, in_reach, person
from requests_app.views.staff_request import load, show


@sensitive_post_parameters()
@require_POST
@decides_requests
def wish(request: HttpRequest, pk: int) -> HttpResponse:
    """Note what else the requester wants."""
    form = WishForm(request.POST)
    if not form.is_valid():
        return show(request, load(request, pk), forms=BesideForms(wish=form), status=422)
    handling.add_wish(
        disclosure_request_id=load(request, pk).pk,
        kind=Wish(form.cleaned_data["kind"]),
        text=form.cleaned_data["text"],
        by=person(request),
        now=timezone.now(),
    )
    messages.success(request, _("Noted. This request keeps its due date; hand the wish over to the team that owns it."))
    return to_request(request, pk)


@require_POST
@decides_requests
def hand_over(request: HttpRequest, pk: int, wish_pk: int) -> HttpResponse:
    """Note to whom a wish was handed over."""
    noted = get_object_or_404(
        in_reach(request, OtherWish.objects.all(), "disclosure_request__business"), pk=wish_pk, disclosure_request=pk
    )
    form = HandOverForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(says) for faults in form.errors.values() for says in faults))
        return to_request(request, pk)
    done = handling.hand_over_wish(wish_id=noted.pk, to=form.cleaned_data["to"], by=person(request), now=timezone.now())
    messages.success(request, _("Handed over to %(to)s.") % {"to": done.handed_over_to})
    return to_request(request, pk)


@sensitive_post_parameters()
@require_POST
@decides_requests
def note(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep an internal note, or what was said on the telephone."""
    form = NoteForm(request.POST)
    if not form.is_valid():
        return show(request, load(request, pk), forms=BesideForms(note=form), status=422)
    handling.add_note(
        disclosure_request_id=load(request, pk).pk,
        kind=RequestNote.Kind(form.cleaned_data["kind"]),
        text=form.cleaned_data["text"],
        by=person(request),
        now=timezone.now(),
    )
    messages.success(request, _("Kept. Staff alone see it."))
    return to_request(request, pk)


@sensitive_post_parameters()
@require_POST
@decides_requests
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the requester something by e-mail; the due date stays."""
    form = AskForm(request.POST)
    if not form.is_valid():
        return show(request, load(request, pk), forms=BesideForms(ask=form), status=422)
    row = load(request, pk)
    try:
        handling.ask_requester(
            disclosure_request_id=row.pk, text=form.cleaned_data["text"], by=person(request), now=timezone.now()
        )
    except ReviewError as refused:
        messages.error(request, str(refused))
    else:
        says = _("Your question goes to %(email)s. The clock keeps running: the due date stays.")
        messages.success(request, says % {"email": row.email})
    return to_request(request, pk)


@require_POST
@decides_requests
def close_question(request: HttpRequest, pk: int, question_pk: int) -> HttpResponse:
    """End a question that nobody waits for any more."""
    question = get_object_or_404(
        in_reach(request, Question.objects.all(), "disclosure_request__business"),
        pk=question_pk,
        disclosure_request=pk,
    )
    handling.close_question(question_id=question.pk, by=person(request), now=timezone.now())
    messages.success(request, _("Closed. You may ask something else."))
    return to_request(request, pk)


@sensitive_post_parameters()
@require_POST
@decides_requests
def legal_note(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a private note; the request is marked as a possible claim."""
    form = LegalNoteForm(request.POST)
    if not form.is_valid():
        return show(request, load(request, pk), forms=BesideForms(legal_note=form), status=422)
    handling.add_legal_note(
        disclosure_request_id=load(request, pk).pk,
        text=form.cleaned_data["text"],
        by=person(request),
        now=timezone.now(),
    )
    messages.success(request, _("Kept. The request is marked as a possible claim; its requester never sees that."))
    return to_request(request, pk)


@sensitive_post_parameters()
@require_POST
@decides_requests
def address(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the address that was found for somebody whose letter gave none."""
    form = FoundAddressForm(request.POST)
    if not form.is_valid():
        return show(request, load(request, pk), forms=BesideForms(address=form), status=422)
    found = {name: form.cleaned_data[name] for name in form.cleaned_data if name != "how"}
    try:
        handling.enter_reply_address(
            disclosure_request_id=load(request, pk).pk,
            found=found,
            how=form.cleaned_data["how"],
            by=person(request),
            now=timezone.now(),
        )
    except ReviewError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Kept: the answer goes there. The due date stays."))
    return to_request(request, pk)
