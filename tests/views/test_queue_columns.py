"""The columns of the queue: chosen once a session, with the way back to the same list."""

import pytest
from django.test import Client

from tests.builders import a_business, a_request, a_reviewer

pytestmark = pytest.mark.django_db


def test_a_column_that_is_not_ticked_is_hidden_until_it_is_ticked_again() -> None:
    row = a_request(a_business())
    desk = Client()
    desk.force_login(a_reviewer())
    assert "hides-" not in desk.get("/staff/").content.decode()
    said = {"show": ["came", "state", "holder"], "list": "show=open&q=ana"}
    answer = desk.post("/staff/columns/", said)
    assert answer["Location"] == "/staff/?show=open&q=ana"
    page = desk.get("/staff/").content.decode()
    assert 'class="queue hides-answer hides-brand"' in page
    assert str(row.reference) in page
    desk.post("/staff/columns/", {"show": ["came", "state", "holder", "answer", "brand", "made-up"]})
    assert "hides-" not in desk.get("/staff/").content.decode()
