"""The installation files hold together: the published schema, settings that exist, one way to start each process."""

import copy
import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from shinelight import env
from tests.deploy.shipped import DEPLOY, PROGRAM, ROOT, UNITS, by_compose, by_units, compose, example

SCHEMA = json.loads((Path(__file__).parent / "vendor" / "compose-spec.json").read_text(encoding="utf-8"))
LIBRARIES = re.compile(r"libpango-1\.0-0 libpangoft2-1\.0-0 libharfbuzz-subset0")


def check(told: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator(SCHEMA).validate(told)


def test_the_compose_file_passes_its_published_schema() -> None:
    check(compose())


@pytest.mark.parametrize("key", ["comand", "health_check"])
def test_a_compose_file_with_a_word_that_is_none_is_refused(key: str) -> None:
    told = copy.deepcopy(compose())
    told["services"]["web"][key] = "x"

    with pytest.raises(jsonschema.ValidationError):
        check(told)


def test_every_setting_in_them_is_one_that_is_read() -> None:
    told = set(example())
    for name in ("setup", *PROGRAM):
        told |= set(compose()["services"][name]["environment"])

    assert told - set(env.READ) == set()


def test_the_example_leaves_no_setting_empty_that_has_to_be_filled_in_but_the_secrets() -> None:
    assert {name for name, value in example().items() if not value} == {
        "SECRET_KEY",
        "SEARCH_KEY",
        "SECOND_FACTOR_KEY",
        "AUDIT_HEAD_TO",
    }


def test_containers_and_service_units_start_the_same_programs() -> None:
    def program(command: list[str]) -> list[str]:
        return [word for word in command if not word.startswith("-") and ":" not in word][:3]

    containers, units = by_compose().running, by_units().running

    assert {name: program(containers[name]) for name in PROGRAM} == {name: program(units[name]) for name in PROGRAM}


def test_everything_that_keeps_running_is_started_again_and_waits_for_the_set_up() -> None:
    services = compose()["services"]
    waits = {name: services[name]["depends_on"]["setup"]["condition"] for name in PROGRAM}

    assert set(waits.values()) == {"service_completed_successfully"}
    assert {name: each["restart"] for name, each in services.items() if name != "setup"} == dict.fromkeys(
        set(services) - {"setup"}, "unless-stopped"
    )


@pytest.mark.parametrize("name", PROGRAM)
def test_a_process_that_ends_is_started_again_by_its_unit_however_often(name: str) -> None:
    unit = (UNITS / f"shinelight-{name}.service").read_text(encoding="utf-8").splitlines()

    assert {"Restart=always", "StartLimitIntervalSec=0"} <= set(unit)


def test_no_service_but_the_proxy_is_reached_from_outside() -> None:
    assert [name for name, each in compose()["services"].items() if each.get("ports")] == ["proxy"]


def test_the_image_has_the_libraries_that_the_guide_names_and_every_folder_of_the_program() -> None:
    image = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    guide = " ".join((ROOT / "docs" / "operations.md").read_text(encoding="utf-8").split())

    assert LIBRARIES.search(image)
    assert LIBRARIES.search(guide)
    copied = set(re.findall(r"^COPY (\w+) \1$", image, flags=re.MULTILINE))
    assert copied == {"locale", "requests_app", "shinelight", "static", "templates"}
