"""Two who upload the same document at once: it is kept once, and lies behind both."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from django.db import connection

from requests_app.register.evidence import store
from requests_app.register.models import Disclosure, EvidenceDocument
from tests.builders import NOW, a_business, a_disclosure, a_third_party
from tests.register.documents import LETTER

ROUNDS = 5


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_the_same_bytes_uploaded_twice_at_once_are_kept_once(tmp_path: Path, settings: object) -> None:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined] # any setting may be set
    business = a_business()
    for number in range(ROUNDS):
        rows = [a_disclosure(a_third_party(business, f"Reed {number} {half}")) for half in ("one", "two")]
        content, barrier = LETTER + str(number).encode(), Barrier(2)

        def attach(row: Disclosure, content: bytes = content, barrier: Barrier = barrier) -> int:
            try:
                barrier.wait()
                return store.attach(
                    row, content, file_name="a.txt", title="Letter", kind="letter", actor="user:7", at=NOW
                ).pk
            finally:
                connection.close()

        with ThreadPoolExecutor(2) as both:
            first, second = both.map(attach, rows)

        assert first == second
        assert EvidenceDocument.objects.count() == number + 1
        assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == number + 1
