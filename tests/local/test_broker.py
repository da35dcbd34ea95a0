"""The broker keeps what it was given, whatever happens to it."""

import os
from pathlib import Path

import pytest
from kombu import Connection

from shinelight.local import broker as broker_module
from shinelight.local.broker import Broker, a_broker


def put(url: str, words: str) -> None:
    with Connection(url) as connection, connection.SimpleQueue("kept") as queue:
        queue.put(words)


def taken(url: str) -> str:
    with Connection(url) as connection, connection.SimpleQueue("kept") as queue:
        message = queue.get(timeout=10)
        message.ack()
        return str(message.payload)


def test_a_message_is_there_after_a_stop(broker: Broker) -> None:
    put(broker.url, "still here")

    broker.stop()
    assert not broker.answers()
    broker.start()

    assert taken(broker.url) == "still here"


def test_a_message_is_there_after_a_kill(broker: Broker) -> None:
    put(broker.url, "still here")

    broker.kill()
    assert not broker.running
    broker.start()

    assert taken(broker.url) == "still here"


def test_the_socket_is_for_its_owner_alone(broker: Broker) -> None:
    assert broker.socket.stat().st_mode & 0o077 == 0


def test_a_folder_with_a_long_name_gets_a_socket_with_a_short_one(tmp_path: Path) -> None:
    with Broker(tmp_path / ("long " * 20)) as broker:
        assert len(os.fsencode(broker.socket)) < 108
        put(broker.url, "fits")
        assert taken(broker.url) == "fits"
        short = broker.socket.parent

    assert not short.exists()


def test_a_broker_that_is_given_is_taken_and_none_is_started(tmp_path: Path) -> None:
    with a_broker(tmp_path, given="redis://elsewhere.example:6379/0") as url:
        assert url == "redis://elsewhere.example:6379/0"
        assert not list(tmp_path.iterdir())


def test_a_machine_without_any_broker_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(broker_module, "_bundled", lambda: ["/nonexistent/valkey-server"])
    monkeypatch.setenv("PATH", "/nonexistent")

    with pytest.raises(RuntimeError, match="apt-get install redis-server"):
        broker_module.find_server()
