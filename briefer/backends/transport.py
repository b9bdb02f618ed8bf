"""A transport whose time-out is that of the whole exchange, and whose answers have a largest size.

The usual time-outs of HTTP clients start anew with every byte, so that a server which drips one byte a second is never
ended, and an error body of two gigabytes is read to its end. Here the time-out that a request carries is turned into one
deadline on connecting, writing and reading, and the body is read, inflated and bounded before anybody sees it. A body that
broke off is handed on as far as it came, with the reason under `extensions["broken"]`: it was paid for, and may be whole.
"""

from __future__ import annotations

import ssl
import time
import weakref
import zlib
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import httpcore2
import httpx2

MAX_BYTES = 8 * 1024 * 1024
"""The largest body that is taken for an answer, inflated; the longest answers of today's models have a tenth of that."""

_INFLATED = {"gzip", "x-gzip", "deflate"}
_ANY_WRAPPER = zlib.MAX_WBITS | 32


@dataclass(frozen=True)
class Route:
    """How servers are reached: the TLS context, and the proxy with its `user:password`, where there is one."""

    tls: ssl.SSLContext
    proxy: httpx2.URL | None = None

    def pool(self) -> httpcore2.ConnectionPool:
        """A pool of one connection, kept alive between exchanges."""
        kept: dict[str, Any] = {
            "ssl_context": self.tls,
            "max_connections": 1,
            "keepalive_expiry": 30.0,
            "network_backend": _Deadlines(),
        }
        if self.proxy is None:
            return httpcore2.ConnectionPool(**kept)
        auth = (self.proxy.username, self.proxy.password) if self.proxy.username else None
        address = self.proxy.copy_with(username=None, password=None)
        return httpcore2.HTTPProxy(
            proxy_url=_core_url(address),
            proxy_auth=auth,
            proxy_ssl_context=self.tls if address.scheme == "https" else None,
            **kept,
        )


@dataclass(frozen=True)
class BoundedTransport(httpx2.BaseTransport):
    """Sends each request over a connection of its own: no lock is shared, and idle connections are used again, last one first."""

    route: Route
    max_bytes: int = MAX_BYTES
    idle: deque[httpcore2.ConnectionPool] = field(default_factory=deque, repr=False)

    def __post_init__(self) -> None:
        weakref.finalize(self, _close, self.idle)

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """The response with its whole body. Raises httpx2's errors where none began to arrive in time."""
        seconds = float(request.extensions["timeout"]["read"])
        deadline = time.monotonic() + seconds
        asked = httpcore2.Request(
            method=request.method,
            url=_core_url(request.url),
            headers=request.headers.raw,
            content=request.read(),
            extensions={"timeout": {"connect": deadline, "read": deadline, "write": deadline, "pool": seconds}},
        )
        try:
            pool = self.idle.pop()
        except IndexError:
            pool = self.route.pool()
        try:
            with _as_httpx2():
                answered = pool.handle_request(asked)
            headers = httpx2.Headers(answered.headers)
            body, broken = _body(answered, headers.get("content-encoding", "").strip().lower(), self.max_bytes)
        finally:
            self.idle.append(pool)
        for name in ("content-encoding", "content-length", "transfer-encoding"):
            headers.pop(name, None)
        return httpx2.Response(answered.status, headers=headers, content=body, extensions={"broken": broken})

    def close(self) -> None:
        """Close the connections that are idle."""
        _close(self.idle)


def _close(idle: deque[httpcore2.ConnectionPool]) -> None:
    while idle:
        idle.pop().close()


def _body(response: httpcore2.Response, encoding: str, limit: int) -> tuple[bytes, str]:
    """The body, inflated, and why it broke off ("" where it did not)."""
    inflater = zlib.decompressobj(_ANY_WRAPPER) if encoding in _INFLATED else None
    parts: list[bytes] = []
    size, broken = 0, ""
    try:
        for chunk in _chunks(response):
            piece = inflater.decompress(chunk, limit + 1 - size) if inflater else chunk
            size += len(piece)
            if size > limit:
                return b"", "large"
            parts.append(piece)
        if inflater and not inflater.eof:
            broken = "cut"
    except httpcore2.TimeoutException:
        broken = "timeout"
    except (httpcore2.NetworkError, httpcore2.ProtocolError, zlib.error):
        broken = "cut"
    finally:
        response.close()
    return b"".join(parts), broken


def _chunks(response: httpcore2.Response) -> Iterator[bytes]:
    stream = response.stream
    if not isinstance(stream, Iterable):  # pragma: no cover  # a synchronous pool has synchronous streams
        raise TypeError("not a synchronous response")
    return iter(stream)


def _core_url(url: httpx2.URL) -> httpcore2.URL:
    return httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)


@contextmanager
def _as_httpx2() -> Iterator[None]:
    try:
        yield
    except httpcore2.TimeoutException as error:
        raise httpx2.ReadTimeout(str(error) or type(error).__name__) from error
    except (httpcore2.ConnectError, httpcore2.ProxyError) as error:
        raise httpx2.ConnectError(str(error)) from error
    except (httpcore2.NetworkError, httpcore2.ProtocolError, httpcore2.UnsupportedProtocol) as error:
        raise httpx2.ReadError(str(error)) from error


class _Deadlines(httpcore2.NetworkBackend):
    """Connects, taking the `timeout` of every call for the moment (monotonic seconds) at which it has to be over."""

    def __init__(self) -> None:
        self._inner = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        stream = self._inner.connect_tcp(
            host, port, _left(timeout, httpcore2.ConnectTimeout), local_address, socket_options
        )
        return _DeadlineStream(stream)


class _DeadlineStream(httpcore2.NetworkStream):
    """Sends what is written when something is to be read, so that head and body of a request leave in one piece."""

    def __init__(self, inner: httpcore2.NetworkStream) -> None:
        self._inner = inner
        self._unsent: list[bytes] = []

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        if self._unsent:
            unsent, self._unsent = b"".join(self._unsent), []
            self._inner.write(unsent, _left(timeout, httpcore2.WriteTimeout))
        return self._inner.read(max_bytes, _left(timeout, httpcore2.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._unsent.append(buffer)

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        return _DeadlineStream(
            self._inner.start_tls(ssl_context, server_hostname, _left(timeout, httpcore2.ConnectTimeout))
        )

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


def _left(deadline: float | None, late: type[Exception]) -> float | None:
    """Seconds until `deadline`; raises `late` once it has passed."""
    if deadline is None:
        return None
    left = deadline - time.monotonic()
    if left <= 0:
        raise late("the time-out of the whole exchange has passed")
    return left
