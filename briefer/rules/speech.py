"""Attribution: who says which part of a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from briefer.rules.clauses import Range, subject
from briefer.rules.discourse import Discourse
from briefer.rules.lexicon import words
from briefer.rules.tokens import Sentence, Token

_BE = frozenset(["is", "are", "was", "were", "be", "been", "being"])
_NEGATED = frozenset(
    ["not", "n't", "never", "didn't", "doesn't", "don't", "to", "would", "could", "might", "should", "may", "cannot"]
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


def attribute(sentence: Sentence, discourse: Discourse) -> list[Speech]:
    """What is said in a sentence and by whom, left to right; `discourse` learns who spoke."""
    found = []
    for i, token in enumerate(sentence.tokens):
        if token.low == "according" and _next(sentence.tokens, i) == "to":
            found += _according(sentence, i, discourse)
        elif token.low in words("verbs", "say") and not token.quoted and _finite(sentence.tokens, i):
            speech = _inverted(sentence, i, discourse) or _plain(sentence, i, discourse, found)
            if speech:
                found.append(speech)
                for who in speech.who:
                    discourse.spoke(who)
    if found:
        discourse.speaker = found[-1].who[-1]
    elif (
        sentence.tokens[0].quoted and discourse.speaker is not None
    ):  # a quotation that runs on, or stands alone after its speaker
        found.append(Speech([discourse.speaker], 0, 0, len(sentence.tokens)))
    return found


def speakers_at(speeches: list[Speech], k: int) -> list[int]:
    """Who says token `k`: the innermost of the speeches that cover it; nobody where it is the article's own voice."""
    covering = [s for s in speeches if s.covers(k)]
    return max(covering, key=lambda s: (s.verb < k, s.start)).who if covering else []


def after_noun(sentence: Sentence, k: int) -> Range:
    """The noun phrase that begins at token `k`, up to the next mark, verb of saying, or preposition that ends it."""
    tokens, end = sentence.tokens, k
    while end < len(tokens):
        token = tokens[end]
        inside = any(m.start < end < m.end for m in sentence.mentions)
        if (
            not inside
            and end > k
            and (
                (not token.word and token.text not in {"’s", "'s"})
                or token.low in words("words", "modals", "auxiliaries", "subordinators", "relatives")
                or (token.low in {"in", "on", "at", "to", "for", "with", "by", "after", "during", "from", "over"})
                or token.low in words("words", "weekdays")
            )
        ):
            break
        end += 1
    return k, end


def _finite(tokens: list[Token], i: int) -> bool:
    before = [t.low for t in tokens[max(0, i - 3) : i]]
    if i and (tokens[i - 1].low in _NEGATED or tokens[i - 1].low in words("words", "determiners") - {"that", "this"}):
        return False
    if any(low in {"not", "never", "didn’t", "didn't"} for low in before[-2:]):
        return False
    return not (before and before[-1] in _BE and tokens[i].low not in {"saying", "warning", "adding"})


def _plain(sentence: Sentence, i: int, discourse: Discourse, before: list[Speech]) -> Speech | None:
    tokens = sentence.tokens
    span = subject(sentence, i)
    if span is None:
        if tokens[i].low.endswith("ing") or tokens[i - 1].low in {"and", "but"}:
            who = before[-1].who if before else _carried(sentence, i, discourse)
            return Speech(who, i, i + 1, len(tokens)) if who else None
        return None
    who = discourse.resolve(sentence, span)
    if not who:
        return None
    after = _over_time(tokens, i + 1)
    if after >= len(tokens) or tokens[after].text in {".", ",", "”", '"', ";", "—", "–", "?"}:
        a = span[0]
        if a > 0 and tokens[a - 1].text in {",", "”", '"', "—", "–"}:
            rest = _comma_then_but(tokens, after)
            return Speech(who, i, 0, len(tokens) if rest else after)
    return Speech(who, i, i + 1, len(tokens))


def _carried(sentence: Sentence, i: int, discourse: Discourse) -> list[int]:
    """The subject of the sentence's first verb, for "..., saying" and "and said"."""
    for m in sentence.mentions:
        if m.end <= i and (m.start == 0 or sentence.tokens[m.start - 1].low not in words("words", "prepositions")):
            return [m.who]
    first = sentence.tokens[0].low
    if first in {"he", "she", "it", "they"}:
        return discourse.resolve(sentence, (0, 1))
    return []


def _inverted(sentence: Sentence, i: int, discourse: Discourse) -> Speech | None:
    """As in "..., said SUBJECT"."""
    tokens = sentence.tokens
    if i == 0 or tokens[i - 1].text not in {",", "”", '"'} or i + 1 >= len(tokens):
        return None
    nxt = tokens[i + 1]
    if not (nxt.capital or nxt.low in words("words", "determiners") or nxt.low in words("roles", "persons", "groups")):
        return None
    if nxt.low in {"that", "this"}:
        return None
    span = after_noun(sentence, i + 1)
    who = discourse.resolve(sentence, span)
    if not who:
        who = [m.who for m in sentence.mentions if m.start > i and m.start <= span[1] + 2][:1]
    for m in sentence.mentions:  # "said the association's spokeswoman, Lucía Ferreira": the name tells who
        if who and m.start == span[1] + 1 and tokens[span[1]].text == "," and discourse.cast[m.who].kind == "person":
            who = [m.who]
    return Speech(who, i, 0, len(tokens)) if who else None


def _according(sentence: Sentence, i: int, discourse: Discourse) -> list[Speech]:
    span = after_noun(sentence, i + 2)
    if span[0] >= len(sentence.tokens):
        return []
    who = discourse.resolve(sentence, span)
    if not who:
        return []
    for key in who:
        discourse.spoke(key)
    return [Speech(who, i, 0, len(sentence.tokens))]


def _over_time(tokens: list[Token], k: int) -> int:
    while k < len(tokens) and (
        tokens[k].text in words("words", "weekdays")
        or tokens[k].low in {"on", "later", "yesterday", "today", "separately"}
    ):
        k += 1
    return k


def _comma_then_but(tokens: list[Token], k: int) -> bool:
    return (
        k + 1 < len(tokens)
        and tokens[k].text == ","
        and tokens[k + 1].low in {"but", "and", "though", "although", "if", "unless"}
    ) or (k + 1 < len(tokens) and tokens[k].text == ",")


def _next(tokens: list[Token], i: int) -> str:
    return tokens[i + 1].low if i + 1 < len(tokens) else ""
