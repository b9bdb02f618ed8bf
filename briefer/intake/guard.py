"""Connections that go only where they may: every address is judged after its name is resolved, and then connected to as it is.

A name that resolves to a private address, or to another one the second time (DNS rebinding), gets no connection: the
addresses that are judged are the ones that are connected to. TLS still checks the certificate against the name.
"""

from __future__ import annotations

import ipaddress
import socket
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from queue import Empty, Queue
from ssl import SSLContext
from typing import Any

import httpcore2

from briefer.errors import FetchError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def is_public(address: Address) -> bool:
    """Whether `address` is on the public internet.

    It is not where it is private, loopback, link-local (cloud metadata), shared, multicast, reserved or unspecified, or an
    IPv6 form of an IPv4 address that is.
    """
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return is_public(address.ipv4_mapped)
        if address in _NAT64:
            return is_public(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        tunnelled = address.sixtofour or (address.teredo and address.teredo[1])
        if address.is_site_local or (tunnelled and not is_public(tunnelled)):
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved)


class Guarded(httpcore2.NetworkBackend):
    """A network backend that connects to public addresses and to the `allowed` hosts, and stops at its thread's deadline."""

    def __init__(self, allowed: Iterable[str] = ()) -> None:
        self._allowed = frozenset(_plain(host) for host in allowed)
        self._inner = httpcore2.SyncBackend()
        self._thread = threading.local()

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """All that this thread reads, writes and connects in the block has to be done in so many seconds."""
        self._thread.deadline = time.monotonic() + seconds
        try:
            yield
        finally:
            del self._thread.deadline

    def left(self, timeout: float | None = None) -> float:
        """Seconds that this thread has left, at most `timeout`. Raises `httpcore2.ReadTimeout` where none are."""
        left = getattr(self._thread, "deadline", time.monotonic() + 30.0) - time.monotonic()
        if left <= 0:
            raise httpcore2.ReadTimeout("no time left")
        return left if timeout is None else min(left, timeout)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """A connection to the first address of `host` that answers, all of them having been judged."""
        options = list(socket_options or ())
        failure: Exception = httpcore2.ConnectError("no address")
        for address in self._judged(host, port):
            try:
                stream = self._inner.connect_tcp(address, port, self.left(timeout), local_address, options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
            else:
                return _Timed(stream, self)
        raise failure

    def _judged(self, host: str, port: int) -> list[str]:
        addresses = _resolve(host, port, self.left())
        if _plain(host) in self._allowed:
            return addresses
        for address in addresses:
            if not is_public(ipaddress.ip_address(address.partition("%")[0])):
                named = address if _plain(host) == address else f"{host} is {address}, which"
                raise FetchError(
                    f"{named} is not on the public internet",
                    reason="guard",
                    hint="if it may be fetched, name the host in allow_hosts under [fetch]",
                )
        return addresses


class _Timed(httpcore2.NetworkStream):
    """A stream whose every step ends at the deadline of the thread that takes it: a slow drip does not outlast it."""

    def __init__(self, inner: httpcore2.NetworkStream, guard: Guarded) -> None:
        self._inner = inner
        self._guard = guard

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._guard.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._guard.left(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        inner = self._inner.start_tls(ssl_context, server_hostname, self._guard.left(timeout))
        return _Timed(inner, self._guard)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


def _resolve(host: str, port: int, timeout: float) -> list[str]:
    """The addresses of `host`, once each, in the system's order; in a thread, since the system's lookup knows no time-out."""
    answer: Queue[list[str] | OSError] = Queue()

    def look_up() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answer.put(list(dict.fromkeys(str(entry[4][0]) for entry in found)))
        except (OSError, UnicodeError) as error:
            answer.put(error if isinstance(error, OSError) else OSError(str(error)))

    threading.Thread(target=look_up, daemon=True).start()
    try:
        outcome = answer.get(timeout=timeout)
    except Empty:
        raise httpcore2.ConnectTimeout("name not resolved in time") from None
    if isinstance(outcome, OSError):
        raise FetchError(
            f"the name {host} is not known ({outcome.strerror or outcome})", reason="dns", hint="check the address"
        )
    return outcome


def _plain(host: str) -> str:
    return host.strip("[]").rstrip(".").lower()
