"""Every exception of briefer, drawn as a tree and sorted by what its reader should do.

BrieferError
├── MendSetup             exit 2   wrong usage, option, configuration, backend, prompt or missing key
│   ├── ConfigError
│   ├── PromptError
│   ├── KeyMissing
│   ├── CorpusError
│   ├── OutputError       exit 1   the output cannot be written (folder not writable, disk full)
│   └── ArchiveError      exit 1   the archive cannot be used (damaged, newer, in use, not writable)
├── SourceError           exit 1   a source that gives no article (3 where other sources succeeded)
│   └── FetchError                 an address that could not be fetched, or may not be
├── NoAnswer              exit 1   the backend gave no answer; the same request may be tried again
│   ├── Unreachable                refused, reset, name not found
│   ├── TimedOut
│   ├── RateLimited                429 that a wait may cure
│   ├── ServerFailed               5xx, 408, 409, or bytes that are no answer at all
│   ├── QuotaExhausted             429 that no wait cures
│   ├── AccessDenied      exit 2   401, 403
│   └── RequestRejected            400, 404, 413, 422: the same request will never succeed
│       └── Unsupported            the server takes the request without one of its parameters
├── BadAnswer             exit 1   an answer came and is of no use as it is: look at it
│   ├── Malformed                  no JSON, or JSON of another shape: worth a repair
│   ├── Refused
│   ├── Truncated
│   ├── Filtered
│   └── EmptyAnswer
├── RecordingError        exit 5   a recording is missing, stale or damaged
│   ├── RecordingMissing
│   ├── RecordingStale
│   └── RecordingDamaged
├── MailFailed            exit 3   an edition that stands, and was not sent to all who should get it
├── BudgetExceeded        exit 4   the cap on cost or tokens would be passed
├── Stopped               exit 130 the run was asked to end, by Ctrl-C or SIGTERM
└── GateFailed            exit 1   an eval gate that did not hold
"""

from __future__ import annotations

from collections.abc import Mapping

from briefer.printable import printable


class BrieferError(Exception):
    """Base of all errors that briefer raises on purpose.

    `str(error)` is one line that says what is wrong and where; `hint` says what to do about it.
    Neither ever holds a key, a header or more than a few words of an article.
    """

    exit_code = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint

    @property
    def line(self) -> str:
        """The error and its remedy as the single line that a person reads, with nothing in it that a terminal obeys."""
        text = str(self) if not self.hint else f"{self}: {self.hint}"
        return printable(" ".join(text.split()))

    def about(self, source: str) -> BrieferError:
        """The same error, saying which source it is about."""
        error = _rebuild(type(self), f"{source}: {self}", self.__dict__)
        error.__cause__ = self
        return error

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle by attributes, so that an error survives the way back from a worker process."""
        return (_rebuild, (type(self), str(self), self.__dict__))


def _rebuild(kind: type[BrieferError], message: str, state: dict[str, object]) -> BrieferError:
    error = kind.__new__(kind)
    Exception.__init__(error, message)
    error.__dict__.update(state)
    return error


class MendSetup(BrieferError):
    """Something in the call, the options or the configuration has to be mended first."""

    exit_code = 2


class ConfigError(MendSetup):
    """The configuration or an option is wrong."""


class PromptError(MendSetup):
    """A prompt is unknown, changed after its release, or not well formed."""


class KeyMissing(MendSetup):
    """A named backend needs a key, and the environment variable that should hold it is empty."""


class CorpusError(MendSetup):
    """A folder of articles and references cannot be used as it is; `briefer corpus check` says all that is wrong with it."""


class OutputError(MendSetup):
    """The output cannot be written."""

    exit_code = 1


class ArchiveError(MendSetup):
    """The archive cannot be used."""

    exit_code = 1


class SourceError(BrieferError):
    """A source gave no article: missing, unreadable, empty, binary, too large, not an article."""


class FetchError(SourceError):
    """An address gave no page.

    `reason` is one word for programs: address, guard, dns, refused, tls, timeout, broken, redirects, status, size, type,
    encoding, robots. `status` is the HTTP status, `retry_after` what the server asked for, in seconds.
    """

    def __init__(
        self, message: str, *, reason: str, hint: str = "", status: int | None = None, retry_after: float | None = None
    ) -> None:
        super().__init__(message, hint=hint)
        self.reason = reason
        self.status = status
        self.retry_after = retry_after

    @property
    def passing(self) -> bool:
        """Whether it may be otherwise in an hour: no answer, a failure of the server, or a request to wait."""
        if self.status is not None:
            return self.status in {408, 425, 429} or self.status >= 500  # noqa: PLR2004  # 5xx
        return self.reason in {"dns", "refused", "timeout", "broken"}


class NoAnswer(BrieferError):
    """The backend gave no answer.

    `retry_after` (seconds) is what the server asked for, if it did; `status` its HTTP status; `transient` says whether
    the same request may be tried again, where that differs from what the class says.
    """

    transient = False

    def __init__(
        self,
        message: str,
        *,
        hint: str = "",
        status: int | None = None,
        retry_after: float | None = None,
        transient: bool | None = None,
    ) -> None:
        super().__init__(message, hint=hint)
        self.status = status
        self.retry_after = retry_after
        if transient is not None:
            self.transient = transient


class Unreachable(NoAnswer):
    """No connection, or one that broke before the answer was whole."""

    transient = True


class TimedOut(NoAnswer):
    """The answer did not come within the time-out."""

    transient = True


class RateLimited(NoAnswer):
    """Too many requests or tokens for now."""

    transient = True


class ServerFailed(NoAnswer):
    """The server failed, or what it sent is no answer at all."""

    transient = True


class QuotaExhausted(NoAnswer):
    """The account has nothing left: waiting does not help."""


class AccessDenied(NoAnswer):
    """The key is not accepted, or may not use this model."""

    exit_code = 2


class RequestRejected(NoAnswer):
    """The server understood the request and will never answer it as it is."""


class Unsupported(RequestRejected):
    """The server does not take one parameter of the request; `feature` names it."""

    def __init__(self, message: str, *, feature: str, hint: str = "", status: int | None = None) -> None:
        super().__init__(message, hint=hint, status=status)
        self.feature = feature


class BadAnswer(BrieferError):
    """An answer came and cannot be used as it is; `answer` holds it verbatim."""

    def __init__(self, message: str, *, hint: str = "", answer: str = "") -> None:
        super().__init__(message, hint=hint)
        self.answer = answer


class Malformed(BadAnswer):
    """No JSON, or JSON of another shape; `problems` says what is wrong, a line each."""

    def __init__(self, message: str, *, hint: str = "", answer: str = "", problems: tuple[str, ...] = ()) -> None:
        super().__init__(message, hint=hint, answer=answer)
        self.problems = problems


class Refused(BadAnswer):
    """The model declined to answer."""


class Truncated(BadAnswer):
    """The answer was cut at the cap on output tokens."""


class Filtered(BadAnswer):
    """A content filter withheld the answer."""


class EmptyAnswer(BadAnswer):
    """The answer has no choices or no content."""


class RecordingError(BrieferError):
    """A recording that should answer cannot."""

    exit_code = 5


class RecordingMissing(RecordingError):
    """Nothing is recorded for this request."""


class RecordingStale(RecordingError):
    """What is recorded answered another request; `changed` names the components that differ, `diff` shows or says how."""

    def __init__(self, message: str, *, hint: str = "", changed: tuple[str, ...] = (), diff: str = "") -> None:
        super().__init__(message, hint=hint)
        self.changed = changed
        self.diff = diff


class RecordingDamaged(RecordingError):
    """The file is no recording, or its bytes are not those that were written."""


class MailFailed(BrieferError):
    """Some mails were not sent: `failed` says to whom and why, `sent` to whom the others were."""

    exit_code = 3

    def __init__(
        self, message: str, *, hint: str = "", failed: Mapping[str, str] | None = None, sent: tuple[str, ...] = ()
    ) -> None:
        super().__init__(message, hint=hint)
        self.failed = dict(failed or {})
        self.sent = sent


class BudgetExceeded(BrieferError):
    """The cap on cost or tokens would be passed by the next request."""

    exit_code = 4


class Stopped(BrieferError):
    """The run was asked to end before this was begun; what was finished is kept."""

    exit_code = 130


class GateFailed(BrieferError):
    """An eval gate did not hold."""
