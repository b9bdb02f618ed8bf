"""The deterministic checks of a grounded draft: what a reader should know before relying on it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefer.domain.brief import Check, Lists
from briefer.domain.quote import Evidence, Quote
from briefer.reading.check_actors import unlisted_actors
from briefer.reading.check_facts import unknown_facts
from briefer.reading.check_quotations import foreign_words, uncovered
from briefer.reading.check_strength import strength
from briefer.reading.check_unsettled import overstated, stated
from briefer.reading.locate import locate
from briefer.reading.source import Source
from briefer.reading.unsettled import Unsettled
from briefer.reading.vocabulary import Vocabulary

FREE_TEXT = frozenset("role action condition deadline event driver target statement".split())
_LONGEST = 100
"""Words of one quote beyond which it is no evidence for anything in particular."""


def check(bottom_line: str, proven: Lists[Quote], unproven: Lists[Evidence], source: Source) -> Iterator[Check]:
    """Every finding of every rule, item by item; then those of the article as a whole."""
    items: list[tuple[str, Any]] = [*proven.items(), *((f"unproven.{path}", item) for path, item in unproven.items())]
    vocabulary = Vocabulary(source)
    texts = [
        ("bottom_line", bottom_line),
        *((where, text) for path, item in items for where, text in _texts(item, path)),
    ]
    # Nearly all texts are above reproach: looked at as one they cost a tenth of what they cost one by one.
    if any(unknown_facts("\n\n".join([text for _, text in texts]), "", vocabulary)):
        for where, text in texts:
            yield from unknown_facts(text, where, vocabulary)
    for where, text in texts:
        yield from foreign_words(text, where, source)
    unsettled = Unsettled(source.text)
    yield from overstated(bottom_line, unsettled)
    for path, item in items:
        yield from _of_item(item, path, source, vocabulary)
    yield from stated(items, unsettled)
    yield from unlisted_actors(items)
    yield from uncovered((e for _, item in items for e in item.evidence if isinstance(e, Quote)), source)


def _texts(item: Any, path: str) -> list[tuple[str, str]]:
    """The free texts of an item, each with its path."""
    return [(f"{path}.{field}", text) for field, text in vars(item).items() if text and field in FREE_TEXT]


def _of_item(item: Any, path: str, source: Source, vocabulary: Vocabulary) -> Iterator[Check]:
    fields = vars(item)
    if "aliases" in fields:
        names = [("name", item.name), *((f"aliases[{index}]", alias) for index, alias in enumerate(item.aliases))]
        for field, name in [*names, ("affiliation", item.affiliation)]:
            if name and name not in source.text:
                yield from unknown_facts(name, f"{path}.{field}", vocabulary, named=True)
    elif (likelihood := fields.get("likelihood")) and not isinstance(locate(likelihood, source, fewest=1), Quote):
        message = f"the article does not say “{likelihood}”"
        yield Check(rule="likelihood-not-in-article", path=f"{path}.likelihood", message=message)
    yield from strength(item, path, source)
    for index, quote in enumerate(item.evidence):
        if isinstance(quote, Quote) and quote.text.count(" ") > _LONGEST:
            message = f"a quote of {len(quote.text.split())} words proves everything and nothing"
            yield Check(rule="evidence-too-long", path=f"{path}.evidence[{index}]", message=message)
