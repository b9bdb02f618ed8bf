"""Items that say more than their evidence: "will" where it says "could", a deed where it says a denial."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from briefer.domain.brief import Check
from briefer.domain.quote import Quote
from briefer.reading.lexicon import CONTRARY, DENIED, DENYING, FIRM, HARD, HARDENING, HEDGE, IDIOM, OPEN, OPENING
from briefer.reading.source import Source
from briefer.reading.words import plain

_CONTENT = re.compile(r"[^\W\d_]{4,}")
_CLAUSE_END = re.compile(r"[.;:!?,–—”\"]|\b(?:but|and|while|although|though|because|which|who)\b")
_BEFORE = re.compile(r"(?:\bnot|\bnever|n[’']t|\bdenie[sd]|\bdenying)(?: (?:to|that|having|been|be))?\s+$")
_AFTER = re.compile(r"\s(?:not|never)\b(?! only| just| least| yet)")
_CUT = tuple(f"{word} " for word in "not never n't n’t denied denies denying to that having been be".split())
_TURNED = re.compile(
    r"\b(?:prevent|stop|avoid|deny|denie|denying|rule|ruling|exclud|doubt|fail|lack|without|but|until|unless)\w*\b"
)
"""Words after a denial that take it back: "did not rule out", "nothing to prevent"."""
_HEAD = 5
"""Letters of a word that tell it from others, whatever its ending."""
_WEAK = frozenset(
    "been have were that this they them with from about would could there their other more most some than then".split()
)
_STATED = ("action", "event", "statement", "role")


def strength(item: Any, path: str, source: Source) -> Iterator[Check]:
    """Whether the main text of an item is harder than its evidence, or has lost a denial."""
    fields = vars(item)
    text = fields.get("action") or fields.get("event") or fields.get("statement") or fields.get("role")
    quotes = [evidence for evidence in item.evidence if isinstance(evidence, Quote)]
    if text is None or not quotes:
        return
    field = next(name for name in _STATED if fields.get(name))
    shown = " … ".join([quote.text for quote in quotes])
    words = shown.replace(",", " ").replace(".", " ").split()
    pledged = field == "action" and item.kind == "pledge"
    if (pledged or not HARDENING.isdisjoint(text.split())) and not OPENING.isdisjoint(words):
        yield from _harder(item, f"{path}.{field}", text, shown)
    if lost := _lost(fields, text, quotes, source, denying=_denies(shown, words)):
        message = f"“{lost}” in the evidence, and no denial in “{text}”"
        yield Check(rule="denial-lost", path=f"{path}.{field}", message=message)


def _harder(item: Any, path: str, text: str, shown: str) -> Iterator[Check]:
    """Whether a text or a kind promises what the evidence `shown` leaves open."""
    softest = OPEN.search(shown)
    if softest is None or FIRM.search(shown):
        return
    if (hard := HARD.search(text)) and not HEDGE.search(text):
        said = hard[0]
    elif path.endswith(".action") and item.kind == "pledge":
        path, said = f"{path.removesuffix('action')}kind", "pledge"
    else:
        return
    message = f"“{said}” is harder than the evidence, which says “{softest[0]}”"
    yield Check(rule="modality-harder", path=path, message=message)


def _denies(text: str, words: list[str]) -> bool:
    return not DENYING.isdisjoint(words) or "n't" in text or "n’t" in text


def _lost(fields: dict[str, Any], text: str, quotes: list[Quote], source: Source, *, denying: bool) -> str | None:
    """The denial in the evidence that the item asserts instead; None where there is none, or the item denies too."""
    if fields.get("stance") in {"denies", "rejects"}:
        return None
    heads: set[str] | None = None
    for quote in quotes:
        start, end = quote.spans[0][0], quote.spans[-1][1]
        beside = source.text[max(0, start - 9) : start].endswith(_CUT) or source.text[end : end + 3] in {" no", " ne"}
        if not denying and not beside:
            continue
        for denial, scope in _denials(source.text, start, end):
            if heads is None:
                if CONTRARY.search(" ".join(filter(None, (text, fields.get("condition"), fields.get("driver"))))):
                    return None
                heads = _heads(text)
            if heads & _heads(scope):
                return denial
    return None


def _heads(text: str) -> set[str]:
    """The content words of a text, by what no ending changes."""
    return {plain(word)[:_HEAD] for word in _CONTENT.findall(text) if plain(word) not in _WEAK}


def _denials(text: str, start: int, end: int) -> Iterator[tuple[str, str]]:
    """The denials of a passage, each with the words that it denies; also one that stands right before the passage."""
    before = re.search(
        r"(?:\bnot|\bnever|n[’']t|\bdenie[sd]|\bdenying)(?: (?:to|that|having|been|be))?\s+$",
        text[max(0, start - 24) : start],
    )
    if before:
        yield before[0].strip(), _scope(text[start:end])
    passage = text[start:end]
    if after := _AFTER.match(text, end):
        yield after[0].strip(), passage[-60:] + _scope(text[after.end() : after.end() + 100])
    idioms = [match.span() for match in IDIOM.finditer(passage)]
    for match in DENIED.finditer(passage):
        scope = _scope(passage[match.end() :])
        if not any(a <= match.start() < b for a, b in idioms) and not _TURNED.search(scope):
            yield match[0], scope


def _scope(rest: str) -> str:
    """What a denial at the beginning of `rest` denies: the rest of its clause."""
    stop = _CLAUSE_END.search(rest)
    return rest[: stop.start()] if stop else rest
