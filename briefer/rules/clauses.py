"""Where subjects, phrases and clauses of a sentence begin and end: shallow syntax, by closed classes and punctuation."""

from __future__ import annotations

import re

from briefer.rules.lexicon import words
from briefer.rules.tokens import Sentence, Token

Range = tuple[int, int]
"""First token and the one after the last."""

_MARKS = frozenset(
    [",", ";", ":", "—", "–", "-", "(", ")", "[", "]", "“", "”", '"', "‘", "…", "•", "*", ".", "!", "?", "/"]
)
MAX_WORDS = 24


def subject(sentence: Sentence, verb: int) -> Range | None:
    """The noun phrase before the verb group that begins at token `verb`, without its appositions and adverbs.

    "Inés Waldner, the company’s technical director, said ..." has the subject "Inés Waldner".
    """
    tokens = sentence.tokens
    j = _over_adverbs(tokens, verb - 1)
    if j >= 0 and tokens[j].text == ",":
        j = _over_apposition(sentence, j)
        j = _over_adverbs(tokens, j)
    if j < 0 or (not tokens[j].word and tokens[j].text not in {"’", "'"}):
        return None
    a = j
    while a > 0 and not _boundary(sentence, a - 1, a):
        a -= 1
    return _without_opening(sentence, a, j + 1)


def head(sentence: Sentence, span: Range) -> int:
    """The last token of the noun phrase proper: what stands before its first preposition."""
    a, b = span
    inside = {k for m in sentence.mentions if a <= m.start < b for k in range(m.start, m.end)}
    for k in range(a + 1, b):
        if k not in inside and sentence.tokens[k].low in words("words", "prepositions"):
            return k - 1
    return b - 1


def clause_end(sentence: Sentence, start: int, *, limit: int = MAX_WORDS) -> int:
    """The token after the last one of the phrase that begins at `start`: cut at a clause boundary, within `limit` words."""
    tokens = sentence.tokens
    inside = tokens[start].quoted if start < len(tokens) else False
    count, k, last = 0, start, start
    while k < len(tokens):
        token = tokens[k]
        if token.word:
            count += 1
        if count > limit:
            return _back(tokens, start, last if last > start else k)
        if _closes(sentence, start, k, inside=inside):
            return _back(tokens, start, k)
        if token.text in {",", "—", "–"} or token.low in {
            "and",
            "or",
            "when",
            "after",
            "before",
            "which",
            "that",
            "to",
            "for",
            "in",
            "with",
            "by",
            "on",
        }:
            last = k
        k += 1
    return _back(tokens, start, k)


def phrase(sentence: Sentence, start: int, end: int | None = None, *, limit: int = MAX_WORDS) -> str:
    """The article's words from `start` to the clause boundary, trimmed of marks; unbalanced quotation marks cut it."""
    stop = clause_end(sentence, start, limit=limit)
    if end is not None:
        stop = _back(sentence.tokens, start, min(stop, end))
    return tidy(sentence.slice(start, stop))


def tidy(text: str) -> str:
    """`text` without marks and conjunctions at its edges, and without half a pair of quotation marks or brackets."""
    text = re.sub(r"^(?:[\s,;:.–—-]|(?:and|or|but|that)\b(?! (?:is|was)\b))+", "", text)
    text = re.sub(r"(?:[\s,;:.–—-]|\b(?:and|or|but|the|a|an|of|to|in|by|with|for|on|that)(?=[\s,;:.]*$))+$", "", text)
    for left, right in (("“", "”"), ("(", ")"), ("‘", "’ ")):
        if right in text and left not in text:
            text = (
                text.replace(right, "", 1)
                if text.startswith(right) or text.endswith(right)
                else text[: text.index(right)]
            )
        if left in text and right.strip() not in text:
            text = text.replace(left, "", 1) if text.startswith(left) else text[: text.index(left)]
    if text.count('"') % 2:
        text = text.strip('"') if text.strip('"').count('"') == 0 else text[: text.rindex('"')]
    return text.strip(" ,;:.–—")


def evidence(sentence: Sentence, a: int, b: int) -> str:
    """The article's words from token `a` to `b`, at least four, widened within the sentence where they are fewer."""
    n = len(sentence.tokens)
    a, b = max(0, a), min(n, b)
    while sum(t.word for t in sentence.tokens[a:b]) < 4 and (a > 0 or b < n):  # the guide's shortest quotation
        if b < n:
            b += 1
        else:
            a -= 1
    return sentence.slice(a, b).strip(" ,;:")


def _over_adverbs(tokens: list[Token], j: int) -> int:
    adverbs = words("words", "adverbs", "auxiliaries")
    while j >= 0:
        low = tokens[j].low
        if low in adverbs or (low.endswith("ly") and not tokens[j].capital):
            j -= 1
        elif tokens[j].text in words("words", "weekdays") or low in {"today", "yesterday", "tonight"}:
            j -= 1
            if j >= 0 and tokens[j].low in {"on", "last"}:
                j -= 1
        elif low in {"week", "month", "year"} and j > 0 and tokens[j - 1].low in {"last", "this"}:
            j -= 2
        else:
            break
    return j


def _over_apposition(sentence: Sentence, comma: int) -> int:
    """From the comma that closes an apposition or relative clause to the token before the one that opens it."""
    tokens, k = sentence.tokens, comma - 1
    candidates: list[int] = []
    while k >= 0 and len(candidates) < 4:  # deeper than that no subject is sure
        if tokens[k].text in {",", "—", "–"}:
            candidates.append(k)
        elif tokens[k].text in {";", "“", "”", '"', ":"}:
            break
        k -= 1
    for k in candidates:
        if tokens[k + 1].low in {"who", "which", "whose", "where"}:
            return k - 1
    if candidates:
        first = tokens[candidates[0] + 1]
        if (
            first.capital
            or first.low in words("words", "determiners")
            or first.text[0].isdigit()
            or first.low in words("roles", "persons")
        ):
            return candidates[0] - 1
    return -1


def _boundary(sentence: Sentence, k: int, after: int) -> bool:
    token = sentence.tokens[k]
    if token.text in _MARKS:
        return True
    if token.low in {"and", "or"}:
        return not (
            any(m.end == k for m in sentence.mentions)
            and any(m.start <= after + 2 and m.start >= after for m in sentence.mentions)
        )
    if token.low == "to":
        nxt = sentence.tokens[after]
        return not (nxt.capital or nxt.low in words("words", "determiners"))
    if token.low in {"that", "which", "who", "but", "whom", "so", "where", "why", "how", "not"}:
        return True
    if token.low in words("words", "subordinators") and token.low not in {"before", "after", "since"}:
        return True
    return token.low in words("words", "modals", "auxiliaries") or token.low in words("verbs", "say")


def _without_opening(sentence: Sentence, a: int, b: int) -> Range | None:
    """The noun phrase without a prepositional phrase before it: "On Saturday the Baltic Fleet" is "the Baltic Fleet"."""
    tokens = sentence.tokens
    while a < b and (tokens[a].low in words("words", "adverbs") or not tokens[a].word):
        a += 1
    if a >= b:
        return None
    if tokens[a].low not in words("words", "prepositions"):
        return a, b
    for k in range(a + 1, b):
        if tokens[k - 1].low in words("words", "prepositions"):
            continue
        starts = tokens[k].low in words("words", "determiners") or any(m.start == k for m in sentence.mentions)
        if starts and k > a + 1:
            return k, b
    return None


def _closes(sentence: Sentence, start: int, k: int, *, inside: bool) -> bool:
    tokens = sentence.tokens
    token = tokens[k]
    if token.text in {";", ":", "•", "?", "!", "(", "[", "*"} or (token.text in {"—", "–"} and k > start):
        return True
    if token.text in {"”", '"'} and inside and k > start:
        return True
    if token.text != "," or k + 1 >= len(tokens):
        return token.low in {"unless", "provided", "because", "although", "though", "whereas"} and k > start
    nxt = tokens[k + 1]
    if nxt.low in {
        "and",
        "but",
        "which",
        "who",
        "whose",
        "where",
        "when",
        "if",
        "unless",
        "provided",
        "so",
        "nor",
        "as",
        "once",
    } or nxt.low in words("words", "tails"):
        return True
    if nxt.text in {"”", '"'}:
        return True
    return _attribution(tokens, k + 1)


def _attribution(tokens: list[Token], k: int) -> bool:
    """Whether an attribution follows: ", said X", ", the agency said", ", according to X"."""
    for offset, token in enumerate(tokens[k : k + 9]):
        if token.low in words("verbs", "say") and (offset == 0 or token.low not in {"read", "found", "thought"}):
            return True
        if token.text in _MARKS or token.low in words("words", "modals", "subordinators"):
            return False
        if token.low == "according":
            return True
    return False


def _back(tokens: list[Token], start: int, stop: int) -> int:
    while stop > start and (not tokens[stop - 1].word and tokens[stop - 1].text not in {"”", '"', "%", ")", "’", "'"}):
        stop -= 1
    return stop
