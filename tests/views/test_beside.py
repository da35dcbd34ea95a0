"""What stands beside a request: other wishes, private legal notes, and letters that give no address to answer to."""

from html import unescape

import pytest
from django.contrib.auth.models import User
from django.test import Client

from requests_app import handling
from requests_app.delivery.models import Delivery
from requests_app.register.models import Business
from requests_app.requests.models import DisclosureRequest, LegalNote, OtherWish, ReplyBy, Wish
from requests_app.requests.permissions import NotAllowedError
from requests_app.requests.reply_address import NoAddressError
from tests import builders
from tests.views.test_staff_entry import entered, keep

OPT_OUT = "Stop the junk mail!! And tell me who you sold my name to."
DEMAND = "Our client requests the disclosure. Civil penalties of up to $3,000 may be sought under section 1798.84."


def page(client: Client, row: DisclosureRequest) -> str:
    return " ".join(unescape(client.get(f"/staff/requests/{row.pk}/").content.decode()).split())


def test_a_wish_to_opt_out_is_noted_from_a_letter_and_handed_over(rita: Client, business: Business) -> None:
    row = keep(rita, entered(business, message=OPT_OUT)).disclosure_request
    wish = OtherWish.objects.get(disclosure_request=row)

    assert (wish.kind, wish.text, row.due_on is not None) == (Wish.OPT_OUT, "Stop the junk mail!", True)
    assert str(row.reference) in rita.get("/staff/?show=wishes").content.decode()
    rita.post(f"/staff/requests/{row.pk}/wishes/{wish.pk}/", {"to": "Mailing lists"})

    wish.refresh_from_db()
    assert (wish.handed_over_to, wish.handed_over_by) == ("Mailing lists", User.objects.get(username="rita"))
    assert "Handed over to <bdi>Mailing lists</bdi>" in page(rita, row)
    assert str(row.reference) not in rita.get("/staff/?show=wishes").content.decode()


def test_a_wish_handed_over_twice_stays_with_the_first(rita: Client, business: Business) -> None:
    row = keep(rita, entered(business, message=OPT_OUT)).disclosure_request
    wish = row.other_wishes.get()
    for team in ("Mailing lists", "Somebody else"):
        rita.post(f"/staff/requests/{row.pk}/wishes/{wish.pk}/", {"to": team})

    wish.refresh_from_db()
    assert wish.handed_over_to == "Mailing lists"


def test_a_hand_over_to_nobody_is_asked_again(rita: Client, business: Business) -> None:
    row = keep(rita, entered(business, message=OPT_OUT)).disclosure_request
    wish = row.other_wishes.get()

    answer = rita.post(f"/staff/requests/{row.pk}/wishes/{wish.pk}/", {"to": " "}, follow=True)

    assert "Say to whom you handed it over" in answer.content.decode()
    wish.refresh_from_db()
    assert wish.handed_over_at is None


def test_a_person_notes_a_wish_that_the_program_did_not_see(rita: Client, business: Business) -> None:
    row = keep(rita, entered(business)).disclosure_request

    rita.post(f"/staff/requests/{row.pk}/wishes/", {"kind": "DELETION", "text": "Please forget me"})

    wish = row.other_wishes.get()
    assert (wish.kind, wish.text, wish.noted_by) == (Wish.DELETION, "Please forget me", User.objects.get())


def test_a_form_sent_twice_notes_its_wish_once(client: Client, business: Business) -> None:
    asked = builders.asked(message=OPT_OUT)
    for _time in range(2):
        handling.take_in(business=business, asked=asked, received_at=builders.NOW, form_token="a" * 64)

    assert OtherWish.objects.count() == 1


def test_a_letter_that_threatens_is_a_possible_claim_of_which_the_requester_reads_nothing(
    rita: Client, business: Business
) -> None:
    row = builders.a_request(business, message=DEMAND)
    rita.post(f"/staff/requests/{row.pk}/legal-notes/", {"text": "Told counsel, file 77"})

    assert [bool(note.noted_by) for note in LegalNote.objects.all()] == [False, True]
    shown = page(rita, row)
    assert "Possible claim" in shown
    assert "Told counsel, file 77" in shown
    assert str(row.reference) in rita.get("/staff/?show=claims").content.decode()
    receipt = row.receipts.get()
    public = Client().get(f"/request/received/{receipt.secret}/").content.decode()
    mail = Delivery.objects.get(disclosure_request=row)
    for text in (public, mail.subject, mail.body, *row.events.values_list("says", flat=True)):
        assert "claim" not in text.casefold()
        assert "counsel" not in text.casefold()


@pytest.mark.parametrize("at", ["wishes", "legal-notes", "address"])
def test_an_empty_form_is_shown_again_with_what_is_missing(rita: Client, business: Business, at: str) -> None:
    row = keep(rita, entered(business, reply_by="UNKNOWN", street="", city="")).disclosure_request

    answer = rita.post(f"/staff/requests/{row.pk}/{at}/", {})

    assert answer.status_code == 422
    assert 'class="fault"' in answer.content.decode()


def test_a_letter_without_an_address_is_kept_and_its_clock_runs(rita: Client, business: Business) -> None:
    row = keep(rita, entered(business, reply_by="UNKNOWN", street="", city="", postal_code="")).disclosure_request

    assert (row.reply_by, row.deadline) == (ReplyBy.UNKNOWN, "designated")
    assert row.due_on is not None
    assert str(row.reference) in rita.get("/staff/?show=address").content.decode()
    assert "Find the address" in page(rita, row)


def test_nothing_is_decided_before_the_address_is_found_and_then_it_is(rita: Client, business: Business) -> None:
    row = keep(rita, entered(business, reply_by="UNKNOWN", street="", city="", postal_code="")).disclosure_request
    due, by = row.due_on, User.objects.get()
    with pytest.raises(NoAddressError):
        handling.approve(disclosure_request_id=row.pk, seen_version=row.version, by=by, now=builders.NOW)

    found = {"reply_by": "POST", "street": "12 Elm St", "city": "Fresno", "state": "CA", "how": "The envelope"}
    rita.post(f"/staff/requests/{row.pk}/address/", found)

    row.refresh_from_db()
    assert (row.reply_by, row.street, row.due_on) == (ReplyBy.POST, "12 Elm St", due)
    assert "The envelope" in page(rita, row)
    assert row.receipts.get().street == ""
    handling.approve(disclosure_request_id=row.pk, seen_version=row.version, by=by, now=builders.NOW)


def test_an_address_once_found_is_not_overwritten_by_a_page_left_open(rita: Client, business: Business) -> None:
    row = keep(rita, entered(business, reply_by="UNKNOWN", street="", city="")).disclosure_request
    found = {"reply_by": "POST", "street": "12 Elm St", "city": "Fresno", "how": "The envelope"}
    rita.post(f"/staff/requests/{row.pk}/address/", found)

    answer = rita.post(f"/staff/requests/{row.pk}/address/", found | {"street": "1 Other Rd"}, follow=True)

    assert "has an address by now" in answer.content.decode()
    row.refresh_from_db()
    assert row.street == "12 Elm St"


def test_who_only_reads_requests_writes_nothing_beside_them(business: Business) -> None:
    row = builders.a_request(business)
    with pytest.raises(NotAllowedError):
        handling.add_legal_note(disclosure_request_id=row.pk, text="x", by=builders.a_person("max"), now=builders.NOW)
    assert not LegalNote.objects.exists()
