"""One row of each kind, all of one business: what the addresses of the installation are about."""

import io
from datetime import timedelta

from django.contrib import admin
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.utils import timezone

from requests_app import handling
from requests_app.cure.knowledge import Known
from requests_app.cure.models import KnowledgeEvent
from requests_app.delivery.models import PrintRun
from requests_app.desk.invitation import Invitation, token_of
from requests_app.desk.models import BulkRun
from requests_app.desk.narrowing import Narrowing
from requests_app.handling import Correspondent
from requests_app.register.load.way import Asked
from requests_app.register.models import (
    Brand,
    Business,
    ChoicePolicy,
    Disclosure,
    HomePageLink,
    NoticeMethod,
    OtherAddress,
    SameBrandCount,
    ThirdParty,
)
from requests_app.requests import proof
from requests_app.requests.models import DisclosureRequest, IncomingMessage, Receipt, Wish
from requests_app.requests.models.incoming_message import Place
from requests_app.requests.permissions import REVIEWER
from requests_app.retention.models import DestructionBatch
from tests.builders import NOW, a_kept_mail, a_request, asked, asked_by_post
from tests.register.documents import a_pdf
from tests.views.ways import TAKEN, compiled, sent

MAIL = """From: Cy {mark} <cy{at}>
To: privacy@example.com
Subject: Who has my data?
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/plain

Please tell me.
--b
Content-Type: text/plain; name=a.txt
Content-Disposition: attachment; filename=a.txt

An enclosure.
--b--
"""


def rows_of(business: Business, *, mark: str, by: User, domain: str = "") -> dict[str, object]:
    """Return one of everything of a business, by the names that addresses use; `by` holds every role.

    Everybody in them is called by the mark, and has an address at `domain`, or at one that is called so too.
    """
    at = f"@{domain or mark}.example"
    handling.set_publication(business=business, shown=True, because=f"As {mark} says.", seen=None, by=by, now=NOW)
    return {
        "slug": business.slug,
        **_of_requests(business, mark, at, by),
        **_of_the_desk(business, mark, at, by),
        **_of_register(business, mark, at, by),
        **_of_people(business, by),
    }


def _of_people(business: Business, by: User) -> dict[str, object]:
    email = f"new@{business.slug}.example"
    roles = [REVIEWER]
    colleague = handling.invite(name="Lou", email=email, roles=roles, businesses=[business], by=by, now=timezone.now())
    return {"colleague": colleague.pk, "invitation": token_of(Invitation.objects.get(user=colleague))}


def _of_requests(business: Business, mark: str, at: str, by: User) -> dict[str, object]:
    row = a_request(business, requester_name=f"Ana {mark}", email=f"ana{at}")
    delivery = sent(row, TAKEN, by=by)
    receipt = row.receipts.get()
    scanned = handling.enter(
        business=business,
        asked=asked(requester_name=f"Dee {mark}", email=f"dee{at}"),
        received_at=NOW,
        note="",
        scan=handling.Scan(content=a_pdf(), file_name=f"{mark}.pdf"),
        by=by,
        now=NOW,
    )
    dossier = handling.take_in_for_others(
        business=business,
        correspondent=Correspondent(agent_name=f"Lee {mark}", email=f"lee{at}"),
        asked=[asked_by_post(requester_name=f"Eve {mark}", email=f"eve{at}")],
        received_at=NOW,
    )
    for_other = Receipt.objects.get(dossier=dossier)
    # Their letter waits to be printed.
    compiled(for_other.disclosure_request, by=by)
    wish = handling.add_wish(disclosure_request_id=row.pk, kind=Wish.DELETION, text=f"All of {mark}.", by=by, now=NOW)
    question = handling.ask_requester(
        disclosure_request_id=scanned.disclosure_request_id, text=f"Where is {mark}?", by=by, now=NOW
    )
    word = handling.call_wrong(receipt_id=receipt.pk, says=f"That is not {mark}.", token=business.slug, now=NOW)
    return {
        "request": row.pk,
        "notice": row.notices.get().pk,
        "delivery": delivery.pk,
        "receipt": receipt.pk,
        "secret": receipt.secret,
        "token": proof.token_of(row),
        "scanned": scanned.disclosure_request_id,
        "scan": scanned.scans.get().pk,
        "dossier": dossier.pk,
        "dossier_secret": dossier.secret,
        "for_other": for_other.pk,
        "for_other_request": for_other.disclosure_request_id,
        "wish": wish.pk,
        "question": question.pk,
        "word": word.pk,
    }


def _of_the_desk(business: Business, mark: str, at: str, by: User) -> dict[str, object]:
    run = handling.freeze_bulk(
        rows=DisclosureRequest.objects.filter(business=business),
        kind=BulkRun.Kind.ASSIGN,
        chosen_by="",
        by=by,
        now=NOW,
    )
    mail = MAIL.format(mark=mark, at=at).encode()
    stored = a_kept_mail(mail)
    message = IncomingMessage.objects.create(
        mailbox=business.slug,
        raw_digest=stored.digest,
        size=len(mail),
        stored_at=NOW,
        settled_at=NOW,
        place=Place.PEN,
        why="It asks for something.",
        business=business,
        name=f"Cy {mark}",
        email=f"cy{at}",
        attachments=[{"name": "a.txt", "kept": True, "size": 13, "type": "text/plain", "why": ""}],
    )
    listed = DestructionBatch.objects.create(business=business, proposed_on=NOW, review_until=NOW)
    listed.items.create(
        disclosure_request=DisclosureRequest.objects.filter(business=business).earliest("pk"),
        kind="ANSWERED",
        begins_on=NOW,
    )
    saved = handling.keep_list(narrowing=Narrowing(show="all"), name=f"{mark} All", is_shared=True, by=by)
    printed = PrintRun.objects.create(business=business, made_at=NOW, made_by=by)
    return {
        "run": run.pk,
        "mail": message.pk,
        "list": saved.pk,
        "print_run": printed.pk,
        "destruction": listed.pk,
        "event": _known_to_counsel(business, mark, by).pk,
    }


def _known_to_counsel(business: Business, mark: str, by: User) -> KnowledgeEvent:
    """Return an event whose campaign was launched: somebody waits past the due date."""
    asks = DisclosureRequest.objects.filter(business=business).earliest("pk")
    handling.receive(
        business=business,
        asked=asked(requester_name=f"Dee {mark}", email=f"dee@{mark.lower()}.example"),
        received_at=NOW - timedelta(days=90),
    )
    known = Known(
        business=business,
        years=(asks.report_year,),
        known_on=NOW.date(),
        what_was_wrong=f"Nobody answered Dee {mark}.",
        with_unanswered=True,
    )
    event = handling.note_knowledge(known=known, by=by, now=timezone.now())
    campaign = handling.draft_campaign(event_id=event.pk, first_batch=1, an_hour=1, by=by, now=timezone.now())
    handling.launch_campaign(campaign_id=campaign.pk, by=by, now=timezone.now())
    handling.write_campaign_down(campaign_id=campaign.pk, now=timezone.now())
    return event


def _of_register(business: Business, mark: str, at: str, by: User) -> dict[str, object]:
    party = ThirdParty(business=business, legal_name=f"{mark} Lists LLC", street="1 A St", city="Reno", state="NV")
    party.postal_code = "89502"
    handling.save_register_row(row=party, by=by, now=NOW)
    disclosure = Disclosure(third_party=party, year=2024, categories=["name_address"])
    handling.save_register_row(row=disclosure, by=by, now=NOW)
    NoticeMethod.objects.create(business=business, clause="(b)(1)(B)", valid_from=NOW.date())
    Brand.objects.create(business=business, name=f"{mark} Trail", slug="trail")
    ChoicePolicy.objects.create(business=business, kind="opt_out", published_from=NOW.date())
    OtherAddress.objects.create(business=business, kind="email", value=f"sales{at}")
    SameBrandCount.objects.create(business=business, year=2024, number=3)
    HomePageLink.objects.create(business=business, wording="your_privacy_rights", valid_from=NOW.date())
    documents = [
        handling.attach_evidence(
            owner=owner,
            upload=io.BytesIO(content),
            file_name=f"{mark}.pdf",
            title=f"{mark} A",
            kind="contract",
            by=by,
            now=NOW,
        )
        for owner, content in ((party, a_pdf()), (disclosure, a_pdf(packed=True)))
    ]
    load = handling.start_load(
        upload=ContentFile(f"third_party_name,category\n{mark} Co,Email\n".encode(), name=f"{mark}.csv"),
        business=business,
        asked=Asked(year=2024, dry_run=True),
        by=by,
        now=timezone.now(),
    )
    part = handling.add_year_part(
        business=business, year=2024, title="Shop", owner_name=f"Pat {mark}", owner_email="", by=by, now=NOW
    )
    return {
        "party": party.pk,
        "disclosure": disclosure.pk,
        "document": documents[0].pk,
        "document_of_disclosure": documents[1].pk,
        "load": load.pk,
        "part_secret": part.secret,
    }


def rows_of_the_admin() -> dict[str, object]:
    """Return the id of the first row of each table of the admin, by the table's name; the rows stand already."""
    found: dict[str, object] = {"type": ContentType.objects.get_for_model(DisclosureRequest).pk}
    for model in admin.site._registry:  # noqa: SLF001 - the tables that the admin knows
        first = model._default_manager.order_by("pk").values_list("pk", flat=True).first()  # noqa: SLF001 - Django's public name
        assert first is not None, f"every_row.py makes no {model.__name__}"
        found[str(model._meta.model_name)] = first  # noqa: SLF001 - Django's public name
    return found
