"""A mail server in a process of its own that says yes to every mail and keeps none: it only counts."""

import asyncio
import multiprocessing
from typing import TYPE_CHECKING, Any, Self

from shinelight.local import ports

if TYPE_CHECKING:
    from multiprocessing.sharedctypes import Synchronized
    from multiprocessing.synchronize import Event

_YES, _GO_ON, _BYE = b"250 OK\r\n", b"354 go on\r\n", b"221 bye\r\n"
_KNOWS = b"250-sink\r\n250 PIPELINING\r\n"
_ANSWERS = {b"EHLO": _KNOWS, b"DATA": _GO_ON, b"QUIT": _BYE}
_END = b"\r\n.\r\n"


class Sink:
    """`with Sink() as sink:` listens at `sink.url`; `taken` is how many mails came."""

    def __init__(self) -> None:
        anew = multiprocessing.get_context("spawn")
        self._count: Synchronized[int] = anew.Value("q", 0)
        self._port: Synchronized[int] = anew.Value("i", 0)
        self._ready = anew.Event()
        self._process = anew.Process(target=_serve, args=(self._count, self._port, self._ready), daemon=True)

    @property
    def url(self) -> str:
        """The address, as EMAIL_URL has it."""
        return f"smtp://{ports.LOOPBACK}:{self._port.value}"

    @property
    def taken(self) -> int:
        """How many mails it said yes to."""
        return self._count.value

    def __enter__(self) -> Self:
        self._process.start()
        self._ready.wait()
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.join()


class _Conversation(asyncio.Protocol):
    """One connection; of a mail only its end matters."""

    def __init__(self, count: "Synchronized[int]") -> None:
        self._count, self._in_mail, self._held = count, False, b""
        self._transport: Any = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport
        self._transport.write(b"220 sink\r\n")

    def data_received(self, data: bytes) -> None:
        if self._in_mail:
            self._held = data[-len(_END) :] if len(data) >= len(_END) else (self._held + data)[-len(_END) :]
            if self._held == _END:
                self._in_mail, self._held = False, b""
                with self._count.get_lock():
                    self._count.value += 1
                self._transport.write(_YES)
            return
        *lines, self._held = (self._held + data).split(b"\r\n")
        verbs = [line[:4].upper() for line in lines]
        self._in_mail = b"DATA" in verbs  # nobody sends more before the answer to it
        self._transport.write(b"".join(_ANSWERS.get(verb, _YES) for verb in verbs))
        if b"QUIT" in verbs:
            self._transport.close()


def _serve(count: "Synchronized[int]", port: "Synchronized[int]", ready: "Event") -> None:
    asyncio.run(_served(count, port, ready))


async def _served(count: "Synchronized[int]", port: "Synchronized[int]", ready: "Event") -> None:
    server = await asyncio.get_running_loop().create_server(lambda: _Conversation(count), ports.LOOPBACK, 0)
    port.value = server.sockets[0].getsockname()[1]
    ready.set()
    await server.serve_forever()
