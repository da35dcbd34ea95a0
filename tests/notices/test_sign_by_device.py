"""A key that never leaves its device signs notices as one in a file does. SoftHSM stands for the device."""

import os
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pkcs11
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, pkcs12
from pkcs11.util.x509 import decode_x509_certificate

from requests_app.notices.render import render_pdf
from requests_app.notices.sign import signed
from shinelight.signing import Device, Signing
from tests.notices.judge import judged
from tests.notices.render_samples import notice
from tests.notices.signature import holds

pytestmark = pytest.mark.long
PLACES = (
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib64/pkcs11/libsofthsm2.so",
    "/usr/lib/libsofthsm2.so",
    "/usr/local/lib/softhsm/libsofthsm2.so",
    "/opt/homebrew/lib/softhsm/libsofthsm2.so",
)
TOKEN, KEY, PIN = "Privacy office", "notices", "123456"


@pytest.fixture(scope="module")
def device(tmp_path_factory: pytest.TempPathFactory, key_file: Path) -> Device:
    """Return a device with the key of the file."""
    folder = tmp_path_factory.mktemp("device")
    (folder / "tokens").mkdir()
    (folder / "softhsm2.conf").write_text(f"directories.tokendir = {folder / 'tokens'}\nobjectstore.backend = file\n")
    os.environ["SOFTHSM2_CONF"] = str(folder / "softhsm2.conf")  # read once, when the library is loaded
    library = next(Path(place) for place in PLACES if Path(place).is_file())
    key, certificate, _ = pkcs12.load_key_and_certificates(key_file.read_bytes(), b"open sesame")
    assert key is not None
    assert certificate is not None
    pem = folder / "key.pem"
    pem.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    of = ("--module", library, "--pin", PIN)
    _softhsm("--init-token", "--free", "--label", TOKEN, "--so-pin", PIN, *of)
    _softhsm("--import", pem, "--token", TOKEN, "--label", KEY, "--id", "01", *of)
    with pkcs11.lib(str(library)).get_token(token_label=TOKEN).open(user_pin=PIN, rw=True) as session:
        attributes = decode_x509_certificate(certificate.public_bytes(Encoding.DER))
        session.create_object({**attributes, pkcs11.Attribute.LABEL: KEY, pkcs11.Attribute.TOKEN: True})
    return Device(library=library, token=TOKEN, key=KEY)


def _softhsm(*arguments: str | Path) -> None:
    subprocess.run(["softhsm2-util", *arguments], check=True, capture_output=True)


def test_a_device_signs_as_a_file_does_and_the_judge_agrees(device: Device, settings: Any, tmp_path: Path) -> None:  # noqa: ANN401 - any setting may be set
    settings.NOTICE_SIGNING = Signing(key=device, password=PIN, timestamp_url="")

    file = signed(render_pdf(notice()))

    assert file.problem == ""
    assert holds(file.rendered.pdf)
    path = tmp_path / "notice.pdf"
    path.write_bytes(file.rendered.pdf)
    for standard in ("ua1", "3a"):
        assert judged(path, standard=standard) == [f"PASS {path}"]


@pytest.mark.parametrize(("token", "key"), [("another", KEY), (TOKEN, "another")], ids=["no such token", "no such key"])
def test_a_device_without_the_key_lets_the_notice_go_unsigned_and_says_so(
    token: str,
    key: str,
    device: Device,
    settings: Any,  # noqa: ANN401 - any setting may be set
) -> None:
    settings.NOTICE_SIGNING = Signing(key=replace(device, token=token, key=key), password=PIN, timestamp_url="")
    rendered = render_pdf(notice())

    file = signed(rendered)

    assert file.rendered == rendered
    assert file.problem != ""


def test_a_device_that_failed_is_opened_anew_though_a_log_still_holds_what_failed(
    device: Device,
    settings: Any,  # noqa: ANN401 - any setting may be set
    caplog: pytest.LogCaptureFixture,
) -> None:
    rendered = render_pdf(notice())
    settings.NOTICE_SIGNING = Signing(key=replace(device, key="another"), password=PIN, timestamp_url="")
    assert signed(rendered).problem != ""
    assert [record.exc_info is not None for record in caplog.records] == [True]

    settings.NOTICE_SIGNING = Signing(key=device, password=PIN, timestamp_url="")

    assert signed(rendered).problem == ""
