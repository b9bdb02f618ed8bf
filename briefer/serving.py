"""A model on a server with all that is wrapped around it; the order of wrapping stands here, and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefer.backends.settings import BackendConfig
from briefer.config import Loaded
from briefer.domain.exchange import Backend, Request
from briefer.keeping import cache_folder, price

if TYPE_CHECKING:
    from briefer.backends.budgeted import Budget
    from briefer.backends.connection import Connection
    from briefer.backends.dialect import Dialect, Memory


def server(name: str, table: BackendConfig, loaded: Loaded, budgets: tuple[Budget, ...]) -> Backend:
    """A model on a server with all that is wrapped around it: the order of wrapping, from the wire outwards.

    OpenAI is one exchange; Traced tells of it; Stoppable lets nothing more through once the run should end; Throttled waits
    for its turn; Adapting leaves out what the server does not
    take; Priced says what it cost; Budgeted lets nothing through that the caps have no room for; Retrying tries again after
    no answer; Lengthened raises the cap on output tokens once. Around them come Cached, Recorded, and Bound outermost, so
    that what is kept is neither paid for nor waited for.
    """
    from briefer.backends.adapting import Adapting
    from briefer.backends.lengthened import Lengthened
    from briefer.backends.openai import OpenAI
    from briefer.backends.priced import Priced
    from briefer.backends.retrying import Retrying
    from briefer.backends.spans import spans
    from briefer.backends.stoppable import Stoppable
    from briefer.backends.throttled import Pace, Throttled
    from briefer.backends.traced import Trace, Traced
    from briefer.connecting import connection

    to, limits = connection(name, table, loaded), table.limits
    dialect = spoken(to, table, loaded)
    pace = Pace(
        limits.requests_per_minute,
        limits.tokens_per_minute,
        limits.concurrency,
        limits.max_wait,
        count=_tokens,
        sleep=loaded.stop.sleep,
    )
    trace = Trace(loaded.folder / loaded.config.trace) if loaded.config.trace else None
    one = Traced(OpenAI(name, to, dialect, pace.heard), name, trace, spans(to.base_url))
    adapting = Adapting(Throttled(Stoppable(one, loaded.stop), pace), dialect)
    paid: Backend = Priced(adapting, price(table))
    for budget in budgets:
        paid = _budgeted(paid, budget, table)
    return Lengthened(Retrying(paid, limits.attempts, limits.max_wait, loaded.stop.sleep), table.context)


def spoken(to: Connection, table: BackendConfig, loaded: Loaded) -> Dialect:
    """The dialect of a server, as far as it has been found out."""
    cap = "max_completion_tokens" if to.hosted_by_openai else "max_tokens"
    return _memory(loaded).dialect(to.shown, table.model, answers=table.answers, cap=cap)


def _budgeted(inner: Backend, budget: Budget, table: BackendConfig) -> Backend:
    from briefer.backends.budgeted import Budgeted
    from briefer.prompting.tokens import count

    return Budgeted(inner, budget, price(table), count)


def _tokens(request: Request) -> int:
    from briefer.prompting.tokens import count

    return sum(count(message.content) for message in request.messages)


def _memory(loaded: Loaded) -> Memory:
    import time

    from briefer.backends.dialect import Memory

    return Memory(cache_folder(loaded) / "servers.json", time.time)
