"""Ports: a free one is found, a taken one is noticed."""

import socket

from shinelight.local import ports


def test_a_free_port_is_not_taken_until_somebody_listens() -> None:
    port = ports.free_port()
    assert not ports.is_taken(port)
    assert not ports.is_listening(port)

    with socket.create_server(("127.0.0.1", port)):
        assert ports.is_taken(port)
        assert ports.is_listening(port)
