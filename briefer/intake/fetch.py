"""The guarded fetch: one address to the bytes of one page, within limits of place, time and size."""

from __future__ import annotations

import ssl
import threading
import time
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import urljoin

import httpcore2
import httpx2

from briefer.errors import ConfigError, FetchError
from briefer.intake.guard import Guarded
from briefer.intake.naming import shown
from briefer.intake.retry_after import seconds_to_wait
from briefer.intake.settings import FetchSettings
from briefer.version import __version__

ACCEPT = "text/html,application/xhtml+xml,application/atom+xml,application/rss+xml,application/feed+json;q=0.9,text/*;q=0.8,*/*;q=0.1"
_TEXTUAL = ("text/", "application/xhtml", "application/xml", "application/json", "application/octet-stream")
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_NOT_MODIFIED = 304
_SUCCESS = range(200, 300)
_CHUNK = 65536
_PORTS = 65536


@dataclass(frozen=True)
class Page:
    """What came from an address. `url` is where the last redirect led; `headers` have lower-case names; `fetched` is in UTC."""

    asked: str
    url: str
    status: int
    headers: Mapping[str, str]
    fetched: str
    body: bytes = field(repr=False, default=b"")

    @property
    def kind(self) -> str:
        """The media type, such as `text/html`; "" where none was stated."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str | None:
        """The encoding that the Content-Type header states."""
        for part in self.headers.get("content-type", "").split(";")[1:]:
            name, _, value = part.partition("=")
            if name.strip().lower() == "charset":
                return value.strip().strip("\"'") or None
        return None

    @property
    def unchanged(self) -> bool:
        """Whether the server said that nothing has changed since the validators that it was sent."""
        return self.status == _NOT_MODIFIED


class Fetcher:
    """Fetches addresses, from any number of threads, with one connection at a time to each host."""

    def __init__(self, settings: FetchSettings | None = None) -> None:
        self.settings = settings or FetchSettings()
        self.agent = (
            f"briefer/{__version__} (+{self.settings.contact})" if self.settings.contact else f"briefer/{__version__}"
        )
        self._guard = Guarded(self.settings.allow_hosts)
        self._pool: httpcore2.ConnectionPool | None = None
        self._hosts: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()

    def fetch(self, address: str, headers: Mapping[str, str] | None = None) -> Page:
        """The page at `address`, redirects followed; `headers` are added to the request.

        Raises `FetchError`: for an address that is none or is not allowed, a name that is not known, a connection that is
        refused or breaks, a certificate that does not hold, limits passed, an HTTP error, or an answer that is no text.
        """
        url, left = address, self.settings.timeout
        for hop in range(self.settings.redirects + 1):
            where = f"{shown(address)} (redirected to {shown(url)})" if hop else shown(address)
            parsed = _parsed(url, where)
            with self._turn(
                parsed.host
            ):  # waiting for one's turn is not the server's fault, and costs none of its time
                start = time.monotonic()
                with self._guard.within(left):
                    page = self._once(where, address, parsed, headers or {})
                left -= time.monotonic() - start
            location = page.headers.get("location")
            if page.status not in _REDIRECTS or not location:
                return page
            url = _led(where, url, location)
        raise FetchError(
            f"{shown(address)}: more than {self.settings.redirects} redirects",
            reason="redirects",
            hint="open it in a browser",
        )

    def _once(self, where: str, address: str, url: httpx2.URL, headers: Mapping[str, str]) -> Page:
        try:
            return self._get(address, url, headers)
        except FetchError as error:
            message = f"{where}: {error}"
            raise FetchError(
                message, reason=error.reason, hint=error.hint, status=error.status, retry_after=error.retry_after
            ) from error
        except httpcore2.TimeoutException as error:
            limit = f"no answer within {self.settings.timeout:g} seconds"
            raise FetchError(
                f"{where}: {limit}", reason="timeout", hint="try again, or raise timeout under [fetch]"
            ) from error
        except (httpcore2.NetworkError, httpcore2.ProtocolError, OSError) as error:
            raise _broken(where, error) from error

    def _get(self, address: str, url: httpx2.URL, headers: Mapping[str, str]) -> Page:
        sent = {
            "Host": url.netloc.decode("ascii"),
            "User-Agent": self.agent,
            "Accept": ACCEPT,
            "Accept-Encoding": "gzip",
            **headers,
        }
        target = httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        with self._connections().stream(
            "GET", target, headers=[(k.encode(), v.encode("latin-1")) for k, v in sent.items()]
        ) as answer:
            received = {k.decode("latin-1").lower(): v.decode("latin-1") for k, v in answer.headers}
            page = Page(address, str(url), answer.status, received, datetime.now(UTC).isoformat(timespec="seconds"))
            if page.unchanged or (page.status in _REDIRECTS and "location" in received):
                return page
            _refuse(page, self.settings.max_bytes)
            body = _whole(
                _inflated(answer.iter_stream(), received.get("content-encoding", "")), self.settings.max_bytes
            )
            return Page(page.asked, page.url, page.status, page.headers, page.fetched, body)

    def _turn(self, host: str) -> threading.Lock:
        with self._lock:
            return self._hosts.setdefault(host, threading.Lock())

    def _connections(self) -> httpcore2.ConnectionPool:
        with self._lock:
            if self._pool is None:
                file = self.settings.ca_file
                context = _trusting(file) if file else httpcore2.default_ssl_context()
                self._pool = httpcore2.ConnectionPool(
                    ssl_context=context, max_connections=None, max_keepalive_connections=0, network_backend=self._guard
                )
            return self._pool


def _trusting(file: str) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=file)
    except (OSError, ssl.SSLError) as error:
        detail = error.strerror or "no certificates"
        raise ConfigError(
            f"[fetch] ca_file {shown(file)}: {detail}", hint="name a file of certificates in PEM"
        ) from error


def _led(where: str, url: str, location: str) -> str:
    """Where a redirect leads."""
    try:
        return urljoin(url, location)
    except ValueError as error:
        raise FetchError(
            f"{where}: redirected to no address ({shown(location)[:120]})",
            reason="address",
            hint="open it in a browser",
        ) from error


def _parsed(address: str, where: str) -> httpx2.URL:
    try:
        url = httpx2.URL(address)
    except (httpx2.InvalidURL, ValueError) as error:
        raise FetchError(f"{where}: no address ({error})", reason="address", hint="check it") from error
    if url.scheme not in {"http", "https"}:
        raise FetchError(
            f"{where}: only http and https are fetched", reason="address", hint="save it as a file and give that"
        )
    if not url.host or not (url.port is None or 0 < url.port < _PORTS):
        raise FetchError(f"{where}: no address (its host or port)", reason="address", hint="check it")
    if url.userinfo:
        host = shown(url.host)
        raise FetchError(
            f"{host}: an address with a password in it is not fetched", reason="address", hint="save the page as a file"
        )
    return url


def _refuse(page: Page, limit: int) -> None:
    """Raise for an answer whose body is not worth reading: an error, no text, or larger than `limit` by its own account."""
    if page.status not in _SUCCESS:
        raise FetchError(
            f"the server answered {page.status}",
            reason="status",
            status=page.status,
            retry_after=seconds_to_wait(page.headers.get("retry-after"), page.fetched),
            hint=_remedy(page.status),
        )
    if page.kind and not (page.kind.startswith(_TEXTUAL) or page.kind.endswith(("+xml", "+json"))):
        raise FetchError(
            f"{shown(page.kind)}, not text", reason="type", hint="save it, convert it to text and give that file"
        )
    length = page.headers.get("content-length", "")
    if length.isascii() and length.isdigit() and int(length) > limit:
        raise _oversize(limit)


def _remedy(status: int) -> str:
    if status in {401, 402, 403, 451}:
        return "the site does not give it to programs: save the page and give that file"
    return "check the address" if status in {404, 410} else "try again later"


def _inflated(chunks: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """The chunks decompressed, in pieces of at most 64 KB, so that a bomb is stopped before it unfolds."""
    if encoding.strip().lower() in {"", "identity"}:
        yield from chunks
        return
    if encoding.strip().lower() not in {"gzip", "x-gzip", "deflate"}:
        raise FetchError(
            f"compressed as {shown(encoding)}, which was not asked for", reason="encoding", hint="try again later"
        )
    inflater = zlib.decompressobj(zlib.MAX_WBITS | 32)
    try:
        for chunk in chunks:
            rest = chunk
            while rest:
                yield inflater.decompress(rest, _CHUNK)
                rest = inflater.unconsumed_tail
        yield inflater.flush()
    except zlib.error as error:
        raise FetchError(f"damaged: {error}", reason="encoding", hint="try again later") from error
    if not inflater.eof:
        raise FetchError("the compressed answer is cut short", reason="encoding", hint="try again later")


def _whole(chunks: Iterable[bytes], limit: int) -> bytes:
    body = bytearray()
    for chunk in chunks:
        body += chunk
        if len(body) > limit:
            raise _oversize(limit)
    return bytes(body)


def _oversize(limit: int) -> FetchError:
    return FetchError(
        f"more than {limit / 1e6:g} MB", reason="size", hint="raise max_bytes under [fetch] if it is an article"
    )


def _broken(where: str, error: Exception) -> FetchError:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            detail = getattr(cause, "verify_message", "") or cause.reason or "handshake failed"
            hint = "do not trust it, or name its authority in ca_file under [fetch]"
            return FetchError(
                f"{where}: no safe connection ({str(detail).lower().replace('_', ' ')})", reason="tls", hint=hint
            )
        if isinstance(cause, ConnectionRefusedError):
            return FetchError(
                f"{where}: connection refused", reason="refused", hint="is the server running, and the port right?"
            )
        cause = cause.__cause__ or cause.__context__
    detail = " ".join(str(error).split()) or type(error).__name__
    return FetchError(f"{where}: the connection broke ({shown(detail)[:120]})", reason="broken", hint="try again later")
