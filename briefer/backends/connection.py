"""How one server is reached: address, key, headers, time-out, TLS and proxy; secrets stay out of every repr."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlsplit, urlunsplit

from briefer.backends.leaks import blotted

OPENAI = "https://api.openai.com/v1"
NO_KEY = "none"
"""What is sent as a key to servers that need none."""

_SHORTEST_SECRET = 4


@dataclass(frozen=True)
class Connection:
    """One server as one user reaches it. `timeout` is in seconds, for the whole of one exchange."""

    base_url: str = OPENAI
    api_key: str = field(default=NO_KEY, repr=False)
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    timeout: float = 120.0
    ca_file: str | None = None
    client_cert: str | None = None
    client_key: str | None = None
    verify: bool = True
    proxy: str | None = field(default=None, repr=False)

    @cached_property
    def chat(self) -> str:
        """Where chat completions are asked for: put together once, since the SDK takes its time over it."""
        parts = urlsplit(self.base_url)
        return urlunsplit(parts._replace(path=f"{parts.path.rstrip('/')}/chat/completions", fragment=""))

    @property
    def shown(self) -> str:
        """The address without user, password or query."""
        return without_secrets(self.base_url)

    @property
    def hosted_by_openai(self) -> bool:
        """Whether it is OpenAI itself, or its models on Azure: the ones that know `max_completion_tokens` first."""
        host = urlsplit(self.base_url).hostname or ""
        return host == "api.openai.com" or host.endswith(
            (".openai.com", ".openai.azure.com", ".cognitiveservices.azure.com")
        )

    def scrubbed(self, text: str) -> str:
        """`text` with every secret of this connection blotted out."""
        return blotted(text, self.secrets, _SHORTEST_SECRET)

    @property
    def secrets(self) -> tuple[str, ...]:
        """The key, the values of headers, and the passwords of addresses."""
        parts = urlsplit(self.proxy or "")
        secrets = [
            self.api_key,
            *(value for _, value in self.headers),
            parts.password or "",
            urlsplit(self.base_url).password or "",
        ]
        secrets += [secret.removeprefix("Bearer ") for secret in secrets]
        return tuple(secret for secret in secrets if secret and secret != NO_KEY)


def without_password(text: str) -> str:
    """`text` with the user and password of every address in it blotted out, whatever else is wrong with the address."""
    return re.sub(r"://[^/?#\s]*@", "://***@", text)


def without_secrets(url: str) -> str:
    """An address without user, password, query or fragment."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))
