"""The pages on which letters are printed, posted and brought back, and what came back is sent elsewhere."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from time_machine import travel

from requests_app import handling
from requests_app.delivery.models import Delivery, PrintRun, State
from requests_app.register.models import Business
from requests_app.requests.models import ReplyBy
from requests_app.views import post
from tests.builders import NOW, a_request, asked_by_post
from tests.delivery.places import HOME, came_back
from tests.views.ways import answered, compiled


@pytest.fixture
def letter(business: Business) -> Delivery:
    """A letter that waits to be printed."""
    row = handling.receive(business=business, asked=asked_by_post(), received_at=NOW)
    with travel(NOW, tick=False):
        return compiled(row)


def words(client: Client, url: str, data: dict[str, Any] | None = None) -> str:
    """Return the page at an address, or the one that follows when something is sent to it."""
    answer = client.get(url) if data is None else client.post(url, data, follow=True)
    return " ".join(answer.content.decode().split())


def test_letters_are_printed_and_posted_from_the_page_that_the_queue_leads_to(rita: Client, letter: Delivery) -> None:
    reference = letter.disclosure_request.reference
    with travel(NOW, tick=False):
        assert 'href="/staff/post/"' in words(rita, "/staff/")
        page = words(rita, "/staff/post/")
        assert f"{reference}</a>" in page
        assert "<bdi>Ana Ruiz</bdi>, <bdi>12 Elm St</bdi>, <bdi>Fresno, CA 93701</bdi>" in page

        page = words(rita, "/staff/post/print/", {"business": letter.disclosure_request.business_id})
        run = PrintRun.objects.get()
        assert f"/staff/post/{run.pk}/letters.pdf" in page
        assert 'value="2026-05-04"' in page
        assert rita.get(f"/staff/post/{run.pk}/letters.pdf").content.startswith(b"%PDF-")
        listed = b"".join(rita.get(f"/staff/post/{run.pk}/letters.csv"))
        assert f"1,{reference},Ana Ruiz,12 Elm St" in listed.decode()

        posted = {"posted_on": "2026-05-04", "posted": [letter.pk]}
        page = words(rita, f"/staff/post/{run.pk}/posted/", posted)

    assert "Recorded: 1 letter was posted." in page
    letter.refresh_from_db()
    assert letter.state == State.POSTED


def test_of_many_runs_that_nobody_posted_those_that_wait_longest_are_shown(rita: Client, business: Business) -> None:
    made_by = User.objects.get(username="rita")
    runs = [
        PrintRun.objects.create(business=business, made_at=NOW, made_by=made_by) for _ in range(post.SHOWN_RUNS + 1)
    ]

    page = words(rita, "/staff/post/")

    assert f"/staff/post/{runs[0].pk}/" in page
    assert f"/staff/post/{runs[-1].pk}/" not in page
    assert f"The {post.SHOWN_RUNS} that wait longest, of {len(runs)}." in page


def test_a_run_of_which_no_letter_is_ticked_is_not_posted(rita: Client, letter: Delivery) -> None:
    rita.post("/staff/post/print/", {"business": letter.disclosure_request.business_id})

    page = words(rita, f"/staff/post/{PrintRun.objects.get().pk}/posted/", {"posted_on": ""})

    assert "Tick the letters that were posted." in page
    assert "Enter the day on which the letters were posted." in page


def test_a_letter_that_came_back_is_found_by_its_reference_and_sent_by_e_mail(rita: Client, business: Business) -> None:
    row = handling.receive(business=business, asked=asked_by_post(email="ana@example.org"), received_at=NOW)
    with travel(NOW, tick=False):
        letter = compiled(row)
        rita.post(f"/staff/deliveries/{letter.pk}/posted/", {"posted_on": "2026-05-04"})
        told = {"reference": f" {str(row.reference).lower()}", "returned_on": "2026-05-04", "because": "MOVED"}
        page = words(rita, "/staff/post/back/", told)
        assert "ana@example.org" in page
        assert "The date stays, whatever came back." in page

        page = words(rita, f"/staff/deliveries/{letter.pk}/elsewhere/", {"place": "EMAIL ana@example.org"})

    assert "Queued: the mail goes to the other address." in page
    assert Delivery.objects.get(instead_of=letter).channel == ReplyBy.EMAIL


def test_a_reference_that_no_posted_letter_has_is_said(rita: Client, letter: Delivery) -> None:
    told = {"reference": letter.disclosure_request.reference, "returned_on": "2026-05-04", "because": "MOVED"}

    assert "No letter with this reference was posted." in words(rita, "/staff/post/back/", told)


def test_a_bounce_is_told_with_what_to_do_and_sent_to_an_address_that_was_found(
    rita: Client, business: Business
) -> None:
    mail = answered(a_request(business))
    came_back(mail)
    page = words(rita, f"/staff/requests/{mail.disclosure_request_id}/")
    assert "There is no such mailbox, or it was closed." in page
    assert "Compare the address with what the requester wrote" in page
    page = words(rita, f"/staff/deliveries/{mail.pk}/elsewhere/")
    assert "The requester gave no other address" in page

    found = {"reply_by": "POST", **HOME, "how": "She called."}
    page = words(rita, f"/staff/deliveries/{mail.pk}/elsewhere/", found)

    assert "Queued as a letter to print." in page
    assert Delivery.objects.get(instead_of=mail).recipient == "Ana Ruiz\n12 Elm St\nFresno, CA 93701"


def test_an_address_without_how_it_was_found_is_asked_for_again_with_everything_kept(
    rita: Client, business: Business
) -> None:
    mail = answered(a_request(business))
    came_back(mail)

    page = words(rita, f"/staff/deliveries/{mail.pk}/elsewhere/", {"reply_by": "POST", **HOME})

    assert "Say how you found the address." in page
    assert "12 Elm St" in page
    assert not Delivery.objects.filter(instead_of=mail).exists()


def test_the_days_of_a_mail_in_whose_place_a_letter_goes_are_those_of_the_letter(
    rita: Client, business: Business
) -> None:
    mail = answered(a_request(business, at=NOW, **HOME))
    page = f"/staff/requests/{mail.disclosure_request_id}/"
    assert "letter’s way" not in words(rita, page)

    came_back(mail)

    assert "for a letter’s way are taken off" in words(rita, page)


@pytest.mark.parametrize(
    ("prefix", "says"),
    [
        ("", ("It came back to us, so we sent our answer again.", "Our letter is being printed and posted.")),
        (
            "/es",
            (
                "Nos fue devuelta, por eso enviamos nuestra respuesta de nuevo.",
                "Estamos imprimiendo y enviando nuestra carta.",
            ),
        ),
    ],
)
def test_the_resident_reads_that_it_came_back_and_goes_by_post(
    business: Business, prefix: str, says: tuple[str, ...]
) -> None:
    Business.objects.filter(pk=business.pk).update(languages=["en", "es"])
    mail = answered(a_request(business, at=NOW, **HOME))
    came_back(mail)

    page = words(Client(), f"{prefix}/status/{mail.disclosure_request.receipts.get().secret}/")

    for sentence in says:
        assert sentence in page


def test_what_came_back_leaves_the_desks_list_when_it_was_seen(rita: Client, business: Business) -> None:
    mail = answered(a_request(business, **HOME))
    came_back(mail)
    assert str(mail.disclosure_request) in words(rita, "/staff/?show=returned")

    page = words(rita, f"/staff/deliveries/{mail.pk}/looked/", {})

    assert "I have seen that it came back" not in page
    assert "Nothing came back that nobody has looked at." in words(rita, "/staff/?show=returned")
