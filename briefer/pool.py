"""Independent work over a thread pool: results in the order of the items, and never more than a window of them in memory."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future

T = TypeVar("T")
R = TypeVar("R")


def ordered(work: Callable[[T], R], items: Iterable[T], workers: int) -> Iterator[R]:
    """`work` of each of `items`, in their order, by `workers` threads.

    At most two items a worker are taken ahead of the one whose result is due. An exception of `work` is raised where its
    result is due; what has not begun by then, or when the caller stops asking, is never begun.
    """
    if workers <= 1:
        yield from map(work, items)
        return
    from concurrent.futures import (
        ThreadPoolExecutor,
    )  # late: one article needs no threads, and they bring logging with them

    pool = ThreadPoolExecutor(workers, thread_name_prefix="briefer")
    waiting: deque[Future[R]] = deque()
    try:
        for item in items:
            waiting.append(pool.submit(work, item))
            if len(waiting) >= 2 * workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
