"""The tables of the configuration that describe backends: `[backends.NAME]` with its `limits`, `price` and `tls`."""

from __future__ import annotations

from typing import Literal, Self, get_args

from pydantic import BaseModel, ConfigDict, Field, model_validator

from briefer.domain.exchange import Answers
from briefer.domain.variable import Variable

Kind = Literal["openai", "rules", "replay", "record", "fallback"]
KINDS: tuple[Kind, ...] = get_args(Kind)
_OF_A_RECORDER = frozenset({"kind", "of", "recordings", "system"})


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Limits(_Table):
    """What may be asked of a server: per minute, at once, and in all; None is no limit of ours."""

    requests_per_minute: int | None = Field(None, gt=0, description="requests in any minute, spread evenly")
    tokens_per_minute: int | None = Field(None, gt=0, description="tokens in any minute, prompt and answer")
    concurrency: int | None = Field(None, gt=0, description="requests at the server at once")
    max_cost: float | None = Field(None, ge=0, description="US dollars a run")
    max_tokens: int | None = Field(None, ge=0, description="tokens a run, prompt and completion")
    attempts: int = Field(4, ge=1, le=20, description="attempts at one request")
    max_wait: float = Field(60.0, ge=0, description="seconds that a server may ask us to wait before another attempt")


class Price(_Table):
    """US dollars a million tokens."""

    prompt: float = Field(ge=0, description="US dollars a million tokens of prompt")
    cached: float | None = Field(None, ge=0, description="of prompt that the server had cached; default: as prompt")
    completion: float = Field(ge=0, description="of answer, reasoning included")


class Tls(_Table):
    """How a server's certificate is checked, and the proxy on the way to it."""

    ca_file: str | None = Field(None, description="PEM file of the authorities to trust instead of the usual ones")
    client_cert: str | None = Field(None, description="PEM file of a certificate to show to the server")
    client_key: str | None = Field(None, description="PEM file of its key, where it is not in the same file")
    verify: bool = Field(True, description="false takes any certificate: for a test on your own machine")
    proxy: str | None = Field(
        None, description='address of an HTTP proxy without a password; "" for none, whatever the environment says'
    )
    proxy_env: Variable | None = Field(None, description="variable that holds a proxy's address with its password")


class BackendConfig(_Table):
    """One `[backends.NAME]` table."""

    kind: Kind = Field(description="openai, rules, replay, record or fallback")
    model: str = Field("", description="the model's name as the server knows it")
    base_url: str | None = Field(None, description="address of the server, mostly ending in /v1; default: OpenAI's")
    api_key_env: Variable | None = Field(None, description="name of the environment variable that holds the key")
    headers: dict[str, Variable] = Field(
        default_factory=dict, description="header: name of the environment variable that holds its value"
    )
    timeout: float = Field(120.0, gt=0, description="seconds for one attempt, from connecting to the last byte read")
    answers: Answers = Field("auto", description="json_schema, tool, json_object or text; auto finds out and remembers")
    temperature: float | None = Field(None, ge=0, le=2, description="sent only where it is set")
    seed: int | None = Field(None, description="sent only where it is set")
    max_output_tokens: int | None = Field(
        None, gt=0, description="cap on the tokens of an answer, raised once where it cut"
    )
    context: int | None = Field(None, gt=0, description="tokens that the server takes, prompt and answer together")
    limits: Limits = Field(Limits(), description="see below")
    price: Price | None = Field(None, description="see below; default: the table in the package")
    tls: Tls = Field(Tls(), description="see below")
    cache: bool = Field(True, description="whether answers are kept in the cache and taken from it")
    record: str | None = Field(None, description="folder into which every answer is recorded")
    of: str | None = Field(None, description="record: the backend whose answers are recorded")
    recordings: str | None = Field(None, description="replay and record: the folder of recordings")
    system: str | None = Field(
        None, description="replay and record: the folder's name within recordings; default: the backend's name"
    )
    order: tuple[str, ...] = Field((), description="fallback: names of backends, first choice first")
    prompt: str | None = Field(None, description="the prompt for this backend; default: that of the top level")

    @model_validator(mode="after")
    def _recorder(self) -> Self:
        if self.kind != "record":
            if self.of is not None:
                raise ValueError(f"'of' belongs to kind record, and this is kind {self.kind}")
            return self
        if lacking := [key for key in ("of", "recordings") if not getattr(self, key)]:
            raise ValueError(
                f"kind record needs {' and '.join(lacking)}: whose answers it records, and in which folder"
            )
        if extra := sorted(self.model_fields_set - _OF_A_RECORDER):
            raise ValueError(f"kind record has no '{extra[0]}': it belongs into the table of '{self.of}'")
        return self
