"""Transcripts: paragraphs that begin with the name of whoever speaks and a colon."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefer.rules.cast import Cast, Entity
from briefer.rules.tokens import Sentence

_PART = r"(?:[A-ZÀ-Þ][\w.’'-]*|of|the|for|de|von|van)"
_LABEL = re.compile(
    rf"^(?:({_PART}(?: {_PART}){{0,4}})(?: \([^)\n]{{1,60}}\)|, [^:.\n“”]{{1,40}})?:\s|(Q)\s+(?=[A-Z“]))"
)
_ASKING = re.compile(
    r"^(?:Q|QUESTION|Question|REPORTER|Reporter|JOURNALIST|Journalist|MODERATOR|Moderator|SPEAKER|OPERATOR|Operator)\b"
)
_TITLE = re.compile(
    r"^(?:MR|MRS|MS|DR|Mr|Mrs|Ms|Dr|SEC|SECRETARY|MINISTER|PRESIDENT|Secretary|Minister|President|THE|The)\.? "
)
LEAST = 4
"""So many labelled paragraphs make a transcript."""


@dataclass(frozen=True)
class Turn:
    """Who speaks from a paragraph on (None: somebody who asks), and how many characters the label has."""

    who: int | None
    label: int


def turns(cast: Cast, sentences: list[Sentence]) -> dict[int, Turn]:
    """The turns of a transcript by paragraph, without gaps after the first; none where the article is no transcript."""
    labels: dict[int, re.Match[str]] = {}
    for sentence in sentences:
        match = None if sentence.paragraph in labels else _LABEL.match(sentence.text)
        if match:
            labels[sentence.paragraph] = match
    if len(labels) < LEAST or len(labels) * 4 < len({s.paragraph for s in sentences}):
        return {}
    asking = _asking(sentences, labels)
    found: dict[int, Turn] = {}
    who: int | None = None
    begun = False
    for paragraph in sorted({s.paragraph for s in sentences}):
        if paragraph in labels:
            match, begun = labels[paragraph], True
            asks = match[2] or _ASKING.match(match[1]) or match[1] in asking
            who = None if asks else _speaker(cast, match[1])
            if asks and match[1] and (key := cast.find(match[1])) is not None:
                cast[key].asks = True
            found[paragraph] = Turn(who, match.end())
        elif begun:
            found[paragraph] = Turn(who, 0)
    return found


def _asking(sentences: list[Sentence], labels: dict[int, re.Match[str]]) -> set[str]:
    """The labels of those who ask: half of their turns or more end with a question."""
    turns: dict[str, list[bool]] = {}
    for paragraph, match in labels.items():
        last = [s.text for s in sentences if s.paragraph == paragraph][-1]
        turns.setdefault(match[1] or "", []).append(last.rstrip('”" ').endswith("?"))
    return {label for label, ends in turns.items() if 2 * sum(ends) >= len(ends)}


def _speaker(cast: Cast, label: str) -> int:
    name = _TITLE.sub("", label)
    for text in (name, name.title(), label):
        if (key := cast.find(text)) is not None:
            if not cast[key].sure:
                cast[key].kind, cast[key].sure = "person", True
            return key
    bearers = cast.bearers(name.split()[-1]) or cast.bearers(name.split()[-1].title())
    return bearers[0] if bearers else cast.add(Entity(name, "person", introduction=label), label)


def spoken(sentences: list[Sentence], talk: dict[int, Turn]) -> list[Sentence]:
    """The sentences that are no questions of a transcript; all of them in other articles."""
    asked = {paragraph for paragraph, turn in talk.items() if turn.who is None}
    return [s for s in sentences if s.paragraph not in asked] or sentences
