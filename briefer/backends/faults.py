"""What a failed exchange means: status, headers and body become one error of the tree, without any secret in it."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from email.utils import parsedate_to_datetime

from briefer.backends.body import parsed
from briefer.backends.connection import without_secrets
from briefer.errors import (
    AccessDenied,
    NoAnswer,
    QuotaExhausted,
    RateLimited,
    RequestRejected,
    ServerFailed,
    Unsupported,
)

_QUOTA = re.compile(
    r"insufficient[_ ]quota|billing|credit|out of funds|payment|exceeded your current quota", re.IGNORECASE
)
_QUOTA_CODE = re.compile(r"quota|billing|credit|payment|balance|funds", re.IGNORECASE)
_RATE_CODE = re.compile(r"rate.?limit|throttl|too.?many|^requests$|^tokens$|overloaded", re.IGNORECASE)
_RATE = re.compile(
    r"rate.?limit|too many requests|throttl|(?:try|retry)(?: again)? (?:in|after)\b|per minute", re.IGNORECASE
)
_FILTER = re.compile(r"content_filter|content management policy|ResponsibleAIPolicyViolation", re.IGNORECASE)
_REFUSING = re.compile(
    r"unsupported|n[o']t (?:yet |currently )?support|n[o']t (?:permitted|allowed|available|implemented)|unavailable|"
    r"unknown|unrecogni[sz]ed|unexpected|extra (?:inputs|fields)|invalid|does not exist|only the default|"
    r"enabled only|only (?:enabled|supported|available)|"
    r"(?:must|should) be|no endpoints|instead",
    re.IGNORECASE,
)
_PLAINLY = re.compile(r"unsupported|n[o']t (?:yet |currently )?(?:support|implement)", re.IGNORECASE)
_RANGE = re.compile(
    r"between|range|(?:less|greater|smaller|larger|more|lower|higher) than|at (?:most|least)|[<>\u2264\u2265]|"
    r"m(?:in|ax)imum|exceed|too (?:large|high|big|small|low)|positive|negative",
    re.IGNORECASE,
)
_NUMBERS = frozenset({"temperature", "seed", "max_tokens", "max_completion_tokens"})
_TOO_LONG = re.compile(
    r"context.{0,3}length|context (?:window|size)|too many tokens|prompt is too long|maximum context", re.IGNORECASE
)
_NAMES: dict[str, tuple[str, ...]] = {
    "strict": ("strict",),
    "json_schema": ("response_format", "json_schema", "structured output", "response format", "grammar"),
    "tool": ("tool_choice", "tools", "tool use", "tool call", "function call", "functions"),
    "json_object": ("response_format", "json_object", "json mode", "response format"),
    "max_completion_tokens": ("max_completion_tokens",),
    "max_tokens": ("max_tokens",),
    "temperature": ("temperature",),
    "seed": ("seed",),
}
_MAY_REFUSE = {400, 404, 422, 501}
_REDIRECTS = range(300, 400)
_BILLING = "the account has nothing left: see to its billing"


def fault(
    status: int,
    headers: Mapping[str, str],
    body: str,
    *,
    sent: tuple[str, ...] = (),
    now: Callable[[], float] = time.time,
    hide: Callable[[str], str] = str,
) -> NoAnswer:
    """The error that an HTTP answer other than a success is.

    `sent` names the features of the request that can be left out, so that their refusal can be told from others;
    `now` gives seconds since the epoch, for a Retry-After that is a date; `hide` blots out secrets, in what is whole: a key that
    was cut would not be known again.
    """
    error = _fault(status, headers, body, sent, now, hide)
    should = headers.get("x-should-retry", "").lower()
    if should in {"true", "false"} and not isinstance(error, QuotaExhausted | Unsupported):
        error.transient = should == "true"
    return error


def _fault(
    status: int,
    headers: Mapping[str, str],
    body: str,
    sent: tuple[str, ...],
    now: Callable[[], float],
    hide: Callable[[str], str],
) -> NoAnswer:
    said = message(body, hide)
    what = f"HTTP {status}" + (f" ({said})" if said else "")
    wait = retry_after(headers, now)
    if status == 429:  # noqa: PLR2004  # too many requests
        if is_quota(body):
            return QuotaExhausted(what, hint=_BILLING, status=status)
        hint = "lower limits.requests_per_minute or limits.concurrency"
        return RateLimited(what, hint=hint, status=status, retry_after=wait)
    if feature := _refused(status, body, sent):
        return Unsupported(what, feature=feature, hint=f"it does not take {feature}", status=status)
    if status in {408, 409} or (status >= 500 and status != 501):  # noqa: PLR2004  # server errors but "not implemented"
        return ServerFailed(what, status=status, retry_after=wait)
    location = hide(without_secrets(headers.get("location", "")))[:200]
    return _final(status, location, body, what)


def _final(status: int, location: str, body: str, what: str) -> NoAnswer:
    """The errors that no other attempt cures."""
    if status == 401:  # noqa: PLR2004  # unauthorized: what the server says is left out, it mostly repeats a part of the key
        return AccessDenied("HTTP 401: the key is not accepted", hint="check the variable of api_key_env", status=401)
    if status == 403:  # noqa: PLR2004  # forbidden
        return AccessDenied(what, hint="the key may not use this model, or not from here", status=status)
    if status == 402:  # noqa: PLR2004  # payment required
        return QuotaExhausted(what, hint=_BILLING, status=status)
    hint = ""
    if status in _REDIRECTS:
        what = f"HTTP {status}: the server sends us to {location or 'nowhere'}"
        hint = "set base_url to the final address"
    elif status == 413 or _TOO_LONG.search(body):  # noqa: PLR2004  # content too large
        hint = "the request is too long for this model: lower part_tokens"
    elif status == 404:  # noqa: PLR2004  # not found
        hint = "check base_url (it mostly ends in /v1) and model"
    return RequestRejected(what, hint=hint, status=status)


def _refused(status: int, body: str, sent: tuple[str, ...]) -> str:
    """Like `refused`; a server that fails (500) is believed only where it plainly says that it lacks something."""
    if status == 500:  # noqa: PLR2004  # some answer so to what they do not know
        said = message(body)
        return refused(said, sent) if _PLAINLY.search(said) else ""
    return refused(body, sent) if status in _MAY_REFUSE else ""


def refused(body: str, sent: tuple[str, ...]) -> str:
    """Which of the features `sent` the server says it does not take; "" where it complains of something else."""
    if _TOO_LONG.search(body) or not _REFUSING.search(body):
        return ""
    low = body.lower()
    if "max_tokens" in low and "max_completion_tokens" in low:
        # "'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead." names both.
        return next((name for name in sent if name in {"max_tokens", "max_completion_tokens"}), "")
    found = next((name for name in sent if any(_holds(low, word) for word in _NAMES[name])), "")
    # A value out of range is the user's to correct: a server that says so takes the parameter.
    return "" if found in _NUMBERS and _RANGE.search(low) else found


def _holds(text: str, word: str) -> bool:
    """Whether the word stands in the text, or its plural, and not as a part of another ("restricted")."""
    return re.search(rf"(?<![a-z]){re.escape(word)}s?(?![a-z])", text) is not None


def is_quota(body: str) -> bool:
    """Whether a 429 is of an account that has nothing left: its code or type decides, words only where those say neither."""
    found = parsed(body)
    found = found[0] if isinstance(found, list) and found else found
    error = found.get("error", found) if isinstance(found, dict) else None
    for code in (error.get("code"), error.get("type")) if isinstance(error, dict) else ():
        if isinstance(code, str) and _RATE_CODE.search(code):
            return False
        if isinstance(code, str) and _QUOTA_CODE.search(code):
            return True
    return bool(_QUOTA.search(body)) and not _RATE.search(body)


def is_filter(status: int, body: str) -> bool:
    """Whether the server's own filter blocked the prompt (Azure answers 400 with that code)."""
    return status == 400 and bool(_FILTER.search(body))  # noqa: PLR2004  # the one status


def retry_after(headers: Mapping[str, str], now: Callable[[], float] = time.time) -> float | None:
    """Seconds that the server asks to wait: `retry-after-ms`, else `retry-after` in seconds or as an HTTP date."""
    for name, unit in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        value = headers.get(name, "").strip()
        if re.fullmatch(r"\d{1,12}(\.\d{1,9})?", value):
            return float(value) * unit
    try:
        return max(0.0, parsedate_to_datetime(headers.get("retry-after", "")).timestamp() - now())
    except ValueError:
        return None


def message(body: str, hide: Callable[[str], str] = str) -> str:
    """What the server says is wrong, as one line of at most 200 characters; "" where it is no JSON."""
    found = parsed(body)
    for key in ("error", "message", "detail", "msg"):
        while isinstance(found, list) and found:
            found = found[0]
        if isinstance(found, dict) and found.get(key):
            found = found[key]
    return hide(" ".join(found.split()))[:200] if isinstance(found, str) else ""
