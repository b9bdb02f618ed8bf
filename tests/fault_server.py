"""An OpenAI-compatible server on loopback that answers by plan, misbehaves to order, and counts what reached it."""

from __future__ import annotations

import json
import socket
import struct
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

Reply = Callable[[socket.socket, "Asked", threading.Event], bool]
"""Writes an answer to a request; True keeps the connection open for the next one."""

DRAFT = '{"bottom_line":"Trade talks opened.","actors":[],"commitments":[],"risks":[],"reactions":[]}'


@dataclass(frozen=True)
class Asked:
    """One request as it reached the server."""

    method: str
    path: str
    headers: dict[str, str]
    body: dict[str, Any]


@dataclass
class FaultServer:
    """The n-th request gets the n-th reply of the plan, later ones the last; a reply may look at the request."""

    plan: tuple[Reply, ...]
    asked: list[Asked] = field(default_factory=list)
    url: str = ""
    connections: int = 0
    over: threading.Event = field(default_factory=threading.Event)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _arrived: threading.Condition = field(init=False)

    def __post_init__(self) -> None:
        self._arrived = threading.Condition(self._lock)

    @property
    def count(self) -> int:
        """How many requests reached the server."""
        return len(self.asked)

    def reached(self, requests: int, within: float = 60) -> int:
        """How many requests reached the server, once that many did: one whose client gave up may be read after that."""
        with self._lock:
            self._arrived.wait_for(lambda: self.count >= requests, within)
            return self.count

    def serve(self, listener: socket.socket) -> None:
        while not self.over.is_set():
            try:
                peer, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=self._talk, args=(peer,), daemon=True).start()

    def _talk(self, peer: socket.socket) -> None:
        first = 1
        with peer:
            try:
                while (asked := _read(peer)) is not None:
                    with self._lock:
                        self.connections, first = self.connections + first, 0
                        self.asked.append(asked)
                        reply = self.plan[min(len(self.asked), len(self.plan)) - 1]
                        self._arrived.notify_all()
                    if not reply(peer, asked, self.over):
                        return
            except OSError:
                return


@contextmanager
def serving(*plan: Reply, wrap: Callable[[socket.socket], socket.socket] | None = None) -> Iterator[FaultServer]:
    """A server that runs until the block ends. `wrap` puts TLS around its listening socket."""
    listener = socket.create_server(("127.0.0.1", 0), backlog=512)
    port = listener.getsockname()[1]
    server = FaultServer(plan, url=f"{'https' if wrap else 'http'}://127.0.0.1:{port}/v1")
    listener = wrap(listener) if wrap else listener
    thread = threading.Thread(target=server.serve, args=(listener,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.over.set()
        with socket.socket() as knock:  # wakes the accept() that closing alone does not
            knock.settimeout(1)
            knock.connect_ex(("127.0.0.1", port))
        listener.close()
        thread.join(2)


def _read(peer: socket.socket) -> Asked | None:
    data = b""
    while b"\r\n\r\n" not in data:
        piece = peer.recv(65536)
        if not piece:
            return None
        data += piece
    head, _, body = data.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {k.strip().lower(): v.strip() for k, _, v in (line.partition(":") for line in lines)}
    while len(body) < int(headers.get("content-length", 0)):
        body += peer.recv(65536)
    method, path, _ = first.split(" ", 2)
    return Asked(method, path, headers, json.loads(body) if body else {})


def chat(
    content: Any = DRAFT,
    *,
    finish: str | None = "stop",
    usage: Any = "some",
    message: dict[str, Any] | None = None,
    **top: Any,
) -> dict[str, Any]:
    """The body of a chat completion; `top` replaces keys at its top."""
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": "mock-1",
        "choices": [
            {"index": 0, "message": message or {"role": "assistant", "content": content}, "finish_reason": finish}
        ],
        "usage": {
            "prompt_tokens": 100,
            "completion_tokens": 20,
            "total_tokens": 120,
            "prompt_tokens_details": {"cached_tokens": 60},
            "completion_tokens_details": {"reasoning_tokens": 5},
        }
        if usage == "some"
        else usage,
    } | top


def _http(status: int, body: bytes, headers: dict[str, str]) -> bytes:
    lines = [f"HTTP/1.1 {status} X", *(f"{k}: {v}" for k, v in headers.items())]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def raw(body: bytes, *, status: int = 200, length: int | None = None, headers: dict[str, str] | None = None) -> Reply:
    """These bytes as a body; `length` is the content length that is claimed."""

    def reply(peer: socket.socket, asked: Asked, over: threading.Event) -> bool:
        claimed = len(body) if length is None else length
        named = {"content-type": "application/json", "content-length": str(claimed)} | (headers or {})
        peer.sendall(_http(status, body, named))
        return claimed == len(body)

    return reply


def answer(content: Any = DRAFT, *, headers: dict[str, str] | None = None, **changes: Any) -> Reply:
    """A chat completion."""
    return raw(json.dumps(chat(content, **changes)).encode(), headers=headers)


def error(
    status: int, message: str = "no", *, code: str | None = None, param: str | None = None, **headers: str
) -> Reply:
    """An error as OpenAI words it."""
    body = {"error": {"message": message, "type": "x", "param": param, "code": code}}
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return raw(json.dumps(body).encode(), status=status, headers=named)


def reset(*, after: bytes = b"") -> Reply:
    """The connection is reset after these bytes."""

    def reply(peer: socket.socket, asked: Asked, over: threading.Event) -> bool:
        peer.sendall(after)
        if after:
            over.wait(0.05)
        peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        peer.close()
        return False

    return reply


def stall(*, after: bytes = b"") -> Reply:
    """Nothing more comes after these bytes, and the connection stays open."""

    def reply(peer: socket.socket, asked: Asked, over: threading.Event) -> bool:
        peer.sendall(after)
        over.wait(60)
        return False

    return reply


def drip(data: bytes, *, every: float = 0.05) -> Reply:
    """One byte at a time, so that no single read is ever late."""

    def reply(peer: socket.socket, asked: Asked, over: threading.Event) -> bool:
        for byte in data:
            if over.wait(every):
                return False
            peer.sendall(bytes([byte]))
        return False

    return reply


def flood(total: int, *, announced: bool = True, packed: bool = False) -> Reply:
    """A body of `total` bytes; `packed` sends them as gzip."""

    def reply(peer: socket.socket, asked: Asked, over: threading.Event) -> bool:
        block = b" " * (1 << 20)
        headers = {"content-encoding": "gzip"} if packed else {"content-length": str(total)} if announced else {}
        peer.sendall(_http(200, b"", {"content-type": "application/json"} | headers))
        packer = zlib.compressobj(9, wbits=31)
        for _ in range(total >> 20):
            peer.sendall(packer.compress(block) + packer.flush(zlib.Z_SYNC_FLUSH) if packed else block)
        return False

    return reply


def partial(body: bytes, claimed: int) -> bytes:
    """The head of an answer that claims `claimed` bytes, and the first of them."""
    return _http(200, body, {"content-type": "application/json", "content-length": str(claimed)})
