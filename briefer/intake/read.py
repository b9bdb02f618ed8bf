"""What a user names to articles: files, folders, addresses and standard input.

    for outcome in articles(sources(["news/", "https://example.org/a", "-"])):
        ...  # an Article, or the SourceError that says why there is none

One bad file of a folder does not lose the others: each article is read when its turn comes, and fails alone.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import BinaryIO

from briefer.domain.article import Article
from briefer.errors import SourceError
from briefer.intake.files import articles_in, from_bytes, read_file, read_stream, unreadable
from briefer.intake.naming import shown

STANDARD_INPUT = "-"
Fetch = Callable[[str], Article]
"""An address to its article; raises `SourceError`."""


@dataclass(frozen=True)
class Source:
    """One thing that holds one article; `name` is how a person knows it (safe to print)."""

    name: str
    _read: Callable[[], Article] = field(repr=False)

    def read(self) -> Article:
        """The article. Raises `SourceError`; reading standard input a second time is one."""
        return self._read()


def sources(names: Iterable[str], *, fetch: Fetch | None = None, stdin: BinaryIO | None = None) -> list[Source]:
    """Everything that `names` name, in order: a folder gives one source an article in it, anything else is one source.

    Nothing is read yet but folders. `fetch` gets addresses (default: the guarded fetch with its own limits), `stdin` is
    what `-` names (default: standard input). What is wrong with a name is raised by that source's `read()`.
    """
    return [source for name in names for source in _expand(name, fetch, stdin)]


def articles(sources: Iterable[Source]) -> Iterator[Article | SourceError]:
    """The article of each source, or the error in its place. Ids that are taken get a number: port, port-2, port-3."""
    taken: set[str] = set()
    for source in sources:
        try:
            article = source.read()
        except SourceError as error:
            yield error
        else:
            yield _unique(article, taken)


def read_source(name: str, *, fetch: Fetch | None = None, stdin: BinaryIO | None = None) -> list[Article]:
    """All articles that `name` names. Raises the first `SourceError`; `articles` goes on past it."""
    found = []
    for outcome in articles(sources([name], fetch=fetch, stdin=stdin)):
        if isinstance(outcome, SourceError):
            raise outcome
        found.append(outcome)
    return found


def is_address(name: str) -> bool:
    """Whether `name` is an address rather than a path: it has a scheme, known or not."""
    scheme, mark, _ = name.partition("://")
    return bool(mark) and scheme.isascii() and scheme.replace("+", "").isalnum()


def _expand(name: str, fetch: Fetch | None, stdin: BinaryIO | None) -> list[Source]:
    if name == STANDARD_INPUT:
        return [Source("standard input", partial(_read_stdin, stdin))]
    if is_address(name):
        return [Source(shown(name), partial(fetch or _fetch, name))]
    path = Path(name)
    try:
        if not path.is_dir():
            return [Source(shown(name), partial(read_file, path))]
        return [
            _broken(name, found) if isinstance(found, SourceError) else Source(shown(found), partial(read_file, found))
            for found in articles_in(path)
        ]
    except SourceError as error:
        return [_broken(name, error)]
    except OSError as error:
        return [_broken(name, unreadable(path, error))]


def _read_stdin(stdin: BinaryIO | None) -> Article:
    where = "standard input"
    stream = stdin if stdin is not None else getattr(sys.stdin, "buffer", None)
    if stream is None or stream.closed:
        raise SourceError(f"{where}: closed", hint="pipe an article into it")
    return from_bytes(read_stream(stream, where), where).article


def _fetch(address: str) -> Article:
    from briefer.intake.fetch import Fetcher  # late: httpcore2 costs 60 ms, and files do not need it
    from briefer.intake.web import web_article

    return web_article(Fetcher(), address)


def _broken(name: str, error: SourceError) -> Source:
    return Source(shown(name), partial(_fail, error))


def _fail(error: SourceError) -> Article:
    raise error


def _unique(article: Article, taken: set[str]) -> Article:
    name, number = article.id, 1
    while name in taken:
        number += 1
        name = f"{article.id}-{number}"
    taken.add(name)
    return article if name == article.id else replace(article, id=name)
