"""Where subjects, phrases and clauses of a sentence begin and end: shallow syntax, by closed classes and punctuation."""

from __future__ import annotations

from briefer.rules.gaps import gapped
from briefer.rules.inflection import adverbial
from briefer.rules.lexicon import words
from briefer.rules.tokens import Sentence, Token
from briefer.rules.trimming import tidy
from briefer.rules.wordclasses import GENITIVE, MARKS, begins_noun, finite_verbs, telling

Range = tuple[int, int]
"""First token and the one after the last."""

_RESUMES = frozenset({"that", "which", "it", "he", "she", "they", "who"})
CLAIMS = frozenset({"claim", "charge", "accusation", "allegation", "report", "suggestion"})
"""What a clause is called that somebody goes on to deny: "..., a claim the police denied"."""
_ADDS = frozenset({"when", "after", "before", "which", "who", "where", "while"})
"""What adds something to a clause that is whole without it: a phrase that is too long is best cut there."""
_KEPT = frozenset({"not", "also", "only"})
"""What stands after a "but" that joins two parts of one clause."""
MAX_WORDS = 24
LEAST_QUOTED = 4
"""The guide's shortest quotation, in words."""
_PAUSES = frozenset({",", ";", ":", "—", "–", "(", ")"})
LEAST_WHOLE = 12
"""Tokens that are left where a phrase is cut before what adds to it."""


def clause_end(sentence: Sentence, start: int, *, limit: int = MAX_WORDS) -> int:
    """The token after the last one of the phrase that begins at `start`: cut at a clause boundary, within `limit` words."""
    end = sentence.ends.get((start, limit))
    if end is None:
        end = sentence.ends[start, limit] = _clause_end(sentence, start, limit)
    return end


def _clause_end(sentence: Sentence, start: int, limit: int) -> int:
    tokens = sentence.tokens
    inside = start < len(tokens) and tokens[start].quoted
    count, last, whole = 0, start, start
    closers, joints = words("words", "closers"), words("words", "joints")
    for k, token in enumerate(tokens[start:], start):
        count += token.word
        if count > limit:
            cut = whole if whole - start >= LEAST_WHOLE else last
            return _back(tokens, start, cut if cut > start else k)
        if (not token.word or token.low in closers) and _closes(sentence, start, k, inside=inside):
            return _back(tokens, start, k)
        parts = token.text in {",", "—", "–"}
        if parts or token.low in joints:
            last = k
        listed = parts and k + 1 < len(tokens) and tokens[k + 1].capital  # "in Chad, Niger and Mali"
        if token.low in _ADDS or (parts and not listed):
            whole = k
    return _back(tokens, start, len(tokens))


def phrase(sentence: Sentence, start: int, end: int | None = None, *, limit: int = MAX_WORDS) -> str:
    """The article's words from `start` to the clause boundary (or `end`), trimmed of marks."""
    stop = clause_end(sentence, start, limit=limit)
    if end is not None:
        stop = _back(sentence.tokens, start, min(stop, end))
    ended = stop < len(sentence.tokens) and sentence.tokens[stop].text in {".", ",", ";", "”", "!", "?"}
    return tidy(sentence.slice(start, stop), whole=ended)


def evidence(sentence: Sentence, a: int, b: int) -> str:
    """The article's words from token `a` to `b`, at least four, widened mark by mark within the sentence where they are fewer."""
    tokens, n = sentence.tokens, len(sentence.tokens)
    a, b = max(0, a), min(n, b)
    while sum(t.word for t in tokens[a:b]) < LEAST_QUOTED and (a > 0 or b < n):
        if b < n and (tokens[b].text not in _PAUSES or a == 0):
            b = next((k for k in range(b + 1, n) if tokens[k].text in _PAUSES), n)
        else:
            a = next((k + 1 for k in range(a - 2, -1, -1) if tokens[k].text in _PAUSES), 0)
    return sentence.slice(a, b).strip(" ,;:")


def after_noun(sentence: Sentence, k: int) -> Range:
    """The noun phrase that begins at token `k`, up to the next mark, auxiliary, or preposition other than "of"."""
    tokens, end = sentence.tokens, k
    stops = words("words", "modals", "auxiliaries", "be", "subordinators", "relatives", "weekdays")
    inside = {t for m in sentence.mentions for t in range(m.start + 1, m.end)}
    while end < len(tokens):
        token = tokens[end]
        if end > k and end not in inside:
            if not token.word and token.text not in GENITIVE:
                break
            if token.low in stops or token.text in words("words", "weekdays"):
                break
            if token.low in words("words", "prepositions") and token.low != "of":
                break
        end += 1
    return k, end


def _closes(sentence: Sentence, start: int, k: int, *, inside: bool) -> bool:
    """Whether the clause from `start` ends before token `k`."""
    tokens = sentence.tokens
    token = tokens[k]
    if k == start or _inside(tokens, k):
        return False
    if token.text in {";", ":", "•", "?", "!", "(", "*", "—", "–"} or (
        token.text in {"”", '"'} and inside and _ends_quote(tokens, k)
    ):
        return True
    if _subordinates(tokens, start, k) or _main_verb(tokens, start, k):
        return True
    if token.low in {"and", "but"}:
        return _adds_clause(tokens, start, k)
    if token.text != "," or k + 1 >= len(tokens):
        return False
    nxt = tokens[k + 1]
    if _told(tokens, start, k) and (_new_subject(tokens, k + 1) or _second_verb(nxt)):
        return True
    if nxt.low in {"a", "an"} and (
        any(t.low in _RESUMES for t in tokens[k + 2 : k + 6]) or tokens[min(k + 2, len(tokens) - 1)].low in CLAIMS
    ):  # ", a pledge that it also made"
        return True
    if nxt.low in {"we", "i", "he", "she", "they", "that"}:  # ", we refused it", ", that it has no money"
        return True
    if nxt.low in words("words", "openings", "tails") or nxt.text in {"”", '"'}:
        return True
    return (
        _attribution(tokens, k + 1) or _relates(tokens, k + 1) or _dates(tokens, k + 1) or gapped(tokens, start, k + 1)
    )


def _inside(tokens: list[Token], k: int) -> bool:
    """Whether the mark at token `k` stands inside a phrase: "8–10", "9:00", "the Asian Fund’s (ASF) rules"."""
    if tokens[k].text in {"–", "-"}:
        return tokens[k - 1].text[-1].isdigit()
    if k + 2 >= len(tokens):
        return False
    if tokens[k].text == ":":
        return tokens[k - 1].text[-1].isdigit() and tokens[k + 1].text[0].isdigit()
    short = tokens[k].text == "(" and tokens[k + 1].text.isupper() and tokens[k + 2].text == ")"
    return short and k + 3 < len(tokens) and tokens[k + 3].word and not tokens[k + 3].capital


def _main_verb(tokens: list[Token], start: int, k: int) -> bool:
    """Whether the sentence’s own verb follows an infinitive: "its scheme to hold back the issue of permits is working"."""
    if tokens[k].low not in {"is", "are", "was", "were", "has", "had"} or start == 0 or tokens[start - 1].low != "to":
        return False
    if any(
        t.low in words("words", "relatives", "subordinators") or not t.word or t.low in {"how", "what", "why", "that"}
        for t in tokens[start:k]
    ):
        return False
    for token in reversed(tokens[start + 1 : k]):
        if token.capital or token.low in words("words", "determiners", "pronouns", "possessives"):
            return False
        if token.low in words("words", "prepositions"):
            return True
    return False


def _dates(tokens: list[Token], k: int) -> bool:
    """Whether what follows only says how long before or after: ", a day after Moscow objected"."""
    span = next((n for n in range(k, min(k + 3, len(tokens) - 1)) if tokens[n].low in words("words", "spans")), -1)
    return span >= 0 and tokens[span + 1].low in {"after", "before"}


def _relates(tokens: list[Token], k: int) -> bool:
    """Whether a relative clause begins with its preposition: ", in exchange for which", ", most of whom"."""
    after = next((n for n in range(k, min(k + 5, len(tokens))) if tokens[n].low in {"which", "whom"}), 0)
    return after > k and tokens[after - 1].low in words("words", "prepositions")


def _subordinates(tokens: list[Token], start: int, k: int) -> bool:
    """Whether a clause of condition, reason or concession begins at token `k`."""
    low, after = tokens[k].low, tokens[k + 1].low if k + 1 < len(tokens) else ""
    if low in {"if", "once"} and k > start + 1:
        return tokens[k - 1].low not in {"as", "even", "what", "only", "at", "but"}
    if (low, after) in {("on", "condition"), ("only", "if"), ("but", "if")}:
        return True
    return low in {"unless", "provided", "because", "although", "though", "whereas"}


def _ends_quote(tokens: list[Token], k: int) -> bool:
    """Whether the clause ends with its quotation: a mark or nothing follows."""
    return k + 1 >= len(tokens) or not tokens[k + 1].word or not tokens[k - 1].word


def _new_predicate(tokens: list[Token], k: int) -> bool:
    """Whether after "and" a new statement begins: "and said", "and has rejected", "and urged X", "but will not"."""
    while k < len(tokens) and (tokens[k].low in words("words", "adverbs") or adverbial(tokens[k].low)):
        k += 1
    if k >= len(tokens):
        return False
    low = tokens[k].low
    if low in {"that", "we", "i", "he", "she", "it", "they", "there"}:
        return True
    if (
        low in finite_verbs()
        or low in words("words", "modals")
        or low in {"is", "are", "was", "were", "has", "had", "have"}
    ):
        return True
    nxt = tokens[k + 1] if k + 1 < len(tokens) else None
    past = low.endswith("ed") or low in words("words", "pasts")
    return past and nxt is not None and begins_noun(nxt)  # "and sent a frigate"


def _adds_clause(tokens: list[Token], start: int, k: int) -> bool:
    """Whether the "and" or "but" at token `k` adds a clause, rather than a part to the one that it stands in."""
    if _new_predicate(tokens, k + 1):
        return True
    if k + 1 >= len(tokens) or not _told(tokens, start, k):
        return False
    if tokens[k].low == "but":
        mark = next((n for n in range(k + 1, min(k + 7, len(tokens))) if not tokens[n].word), min(k + 7, len(tokens)))
        told = any(t.low in telling() for t in tokens[k + 1 : mark])  # "concerning but unsurprising" is one judgement
        return told and tokens[k + 1].low not in _KEPT and tokens[k - 1].low not in {"all", "nothing", "anything"}
    return _new_subject(tokens, k + 1)


def _told(tokens: list[Token], start: int, k: int) -> bool:
    """Whether the stretch from `start` has its verb before token `k`: it begins with a verb, or one follows its subject."""
    if not begins_noun(tokens[start]) and tokens[start].low not in words(
        "words", "prepositions", "subordinators", "pronouns"
    ):
        return True
    finite = telling()
    return any(t.low in finite or (t.low.endswith("ed") and not t.capital) for t in tokens[start:k])


def _second_verb(token: Token) -> bool:
    """Whether a finite verb follows the comma: ", which had urged calm, welcomed the move"."""
    return token.low in finite_verbs() and token.low not in words("words", "modals")


def _new_subject(tokens: list[Token], k: int) -> bool:
    """Whether at token `k` a subject stands before its verb: "and some customers might", "the owner has no use for it"."""
    if k >= len(tokens) or tokens[k].low in words("words", "prepositions", "relatives", "subordinators"):
        return False
    sure = begins_noun(tokens[k]) or tokens[k].low in words("words", "pronouns") or tokens[k - 1].low == "but"
    verbs = words("words", "modals") - {"may"} | (
        {"is", "are", "was", "were", "has", "had", "may"} if sure else frozenset()
    )
    for before, token in zip(tokens[k : k + 5], tokens[k + 1 : k + 6], strict=False):
        if before.low == "of" and token.low in {
            "them",
            "these",
            "those",
            "which",
            "whom",
        }:  # "and the last of them went"
            return True
        if token.low == "of" and sure:
            continue
        if not token.word or token.low in words("words", "prepositions", "relatives", "conjunctions"):
            return False
        if token.low in verbs:
            return True
    return False


def _attribution(tokens: list[Token], k: int) -> bool:
    """Whether an attribution follows: ", said X", ", the agency said", ", according to X"."""
    say, ends = words("verbs", "say"), words("words", "modals", "subordinators")
    for token in tokens[k : k + 9]:
        if token.low in say or token.low == "according":
            return True
        if token.text in MARKS or token.low in ends:
            return False
    return False


def _back(tokens: list[Token], start: int, stop: int) -> int:
    while stop > start and not (tokens[stop - 1].word or tokens[stop - 1].text in {"”", '"', "%", ")", "’", "'"}):
        stop -= 1
    return stop
