"""Attribution: who says which part of a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from briefer.rules.clauses import after_noun
from briefer.rules.discourse import Discourse
from briefer.rules.lexicon import words
from briefer.rules.subjects import carried, opening, subject
from briefer.rules.tokens import Sentence, Token
from briefer.rules.verbs import verb_group
from briefer.rules.wordclasses import verbal

_SHUT = frozenset({"”", '"'})
_BREAKS = frozenset({",", "—", "–", *_SHUT})
_STOPS = frozenset({".", ";", "?", "!", *_BREAKS})
_TELLS = frozenset({"told", "tells", "warned", "warns", "assured", "assures", "informed", "reminded"})
MOST_OF_HEARERS = 4
_DENIED = frozenset(
    {"not", "never", "didn’t", "didn't", "n't", "would", "could", "might", "should", "may", "cannot", "to"}
)


@dataclass(slots=True)
class Speech:
    """`who` says the tokens from `start` to `end`, by the verb at token `verb`."""

    who: list[int]
    verb: int
    start: int
    end: int

    def covers(self, k: int) -> bool:
        """Whether token `k` is part of what is said."""
        return self.start <= k < self.end


def attribute(sentence: Sentence, discourse: Discourse, turn: int | None = None) -> list[Speech]:
    """What is said in a sentence and by whom, left to right; `discourse` learns who spoke. `turn` has it all in a transcript."""
    found: list[Speech] = []
    discourse.begin()
    if turn is not None:
        discourse.speaker = turn
        discourse.acted([turn])
        found.append(Speech([turn], 0, 0, len(sentence.tokens)))
    say = words("verbs", "say")
    for i, low in enumerate(sentence.lows):
        speech = None
        if low == "according" and i + 2 < len(sentence.tokens):
            speech = _according(sentence, i, discourse)
        elif low in say and not sentence.tokens[i].quoted and _finite(sentence.tokens, i):
            speech = _inverted(sentence, i, discourse) or _plain(sentence, i, discourse, found)
        if speech:
            found.append(speech)
            discourse.acted(speech.who)
            discourse.spoken.update(speech.who)
    if not found and (quote := _announced(sentence)):
        who = _first(sentence, quote, discourse)
        found += [Speech(who, quote, quote, len(sentence.tokens))] if who else []
    if found:
        discourse.speaker = found[-1].who[-1]
    elif (
        sentence.tokens[0].quoted and discourse.speaker is not None
    ):  # a quotation runs on, or stands alone after its speaker
        found.append(Speech([discourse.speaker], 0, 0, len(sentence.tokens)))
    return found


def _announced(sentence: Sentence) -> int:
    """Where a quotation begins that a colon announces, as in "The council asked for this to be printed: “We ...”"; else 0."""
    tokens = sentence.tokens
    marks = (k for k in range(1, len(tokens) - 1) if tokens[k].text == ":" and tokens[k + 1].text in {"“", '"'})
    return next(marks, 0)


def speakers_at(speeches: list[Speech], k: int) -> list[int]:
    """Who says token `k`: the innermost of the speeches that cover it; nobody where it is the article's own voice."""
    covering = [s for s in speeches if s.covers(k)]
    return max(covering, key=lambda s: (s.verb < k, s.start)).who if covering else []


def _finite(tokens: list[Token], i: int) -> bool:
    """Whether a verb of saying says something: "said", not "to say", "the say", "did not say", "was told"."""
    if i == 0:
        return False
    before = tokens[i - 1].low
    if before in _DENIED or (before in words("words", "determiners") and before not in {"that", "this"}):
        return False
    if i > 1 and tokens[i - 2].low in {"not", "never", "didn’t", "didn't"}:
        return False
    return before not in words("words", "be") or tokens[i].low.endswith("ing")


def _plain(sentence: Sentence, i: int, discourse: Discourse, before: list[Speech]) -> Speech | None:
    """As in "SUBJECT said that ..." and "..., SUBJECT said."."""
    tokens = sentence.tokens
    quoted = i > 3 and (tokens[i - 2].low, tokens[i - 1].low) == ("quoted", "as")  # "was quoted as saying"
    span = subject(sentence, i - 2 if quoted else i)
    if span is None:
        j = verb_group(sentence, i)
        if tokens[i].low.endswith("ing") or tokens[j - 1].low in {"and", "but"}:
            shared = carried(sentence, j - 1 if not tokens[i].low.endswith("ing") else j)
            nearer = tokens[j - 1].low == "and" and before and shared is not None and shared[0] > before[-1].verb
            who = (
                before[-1].who
                if before and not nearer  # not in "..., its commander said, after Moscow objected and warned ..."
                else discourse.resolve(sentence, shared or opening(sentence)) or _first(sentence, i, discourse)
            )
        else:
            who = [m.who for m in sentence.mentions if tokens[j - 1].low == "who" and j - 3 <= m.end < j]
        return Speech(who, i, i + 1, len(tokens)) if who else None
    who = discourse.resolve(sentence, span, acts=True)
    if not who:
        discourse.unknown()
        return None
    if span[0] > 1 and tokens[span[0] - 1].text in _SHUT:  # "...," SUBJECT told reporters
        return Speech(who, i, 0, len(tokens))
    after = _over_hearers(sentence, i, _over_time(tokens, i + 1))
    rest = tokens[after:]
    if (
        span[0] > 3
        and tokens[span[0] - 1].text == ","
        and len(rest) < 7
        and not any(t.low in {"that", ","} for t in rest)
    ):
        return Speech(who, i, 0, len(tokens))  # "..., she told reporters by telephone."
    if (after >= len(tokens) or tokens[after].text in _STOPS) and span[0] > 0 and tokens[span[0] - 1].text in _BREAKS:
        goes_on = after + 1 < len(tokens) and tokens[after].text == ","
        return Speech(who, i, 0, len(tokens) if goes_on else after)
    return Speech(who, i, i + 1, len(tokens))


def _first(sentence: Sentence, i: int, discourse: Discourse) -> list[int]:
    """Who opens the sentence: the subject of "..., saying" and "... and said"."""
    for m in sentence.mentions:
        if m.end <= i and (m.start == 0 or sentence.tokens[m.start - 1].low not in words("words", "prepositions")):
            return [m.who]
    if sentence.tokens[0].low in {"he", "she", "it", "they"}:
        return discourse.pronoun(sentence, 0)
    return []


def _inverted(sentence: Sentence, i: int, discourse: Discourse) -> Speech | None:
    """As in "..., said SUBJECT"."""
    tokens = sentence.tokens
    if tokens[i - 1].text not in _BREAKS or i + 1 >= len(tokens):
        return None
    nxt = tokens[i + 1]
    noun = nxt.low in words("words", "determiners") or nxt.low in words("roles", "persons", "groups")
    if not (nxt.capital or noun or any(m.start <= i + 4 and m.start > i for m in sentence.mentions)) or nxt.low in {
        "that",
        "this",
        "it",
    }:
        return None
    span = after_noun(sentence, i + 1)
    if span[1] < len(tokens) and tokens[span[1]].low in verbal():
        return None  # "..., said his men would withdraw", "Jane Doe, an economist, says the figures are bad"
    who = discourse.resolve(sentence, span, acts=True)
    if not who:
        named = [m for m in sentence.mentions if i < m.start <= span[1] + 1][:1]
        between = tokens[i + 1 : named[0].start] if named else []
        if not any(t.low in words("words", "prepositions", "subordinators", "be") for t in between if t.low != "of"):
            who = [m.who for m in named]  # ", says the ore mined by Jane Doe" is nobody's word
    return Speech(who, i, 0, len(tokens)) if who else None


def _according(sentence: Sentence, i: int, discourse: Discourse) -> Speech | None:
    """As in "according to the ministry" or "by the Finance Ministry's reckoning": whose word it is."""
    if sentence.tokens[i + 1].low != "to":
        return None
    span = after_noun(sentence, i + 2)
    who = discourse.resolve(sentence, span)
    if not who:
        owner = discourse.owner(sentence, span[0], span[1] - 1)
        who = [owner] if owner is not None else []
    if not who and sentence.tokens[span[0]].low in {"the", "its"} and span[1] - span[0] > 3:  # "the agency's modelling"
        genitive = [k for k in range(*span) if sentence.tokens[k].text in {"’s", "'s"}]
        who = discourse.resolve(sentence, (span[0], genitive[0])) if genitive else []
    return Speech(who, i, 0, len(sentence.tokens)) if who else None


def _over_hearers(sentence: Sentence, i: int, k: int) -> int:
    """The token after those who are told: "..., it warned customers, and ..."; `k` where nobody is."""
    if sentence.tokens[i].low not in _TELLS or k >= len(sentence.tokens):
        return k
    end = after_noun(sentence, k)[1]
    return (
        end if end - k <= MOST_OF_HEARERS and end < len(sentence.tokens) and sentence.tokens[end].text in _STOPS else k
    )


def _over_time(tokens: list[Token], k: int) -> int:
    while k < len(tokens) and (
        tokens[k].text in words("words", "weekdays")
        or tokens[k].low in {"on", "later", "yesterday", "today", "separately", "out"}
    ):
        k += 1
    return k
