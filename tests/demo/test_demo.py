"""The demo itself: from nothing to a notice in the mail folder, twice in one folder, and no process left."""

import hashlib
import json
import re
import signal
import socket
import stat
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from requests_app.statute import CATEGORIES
from shinelight.demo.people import requester
from shinelight.demo.place import Place
from shinelight.local import ports, waiting
from shinelight.local.processes import ROOT
from tests.demo import running

pytestmark = pytest.mark.long

CONTRACT = ["slug", "reference", "due_on", "year", "recipients", "excluded", "pdf", "mail", "digest", "seconds"]
SERVES = "Ctrl-C ends the demo."


@dataclass(frozen=True, slots=True)
class Ran:
    """A demo that ran once, from nothing."""

    var: Path
    stdout: str
    line: dict[str, Any]


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    var = tmp_path_factory.mktemp("demo") / "var"
    done = running.run("--once", "--port", str(ports.free_port()), var=var)
    assert done.returncode == 0, done.stderr + done.stdout
    assert done.stderr == ""
    return Ran(var, done.stdout, json.loads(done.stdout.splitlines()[-1]))


def text_of(pdf: str) -> str:
    """Return the PDF's text with white space and hyphens at line ends folded."""
    text = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, text=True, check=True).stdout
    return folded(re.sub(r"[-\u00ad\u2010]\s*\n\s*", "", text))


def folded(text: str) -> str:
    return " ".join(text.split())


def test_it_ends_with_the_line_that_programs_read(ran: Ran) -> None:
    assert list(ran.line) == CONTRACT
    assert ran.line["slug"] == "demo"
    assert re.fullmatch(r"STL-\d{4}-000001", ran.line["reference"])
    assert ran.line["year"] == int(ran.line["reference"][4:8]) - 1
    assert 0 < ran.line["seconds"] < 60


def test_the_mail_and_its_pdf_are_in_the_mail_folder(ran: Ran) -> None:
    pdf, mail = Path(ran.line["pdf"]), Path(ran.line["mail"])
    assert pdf.is_absolute()
    assert pdf.parent == mail.parent == Place(ran.var).mail
    assert hashlib.sha256(pdf.read_bytes()).hexdigest() == ran.line["digest"]
    assert len(list(Place(ran.var).mail.glob(f"*{ran.line['reference'].lower()}*.eml"))) == 2


def test_the_notice_says_all_it_owes_and_no_more(ran: Ran) -> None:
    text = text_of(ran.line["pdf"])
    assert ran.line["reference"] in text
    assert requester(0).name in text
    assert "1798.83" in text
    assert len(ran.line["recipients"]) >= 24
    for recipient in ran.line["recipients"]:
        assert folded(recipient["name"]) in text
        assert folded(recipient["address"]) in text
    listed = {recipient["name"] for recipient in ran.line["recipients"]}
    assert len(ran.line["excluded"]) >= 6
    assert not [name for name in ran.line["excluded"] if name not in listed and folded(name) in text]
    assert sum(folded(category.label) in text for category in CATEGORIES) >= 12


def test_the_notice_has_pages(ran: Ran) -> None:
    told = subprocess.run(["pdfinfo", ran.line["pdf"]], capture_output=True, text=True, check=True).stdout
    pages = re.search(r"Pages:\s+(\d+)", told)
    assert pages is not None
    assert int(pages.group(1)) >= 2


def test_it_tells_people_what_happened(ran: Ran) -> None:
    assert "[12/12] Wait for the notice" in ran.stdout
    assert "\x1b" not in ran.stdout  # no colours or moving lines where nobody looks
    assert f"{ran.line['reference']}: {requester(0).name} asked about {ran.line['year']}." in ran.stdout
    for name in ran.line["excluded"]:
        assert re.search(rf"\([ade]\)\S* +{re.escape(name)}", ran.stdout)
    for shown in (ran.line["pdf"], ran.line["mail"], ran.line["digest"]):
        assert shown in ran.stdout


def test_its_key_is_private(ran: Ran) -> None:
    assert stat.S_IMODE(Place(ran.var).key.stat().st_mode) == 0o600


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as somebody:
        somebody.bind((ports.LOOPBACK, 0))
        somebody.listen()
        yield int(somebody.getsockname()[1])


def test_a_second_run_serves_on_another_port_until_ctrl_c(ran: Ran, taken_port: int, tmp_path: Path) -> None:
    said = tmp_path / "stdout"
    with said.open("w") as stdout:
        demo = subprocess.Popen(
            running.command("--port", str(taken_port)),
            cwd=ROOT,
            env=running.environment(ran.var, PYTHONUNBUFFERED="1"),
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            waiting.until(
                lambda: SERVES in said.read_text() or demo.poll() is not None, seconds=120, what="the demo to serve"
            )
            told = said.read_text()
            assert SERVES in told
            assert "no rows had to be written" in told
            assert f"because port {taken_port} is taken" in told
            assert f"{requester(1).name} asked" in told
            children = running.descendants(demo.pid)
            assert len(children) >= 6
            demo.send_signal(signal.SIGINT)
            assert demo.wait(30) == 0
        finally:
            demo.kill()
            demo.wait()
    assert running.alive(children) == []
    assert "Traceback" not in said.read_text()
