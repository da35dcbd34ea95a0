"""The public's addresses and the staff's. None of them ever holds personal data.

`shinelight.urls` takes up `public_patterns` once for each language.
"""

from django.urls import include, path

from requests_app.views import (
    accent,
    ask_for_others,
    health,
    kept,
    proof,
    public,
    staff_beside,
    staff_decide,
    staff_delivery,
    staff_entry,
    staff_people,
    staff_queue,
    staff_request,
    staff_session,
    staff_words,
    status,
    status_change,
    what_if,
)
from requests_app.views.batch import page as batch
from requests_app.views.register import (
    attest,
    disclosure,
    evidence,
    export,
    findings,
    history,
    home_page,
    listing,
    loads,
    third_party,
)
from requests_app.views.register import years as register_years

public_patterns = [
    path("", public.home, name="home"),
    path("request/", public.ask, name="ask"),
    path("request/received/<str:secret>/", public.receipt, name="receipt"),
    path("request/kept/", kept.page, name="kept"),
    path("request/for-others/", ask_for_others.page, name="ask_for_others"),
    path("request/for-others/received/<str:secret>/", ask_for_others.received, name="dossier"),
    path("status/", status.find, name="status"),
    path("status/<str:secret>/", status.page, name="status_page"),
    path("status/<str:secret>/answer.pdf", status.answer, name="status_answer"),
    path("status/<str:secret>/change/", status_change.change, name="status_change"),
    path("status/<str:secret>/wrong/", status_change.wrong, name="status_wrong"),
    path("status/<str:secret>/withdraw/", status_change.withdraw, name="status_withdraw"),
    path("confirm/<str:token>/", proof.page, name="proof"),
    path("privacy-rights/", public.privacy_rights, name="privacy_rights"),
    path("attest/<str:secret>/", attest.page, name="attest"),
    path("accent.css", accent.accent, name="accent"),
    path("healthz", health.healthz, name="healthz"),
]
REGISTER = "register/<slug:slug>/"
THIRD_PARTY = f"{REGISTER}third-parties/<int:pk>/"
DISCLOSURE = f"{REGISTER}third-parties/<int:party>/disclosures/"
register_patterns = [
    path("register/", listing.index, name="registers"),
    path(REGISTER, listing.listing, name="register"),
    path(f"{REGISTER}export.<str:kind>", export.download, name="register_export"),
    path(f"{REGISTER}third-parties/new/", third_party.edit, name="register_third_party_new"),
    path(THIRD_PARTY, third_party.show, name="register_third_party"),
    path(f"{THIRD_PARTY}edit/", third_party.edit, name="register_third_party_edit"),
    path(f"{THIRD_PARTY}row/", third_party.row, name="register_row"),
    path(f"{THIRD_PARTY}merge/", third_party.merge, name="register_merge"),
    path(f"{DISCLOSURE}new/", disclosure.edit, name="register_disclosure_new"),
    path(f"{DISCLOSURE}<int:pk>/", disclosure.edit, name="register_disclosure"),
    path(f"{DISCLOSURE}<int:pk>/remove/", disclosure.remove, name="register_disclosure_remove"),
    path(f"{REGISTER}documents/<int:pk>/", evidence.download, name="register_document"),
    path(f"{REGISTER}third-parties/<int:party>/documents/", evidence.attach, name="register_attach"),
    path(f"{REGISTER}third-parties/<int:party>/documents/<int:document>/remove/", evidence.detach),
    path(f"{DISCLOSURE}<int:pk>/documents/", evidence.attach, name="register_disclosure_attach"),
    path(f"{DISCLOSURE}<int:pk>/documents/<int:document>/remove/", evidence.detach),
    path(f"{REGISTER}files/", loads.index, name="register_loads"),
    path(f"{REGISTER}files/<int:pk>/", loads.show, name="register_load"),
    path(f"{REGISTER}files/<int:pk>/faults.csv", loads.faults, name="register_load_faults"),
    path(f"{REGISTER}findings/", findings.page, name="register_findings"),
    path(f"{REGISTER}history/", history.steps, name="register_steps"),
    path(f"{REGISTER}history/<slug:table>/<int:pk>/", history.row, name="register_history"),
    path(f"{REGISTER}home-page/", home_page.page, name="register_home_page"),
    path(f"{REGISTER}years/", register_years.index, name="register_years"),
    path(f"{REGISTER}years/<int:year>/", register_years.show, name="register_year"),
    path(f"{REGISTER}years/<int:year>/do/", register_years.act, name="register_year_do"),
]
staff_patterns = [
    path("", staff_queue.queue, name="queue"),
    path("sign-in/", staff_session.SignIn.as_view(), name="sign_in"),
    path("sign-out/", staff_session.SignOut.as_view(), name="sign_out"),
    path("what-if/", what_if.page, name="what_if"),
    path("requests/new/", staff_entry.page, name="enter"),
    path("dossiers/new/", batch.page, name="batch"),
    path("dossiers/<int:pk>/", batch.dossier, name="dossier"),
    path("requests/<int:pk>/", staff_request.page, name="request"),
    path("requests/<int:pk>/scans/<int:document>/", staff_entry.scan, name="scan"),
    path("requests/<int:pk>/receipts/<int:receipt_pk>/people/", staff_people.receipt, name="people"),
    path("requests/<int:pk>/people/<int:other>/", staff_people.pair, name="people_pair"),
    path("requests/<int:pk>/approve/", staff_decide.approve, name="approve"),
    path("requests/<int:pk>/decline/", staff_decide.decline, name="decline"),
    path("requests/<int:pk>/wishes/", staff_beside.wish, name="wish"),
    path("requests/<int:pk>/wishes/<int:wish_pk>/", staff_beside.hand_over, name="wish_hand_over"),
    path("requests/<int:pk>/legal-notes/", staff_beside.legal_note, name="legal_note"),
    path("requests/<int:pk>/address/", staff_beside.address, name="found_address"),
    path("requests/<int:pk>/preview/", staff_request.preview, name="preview"),
    path("words/<int:pk>/looked/", staff_words.looked, name="looked"),
    path("notices/<int:pk>/notice.pdf", staff_request.document, name="document"),
    path("deliveries/<int:pk>/retry/", staff_delivery.retry, name="retry"),
    path("deliveries/<int:pk>/settle/", staff_delivery.settle, name="settle"),
    path("deliveries/<int:pk>/posted/", staff_delivery.posted, name="posted"),
    *register_patterns,
]
urlpatterns = [
    path("staff/", include((staff_patterns, "staff"))),
]
