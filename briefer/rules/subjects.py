"""The subject of a verb: the noun phrase before it, what it shares with another verb, and what opens a sentence."""

from __future__ import annotations

from functools import cache

from briefer.rules.clauses import Range
from briefer.rules.lexicon import words
from briefer.rules.tokens import Sentence, Token
from briefer.rules.verbs import over_adverbs
from briefer.rules.wordclasses import GENITIVE, MARKS, bare_verbs, finite_verbs

_ADJECTIVES = frozenset({"familiar", "close", "present", "briefed", "involved", "responsible", "active", "based"})
"""What stands between a noun and its preposition: "two people familiar with the matter"."""
_CLAUSES = frozenset({"that", "which", "who", "but", "whom", "so", "where", "why", "how", "not"})
"""What begins a clause, or denies."""
_CLAUSAL = frozenset({"after", "before", "since", "until", "as"})
"""Prepositions that open a clause as well: "a day after Moscow objected"."""
_UTTERANCES = frozenset({"statement", "letter", "interview", "speech", "post", "message", "email", "filing", "report"})
"""Where somebody says something: "the firm, in a statement posted on its website, said ..."."""


def subject(sentence: Sentence, verb: int) -> Range | None:
    """The noun phrase before the verb group that begins at token `verb`, without its appositions and adverbs.

    "Inés Waldner, the company’s technical director, said ..." has the subject "Inés Waldner".
    """
    if verb not in sentence.subjects:
        sentence.subjects[verb] = _subject(sentence, verb)
    return sentence.subjects[verb]


def _subject(sentence: Sentence, verb: int) -> Range | None:
    tokens = sentence.tokens
    opened = verb > 1 and tokens[verb].quoted and tokens[verb - 1].text in {"“", '"'}
    j = over_adverbs(tokens, verb - 1 - opened)
    if j >= 0 and tokens[j].text in {",", "—", "–", ")"}:
        j = over_adverbs(tokens, _over_apposition(sentence, j))
    if j > 0 and tokens[j].low in {"there", "here"}:
        j -= 1
    if (
        j < 0
        or not (tokens[j].word or tokens[j].text in {"’", "'"})
        or _boundary(sentence, j, min(j + 1, len(tokens) - 1))
    ):
        return None
    if tokens[j].low in {"it", "he", "she", "they", "we", "i", "you", "nobody", "everyone"}:
        return j, j + 1
    a = j
    while a > 0 and not _boundary(sentence, a - 1, a):
        a -= 1
    determiners, inner = words("words", "determiners"), _inner()
    for k in range(j, a, -1):  # "officials fear the order": a determiner after a noun or verb begins another phrase
        if tokens[k].low in determiners and tokens[k - 1].low not in inner:
            a = k
            break
    return _without_opening(sentence, _whole_list(sentence, a, j), j + 1)


@cache
def _inner() -> frozenset[str]:
    """What stands inside a noun phrase before a determiner."""
    return words("words", "determiners", "prepositions", "conjunctions", "adverbs") | {"like"}


@cache
def _verbal() -> frozenset[str]:
    """The words that show a clause with a verb of its own."""
    return words("words", "modals", "be") | finite_verbs() | {"has", "had"}


@cache
def _bounds() -> frozenset[str]:
    """The words at which a noun phrase may begin or end."""
    closed = words("words", "subordinators", "modals", "auxiliaries", "be")
    return closed | finite_verbs() | _CLAUSES | {"and", "or", "to"}


def _within(tokens: list[Token], i: int, k: int) -> bool:
    """Whether a verb at token `i` stands inside an object before token `k`: "rejected what it called “a plot” and said"."""
    return (i > 1 and tokens[i - 2].low == "what") or (tokens[i].quoted and not tokens[k].quoted)


def _whole_list(sentence: Sentence, a: int, j: int) -> int:
    """Where a list of names begins whose last two stand from token `a` to `j`: "Russia, China and Iran"."""
    tokens = sentence.tokens
    if a > 3 and tokens[a - 1].low == "and" and tokens[a - 2].text == ")":  # "Acme Ltd (“Acme”) and Beta Ltd (“Beta”)"
        opened = next((k for k in range(a - 3, -1, -1) if tokens[k].text == "("), -1)
        return next((m.start for m in sentence.mentions if m.end == opened), a)
    if not any(t.low == "and" for t in tokens[a:j]) or not any(m.start == a for m in sentence.mentions):
        return a
    for m in reversed(sentence.mentions):
        placed = m.start > 0 and tokens[m.start - 1].low in words("words", "prepositions")
        if m.end == a - 1 and tokens[m.end].text == "," and not placed:
            a = m.start
    return a


def carried(sentence: Sentence, k: int) -> Range | None:
    """The subject that a verb after a coordination at token `k` shares: that of the main verb before it."""
    tokens = sentence.tokens
    if (near := _before_past(sentence, k)) is not None:
        return near
    modals = words("words", "modals")
    helping = modals | {"has", "have", "had", "is", "was", "are", "were"}
    past = k + 1 < len(tokens) and tokens[min(k + 2, len(tokens) - 1)].low.endswith("ed")
    same = modals if k + 1 < len(tokens) and tokens[k + 1].low in modals else finite_verbs()
    for verbs in (same, finite_verbs(), helping):
        for i in range(k - 1, 0, -1):
            if _within(tokens, i, k):
                continue
            if tokens[i].text in {";", "”", "“"}:
                break
            if tokens[i].low == "who":  # "Jane Doe, who leads the union and is asking for more"
                named = [m for m in sentence.mentions if i - 2 <= m.end <= i]
                return (named[-1].start, named[-1].end) if named else None
            if past and tokens[i].low in {
                "is",
                "are",
            }:  # "reminded him that they are citizens and again called for ..."
                continue
            plural = verbs is not helping and tokens[i].low in bare_verbs() and _plural_subject(tokens[i - 1])
            if (tokens[i].low in verbs or plural) and tokens[i - 1].low not in {
                "to",
                "who",
                "which",
                "that",
                "than",
                "as",
            }:
                span = subject(sentence, i)
                if span is not None:
                    return span
    return None


def _before_past(sentence: Sentence, k: int) -> Range | None:
    """The name right before a past verb in the same clause: "Moscow objected to the waters and warned ..."."""
    tokens = sentence.tokens
    for i in range(k - 1, 0, -1):
        if not tokens[i].word and tokens[i].text not in GENITIVE:
            return None
        if tokens[i].low.endswith("ed") and not tokens[i].capital:
            named = next((m for m in sentence.mentions if m.end == i), None)
            placed = named is not None and tokens[named.start - 1].low in words("words", "prepositions") - _CLAUSAL
            return (named.start, named.end) if named is not None and not placed else None
    return None


def _plural_subject(before: Token) -> bool:
    return before.low in {"we", "they", "i"} or (before.low.endswith("s") and not before.low.endswith("ss"))


def opening(sentence: Sentence) -> Range | None:
    """The noun phrase with which the sentence opens, up to its first verb in the past: "The ministers met ..."."""
    tokens = sentence.tokens
    start = 0
    if not tokens[0].capital or tokens[0].low in words("words", "prepositions", "subordinators"):
        start = 1 + next(
            (k for k in range(1, min(9, len(tokens) - 2)) if tokens[k].text == ","), -1
        )  # "In May, the ..."
        if not start or tokens[0].low in words("words", "subordinators"):
            return None
    for k in range(start + 1, min(start + 12, len(tokens))):
        if not tokens[k].word and tokens[k].text not in GENITIVE:
            return None
        if tokens[k].low in words("words", "pasts") or (tokens[k].low.endswith("ed") and not tokens[k].capital):
            return start, k
    return None


def head(sentence: Sentence, span: Range) -> int:
    """The last token of the noun phrase proper: what stands before its first preposition."""
    a, b = span
    inside = {k for m in sentence.mentions if a <= m.start < b for k in range(m.start, m.end)}
    for k in range(a + 1, b):
        if k not in inside and sentence.tokens[k].low in words("words", "prepositions"):
            over = k - 1 > a and sentence.tokens[k - 1].low in _ADJECTIVES
            return k - 2 if over else k - 1
    return b - 1


def opens_clause(sentence: Sentence, span: Range) -> bool:
    """Whether a clause begins at the subject: "any ship that carried arms would be seized" has another one than "arms"."""
    if span[0] == 0:
        return True
    before = sentence.tokens[span[0] - 1]
    opens = before.low in {"that", "and", "but", "while", "to"} | words("verbs", "say") | words("words", "weekdays")
    return (
        opens
        or not before.word
        or before.low in words("words", "months", "openings") - words("words", "relatives", "subordinators")
    )


def _over_apposition(sentence: Sentence, comma: int) -> int:
    """From the comma that closes an apposition or relative clause to the token before the one that opens it; -1 if none does."""
    tokens, k = sentence.tokens, comma - 1
    if tokens[comma].text == ")":
        while k >= 0 and tokens[k].text != "(":
            k -= 1
        return k - 1
    candidates = _opening_marks(tokens, k)
    say = words("verbs", "say")
    for k in candidates:  # "A blockade, the think tank reckons, would stop ..."
        if tokens[comma - 1].low in say or tokens[k + 1].low in say:
            return k - 1
    for k in candidates:
        if tokens[k + 1].low in {"who", "which", "whose", "where", "when"}:
            return k - 1
        if tokens[k + 1].low == "in" and not _UTTERANCES.isdisjoint(sentence.lows[k + 2 : k + 5]):
            return k - 1
    if candidates and _verbal().isdisjoint(sentence.lows[candidates[0] : comma]):
        return candidates[0] - 1
    return -1


def _opening_marks(tokens: list[Token], k: int) -> list[int]:
    """The commas and dashes before token `k` that may open an apposition, the nearest first."""
    found: list[int] = []
    while k >= 0 and len(found) < 4:  # deeper than that no subject is sure
        if tokens[k].text in {",", "—", "–"}:
            found.append(k)
        elif tokens[k].text in {";", "“", "”", '"', ":"}:
            break
        k -= 1
    return found


def _boundary(sentence: Sentence, k: int, after: int) -> bool:
    """Whether no noun phrase reaches over token `k` to the token `after` it."""
    token = sentence.tokens[k]
    mark = token.text in MARKS
    if not mark and token.low not in _bounds():
        return False
    if any(m.start <= k < m.end for m in sentence.mentions):  # "Alliance for Work and Peace"
        return False
    if mark:
        return True
    if token.low in {"and", "or"}:
        left = any(m.end == k for m in sentence.mentions)
        people = sentence.tokens[after].low in words("roles", "groups")  # "the Federation and pilots"
        return not (left and (people or any(after <= m.start <= after + 4 for m in sentence.mentions)))
    if token.low == "to":
        nxt = sentence.tokens[after]
        return not (nxt.capital or nxt.low in words("words", "determiners"))
    if token.low in _CLAUSES:
        return True
    if token.low in words("words", "subordinators") and token.low not in {"before", "after", "since"}:
        return True
    if token.low in words("words", "modals", "auxiliaries", "be"):
        return True
    noun = k > 0 and sentence.tokens[k - 1].low in words("words", "determiners", "possessives")  # "the rules"
    return token.low in finite_verbs() and not noun


def _without_opening(sentence: Sentence, a: int, b: int) -> Range | None:
    """The noun phrase without what opens the sentence: "On Saturday the Baltic Fleet" is "the Baltic Fleet"."""
    tokens = sentence.tokens
    while a < b and (tokens[a].low in words("words", "adverbs") or not tokens[a].word):
        a += 1
    timely = a < b and tokens[a].low in {"last", "next", "this", "earlier", "in"}
    if (
        timely
        and a + 2 < b
        and (tokens[a + 1].text in words("words", "months", "weekdays") or tokens[a + 1].low in words("words", "spans"))
    ):
        a += 2
    if a >= b:
        return None
    number = a + 1 < b and tokens[a + 1].text[0].isdigit()  # "about 1,200 jobs"
    if number or tokens[a].low not in words("words", "prepositions"):
        return a, b
    for k in range(a + 2, b):
        if tokens[k - 1].low in words("words", "prepositions"):
            continue
        if tokens[k].low in words("words", "determiners") or any(m.start == k for m in sentence.mentions):
            return k, b
    return None
