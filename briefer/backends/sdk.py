"""One exchange with a server through the OpenAI SDK, whose own retries, redirects and looks at the environment are off."""

from __future__ import annotations

import os
import ssl
import threading
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from briefer.backends.connection import Connection
from briefer.errors import ConfigError, TimedOut, Unreachable

if TYPE_CHECKING:
    import httpx2
    import openai

_BUILDING = threading.Lock()


def exchange(
    connection: Connection, send: Callable[[openai.OpenAI], httpx2.Response], largest: int | None = None
) -> httpx2.Response:
    """What came back, whatever its status. Raises `TimedOut` and `Unreachable` where nothing did."""
    import openai

    try:
        return send(client(connection, largest))
    except openai.APIStatusError as error:
        return error.response
    except openai.APITimeoutError:
        raise late(connection) from None
    except openai.APIConnectionError as error:
        raise _unreachable(connection, error.__cause__) from None


def raw() -> type[Any]:
    """What to have an answer cast to: the response as it came."""
    import httpx2

    return httpx2.Response


def late(connection: Connection) -> TimedOut:
    """The error of an exchange that took longer than it may."""
    return TimedOut(f"{connection.shown}: no answer within {connection.timeout:g} s", hint="raise its timeout")


def client(connection: Connection, largest: int | None = None) -> openai.OpenAI:
    """The SDK's client of a connection: one a process, whose connections all threads share.

    It takes `largest` bytes of an answer at most; None is what any completion has room in.
    """
    with _BUILDING:
        return _client(connection, largest, os.getpid())


@lru_cache(maxsize=16)
def _client(connection: Connection, largest: int | None, _process: int) -> openai.OpenAI:
    """A new client.

    Its time-outs end the whole exchange, it follows no redirect (a key goes to no other host), and it takes nothing from
    the environment but what the connection says.
    """
    import httpx2
    import openai

    from briefer.backends.transport import MAX_BYTES, BoundedTransport, Route

    route = Route(_tls(connection), httpx2.URL(connection.proxy) if connection.proxy else None)
    headers = {"Accept-Encoding": "gzip, deflate", **dict(connection.headers)}
    sdk = openai.OpenAI(
        base_url=connection.base_url,
        api_key=connection.api_key,
        admin_api_key="",
        timeout=connection.timeout,
        max_retries=0,
        default_headers=headers,
        http_client=httpx2.Client(
            transport=BoundedTransport(route, largest or MAX_BYTES),
            timeout=connection.timeout,
            follow_redirects=False,
            trust_env=False,
        ),
    )
    sdk.organization = sdk.project = None
    sdk._custom_headers = headers  # noqa: SLF001  # the SDK adds OPENAI_CUSTOM_HEADERS to them, for whatever server it is
    return sdk


def _tls(connection: Connection) -> ssl.SSLContext:
    import httpcore2

    try:
        context = (
            ssl.create_default_context(cafile=connection.ca_file)
            if connection.ca_file
            else httpcore2.default_ssl_context()
        )
        if not connection.verify:
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        if connection.client_cert:
            context.load_cert_chain(connection.client_cert, connection.client_key)
    except (OSError, ssl.SSLError) as error:
        raise ConfigError(f"tls: {error}", hint="check ca_file, client_cert and client_key") from None
    return context


def _unreachable(connection: Connection, cause: BaseException | None) -> Unreachable:
    why = connection.scrubbed(str(cause or "no connection"))[:120]
    tls = isinstance(_root(cause), ssl.SSLError)
    hint = "check tls.ca_file" if tls else "is it running, and is base_url right?"
    return Unreachable(f"cannot reach {connection.shown} ({why})", hint=hint)


def _root(error: BaseException | None) -> BaseException | None:
    while error is not None and (deeper := error.__cause__ or error.__context__) is not None:
        error = deeper
    return error
