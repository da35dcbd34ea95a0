"""Asking for other people: one dossier, and for each of them a request of their own whose clock runs at once."""

from html import unescape

import pytest
from django.test import Client

from requests_app.delivery.models import Delivery
from requests_app.register.models import Business
from requests_app.requests.facts import fact_pattern
from requests_app.requests.models import AgentKind, DisclosureRequest, Dossier, Receipt, ReplyBy
from tests.views.filled import TOKEN

OTHERS = "/request/for-others/"


def others(*names: str, **changes: str) -> dict[str, str]:
    """Return what Lee, an attorney, sends for these people."""
    people = {f"people-{place}-requester_name": name for place, name in enumerate(names)}
    return {
        "kind": "ATTORNEY",
        "agent_name": "Lee Park",
        "firm": "Park & Partners",
        "their_reference": "2026/117",
        "answers_to": "EMAIL",
        "email": "lee@example.net",
        "form_token": TOKEN,
        "people-TOTAL_FORMS": str(len(names)),
        "people-INITIAL_FORMS": "0",
        **people,
        **changes,
    }


def send(client: Client, filled: dict[str, str]) -> Dossier:
    response = client.post(OTHERS, filled)
    assert response.status_code == 302, unescape(response.content.decode())
    dossier = Dossier.objects.get()
    assert response["Location"] == f"{OTHERS}received/{dossier.secret}/"
    return dossier


def test_each_person_has_a_request_of_their_own_under_one_dossier(client: Client, business: Business) -> None:
    dossier = send(client, others("Ola Nowak", "Max Frisch", "Ida Berg"))

    rows = DisclosureRequest.objects.order_by("id")
    assert [row.requester_name for row in rows] == ["Ola Nowak", "Max Frisch", "Ida Berg"]
    assert len({row.reference for row in rows}) == 3
    assert all(row.due_on and row.represented and row.email == "lee@example.net" for row in rows)
    assert dossier.receipts.count() == 3
    assert (dossier.agent_name, dossier.firm, dossier.kind) == ("Lee Park", "Park & Partners", AgentKind.ATTORNEY)
    assert dossier.their_reference == "2026/117"


def test_the_law_knows_that_somebody_else_writes(client: Client, business: Business) -> None:
    send(client, others("Ola Nowak"))

    assert fact_pattern(DisclosureRequest.objects.get()).requester.represented


def test_the_page_lists_each_reference_with_its_day(client: Client, business: Business) -> None:
    dossier = send(client, others("Ola Nowak", "Max Frisch"))

    response = client.get(f"{OTHERS}received/{dossier.secret}/")

    page = unescape(response.content.decode())
    assert "noindex" in response["X-Robots-Tag"]
    for receipt in Receipt.objects.all():
        assert str(receipt.reference) in page
        assert receipt.secret in page
    assert client.get(f"{OTHERS}received/{'x' * 32}/").status_code == 404


def test_a_form_sent_twice_is_one_dossier(client: Client, business: Business) -> None:
    first = client.post(OTHERS, others("Ola Nowak", "Max Frisch"))
    second = client.post(OTHERS, others("Ola Nowak", "Max Frisch"))

    assert first["Location"] == second["Location"]
    assert (Dossier.objects.count(), Receipt.objects.count()) == (1, 2)


def test_a_form_sent_again_with_one_person_more_is_another_dossier(client: Client, business: Business) -> None:
    client.post(OTHERS, others("Ola Nowak"))
    client.post(OTHERS, others("Ola Nowak", "Max Frisch"))

    assert Dossier.objects.count() == 2
    assert DisclosureRequest.objects.count() == 2


def test_answers_go_to_the_correspondent_by_post_with_the_persons_own_address_kept(
    client: Client, business: Business
) -> None:
    office = {"answers_to": "POST", "street": "14 Mock St", "city": "Irvine", "state": "CA", "postal_code": "92602"}
    known = {"people-0-street": "12 Elm St", "people-0-city": "Fresno", "people-0-email": "ola@example.org"}
    send(client, others("Ola Nowak", **office, **known))

    row = DisclosureRequest.objects.get()
    assert row.reply_by == ReplyBy.POST
    assert row.address_lines == ("c/o Park & Partners", "14 Mock St", "Irvine, CA 92602")
    assert "12 Elm St" in row.message
    assert "ola@example.org" in row.message


def test_answers_go_to_each_person(client: Client, business: Business) -> None:
    theirs = {
        "people-0-email": "ola@example.org",
        "people-1-street": "12 Elm St",
        "people-1-city": "Fresno",
        "people-1-state": "Calif.",
        "people-1-postal_code": "93701",
    }
    send(client, others("Ola Nowak", "Max Frisch", answers_to="EACH", **theirs))

    ola, frisch = DisclosureRequest.objects.order_by("id")
    assert (ola.reply_by, ola.email) == (ReplyBy.EMAIL, "ola@example.org")
    assert (frisch.reply_by, frisch.address_lines) == (ReplyBy.POST, ("12 Elm St", "Fresno, CA 93701"))


FAULTS = [
    (others("Ola Nowak", kind=""), "Choose as whom you write."),
    (others("Ola Nowak", agent_name=""), "Enter your name."),
    (others("Ola Nowak", email=""), "Enter your e-mail address."),
    (others(""), "Enter the name of this person."),
    (others("Ola Nowak", answers_to="EACH"), "Enter an e-mail address or a postal address: the answer goes there."),
    (others("Ola Nowak", answers_to="POST"), "Enter your street address or PO box"),
    (others("Ola Nowak", **{"people-0-postal_code": "937"}), "Enter a ZIP code of five or nine digits"),
]


@pytest.mark.parametrize(("filled", "says"), FAULTS, ids=[says for _, says in FAULTS])
def test_a_fault_is_named_linked_and_keeps_everything_typed(
    client: Client, business: Business, filled: dict[str, str], says: str
) -> None:
    response = client.post(OTHERS, filled)

    page = " ".join(unescape(response.content.decode()).split())
    assert response.status_code == 422
    assert "Error:" in page.partition("</title>")[0]
    assert f'">{says}' in page.partition("<h1>")[0]
    assert 'value="Lee Park"' in page or not filled["agent_name"]
    assert Receipt.objects.count() == 0


def test_people_are_added_and_taken_away_without_a_script(client: Client, business: Business) -> None:
    more = client.post(OTHERS, others("Ola Nowak", add="1"))
    fewer = client.post(OTHERS, others("Ola Nowak", "Max Frisch", remove="1"))

    page = unescape(more.content.decode())
    assert (more.status_code, fewer.status_code) == (200, 200)
    assert 'value="Ola Nowak"' in page
    assert 'name="people-1-requester_name"' in page
    assert "Please check" not in page
    assert 'name="people-1-requester_name"' not in fewer.content.decode()
    assert Receipt.objects.count() == 0


@pytest.mark.parametrize("count", ["1000", "x", "", "-3", "9" * 5_000])
def test_a_count_that_no_form_of_ours_sent_is_told_or_taken_as_it_can_be(
    client: Client, business: Business, count: str
) -> None:
    asked = client.post(OTHERS, others("Ola Nowak", **{"people-TOTAL_FORMS": count}))
    added = client.post(OTHERS, others("Ola Nowak", add="1", **{"people-TOTAL_FORMS": count}))

    assert asked.status_code in {302, 422}
    assert added.status_code == 200


def test_the_same_person_asked_for_by_two_agents_is_one_request_only_where_they_share_a_key(
    client: Client, business: Business
) -> None:
    home = {"people-0-street": "12 Elm St", "people-0-city": "Fresno", "people-0-postal_code": "93701"}
    each = {"answers_to": "EACH", **home, "people-0-state": "CA"}
    client.post(OTHERS, others("Ola Nowak", **each))
    client.post(OTHERS, others("Ola Nowak", **each, agent_name="Sam Roe", email="sam@example.net"))

    assert DisclosureRequest.objects.count() == 1
    assert Dossier.objects.count() == 2


def test_no_mail_goes_out_for_what_looks_like_a_programs(client: Client, business: Business) -> None:
    send(client, others("Ola Nowak", website="http://spam.example.net"))

    assert Delivery.objects.count() == 0
    assert Receipt.objects.get().flags[0]["name"] == "perhaps a program"


def test_the_reviewer_reads_who_writes(rita: Client, client: Client, business: Business) -> None:
    send(client, others("Ola Nowak"))

    page = unescape(rita.get(f"/staff/requests/{DisclosureRequest.objects.get().pk}/").content.decode())

    assert "Lee Park, Park & Partners" in page
    assert "attorney" in page
    assert "2026/117" in page


def test_authority_that_follows_is_noted_once_for_all_of_them(rita: Client, client: Client, business: Business) -> None:
    send(client, others("Ola Nowak", "Max Frisch"))
    first, second = Receipt.objects.order_by("id")
    due = first.disclosure_request.due_on
    address = f"/staff/requests/{first.disclosure_request_id}/receipts/{first.pk}/authority/"

    for _again in range(2):
        assert rita.post(address).status_code == 302

    assert Dossier.objects.get().authority_seen_on is not None
    for row in (first.disclosure_request, second.disclosure_request):
        row.refresh_from_db()
        assert row.events.filter(kind="authority_seen").count() == 1
        assert row.due_on == due
    assert "Authority seen on" in rita.get(f"/staff/requests/{second.disclosure_request_id}/").content.decode()


def test_nobody_from_outside_says_that_authority_was_seen(client: Client, business: Business) -> None:
    send(client, others("Ola Nowak"))
    receipt = Receipt.objects.get()

    client.post(f"/staff/requests/{receipt.disclosure_request_id}/receipts/{receipt.pk}/authority/")

    assert Dossier.objects.get().authority_seen_on is None


def test_without_its_cookie_the_form_is_shown_again_with_everything_typed(business: Business) -> None:
    response = Client(enforce_csrf_checks=True).post(OTHERS, others("Ola Nowak", "Max Frisch"))

    page = unescape(response.content.decode())
    assert response.status_code == 403
    assert "Please send your request once more" in page
    assert all(f'value="{typed}"' in page for typed in ("Lee Park", "Ola Nowak", "Max Frisch"))
    assert Receipt.objects.count() == 0


@pytest.mark.parametrize(
    ("page", "says"),
    [
        (OTHERS, "This form takes 30 people. Send the others with a second form, or write to us."),
        (f"/es{OTHERS}", "Este formulario acepta 30 personas. Envíe las demás con otro formulario o escríbanos."),
    ],
)
def test_more_people_than_the_form_takes_are_told_how_to_go_on(
    page: str, says: str, client: Client, business: Business
) -> None:
    response = client.post(page, others(*(f"Person Number{number}" for number in range(31))))

    assert response.status_code == 422
    assert f"<li>{says}</li>" in unescape(response.content.decode())
