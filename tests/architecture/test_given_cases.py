"""The given cases: each kind is run somewhere; what is run in part is named."""

from pathlib import Path

from tests.cases_given import CASES, manifest

RUN = {
    "pdf": ("tests/notices/test_given_cases.py",),
    "names": ("tests/views/test_given_people.py", "tests/views/test_given_people_answered.py"),
    "forms": ("tests/views/test_given_people.py", "tests/views/test_given_people_answered.py"),
    "register": ("tests/register/load/test_given_cases.py",),
    "celery": ("tests/journeys/test_outages.py",),
    "requests": ("tests/views/test_given_receipts.py", "tests/mailbox/test_given_letters.py"),
    "dates": ("tests/views/test_given_receipts.py",),
    # E60 and E61, which are no mails, are a program killed in the middle and a message that nobody can read.
    "email": (
        "tests/mailbox/test_given_cases.py",
        "tests/mailbox/test_given_cases_stored.py",
        "tests/mailbox/test_killed.py",
        "tests/mailbox/test_visits.py",
    ),
}


def test_every_kind_is_run() -> None:
    assert {line["kind"] for line in manifest()} == RUN.keys()


def test_every_kind_is_run_where_it_is_said_to_be() -> None:
    root = Path(__file__).parents[2]

    assert all((root / file).is_file() for files in RUN.values() for file in files)


def test_every_file_of_the_manifest_is_here_but_the_published_registry() -> None:
    missing = {line["file"] for line in manifest() if line["file"] and not (CASES / line["file"]).is_file()}

    assert missing == {"data/ca_data_broker_registry_2025.csv"}  # read from the folder that SHINELIGHT_DATA names
