"""Commitments: what somebody has bound itself, offered or threatened to do, by verbs that bind and by binding texts."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from briefer.rules.acts import Act, commitment
from briefer.rules.clauses import after_noun, clause_end
from briefer.rules.duties import ALLOWS, BARS, ORDERS, duty
from briefer.rules.futures import MODALS, by_future, hostile
from briefer.rules.items import Found
from briefer.rules.lexicon import phrase_tree, words
from briefer.rules.passage import Passage
from briefer.rules.penalties import PENALTIES, penalty
from briefer.rules.promises import by_noun, by_sum, under_way
from briefer.rules.tokens import Sentence

Rule = Callable[[Passage, int], Found | None]
_COMMIT = ("commit.pledge", "commit.offer", "commit.threat")
_FULL = {"’re": "are", "'re": "are"}
"""Verbs that are short in speech, and what they stand for."""
_VETO = frozenset(
    {"not", "never", "n't", "didn't", "didn’t", "hasn't", "to", "would", "could", "might", "if", "unless", "whether"}
)


def commitments(passage: Passage) -> list[Found]:
    """The commitments in a sentence: by verbs that bind, by binding texts, and by what an actor says that it will do."""
    found: list[Found] = []
    until = -1
    rules_at = _rules()
    for i, low in enumerate(passage.sentence.lows):
        rules = rules_at.get(low)
        if not rules or i == 0 or i < until:
            continue
        item = next((item for rule in rules if (item := rule(passage, i)) is not None), None)
        if item:
            found.append(item)
            until = item.end
    return found


@cache
def _rules() -> dict[str, list[Rule]]:
    """The rules that may find something at a word, in their order: at all other words none is asked."""
    found: dict[str, list[Rule]] = {}
    nouns = words("cues", "commit.nouns_pledge", "commit.nouns_offer", "commit.nouns_threat")
    duties = (
        words("cues", "commit.oblige", "commit.concludes")
        | frozenset(phrase_tree("cues", "commit.duty"))
        | ORDERS
        | BARS
        | ALLOWS
    )
    for triggers, rule in (
        (frozenset(phrase_tree("cues", *_COMMIT)) | frozenset(_FULL), _by_verb),
        (nouns, by_noun),
        (frozenset({"committed", "allocated", "earmarked"}), by_sum),
        (duties, duty),
        (MODALS, by_future),
        (PENALTIES, penalty),
        (words("words", "be"), under_way),
    ):
        for word in triggers:
            found.setdefault(word, []).append(rule)
    return found


def _by_verb(passage: Passage, i: int) -> Found | None:
    """As in "promised to post the data", "offered to send specialists", "threatened to pull out"."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    if tokens[i].quoted and not passage.speakers(i):
        return None
    for parts, kind in phrase_tree("cues", *_COMMIT).get(_FULL.get(tokens[i].low, tokens[i].low), ()):
        after = _matched(sentence, i, parts)
        if not after:
            continue
        if any(t.low in _VETO for t in tokens[max(0, i - 2) : i]) or _nominal(sentence, i):
            return None
        if tokens[i - 1].low in words("words", "be") and parts[0] not in words("words", "be"):
            return None
        by = passage.subject(i, acts=parts[1:2] != ("set",))  # "tolls are set to stay high"
        if kind == "pledge" and _alleged(passage, i, by, after):
            return None
        return _promise(passage, by, Act(kind, "", i, after, after), parts) if by else None
    return None


def _alleged(passage: Passage, i: int, by: list[int], verb: int) -> bool:
    """Whether somebody else says that a hostile plan is theirs: "Israel said Hamas planned to attack"."""
    speakers = passage.speakers(i)
    theirs = passage.discourse.voices(speakers) & passage.discourse.voices(by)
    return (
        bool(speakers and by) and not theirs and verb < len(passage.sentence.tokens) and hostile(passage.sentence, verb)
    )


def _matched(sentence: Sentence, i: int, parts: tuple[str, ...]) -> int:
    """The token after the words `parts` at token `i`, a day between them and "to" passed over; 0 where they do not stand there."""
    tokens, to = sentence.tokens, parts[-1] == "to"
    plain = parts[:-1] if to else parts
    if sentence.lows[i + 1 : i + len(plain)] != plain[1:]:  # the first of them is known to
        return 0
    after = _over_time(sentence, i + len(plain))
    if not to:
        return after
    negated = after < len(tokens) and tokens[after].low in words("words", "negations")
    k = after + negated
    if k >= len(tokens) or tokens[k].low != "to":
        return 0
    return after if negated else k + 1  # "not to raise tolls" keeps its negation


def _promise(passage: Passage, by: list[int], seen: Act, parts: tuple[str, ...]) -> Found | None:
    """What is promised after the words `parts`, which end where the act that was `seen` starts, and to whom."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    start, kind = seen.start, seen.kind
    if start < len(tokens) and tokens[start].low in {"no", "little", "nothing", "neither"}:
        return None  # "offered no proof"
    if start >= len(tokens) or tokens[start].text in {".", ",", ";"}:
        return None
    if parts[-1] == "that" or tokens[start].low == "that":
        return _promised_clause(passage, by, seen, start + (tokens[start].low == "that"))
    open_object = parts[-1] not in {"to", "out"}
    if open_object and tokens[start].low in words("words", "prepositions", "auxiliaries", "be"):
        return None
    to: list[int] = []
    if open_object:  # "promised customers to separate": whom it binds itself to, then what
        span = after_noun(sentence, start)
        nxt = tokens[span[1] + 1].low if span[1] + 1 < len(tokens) else ""
        verb = (
            nxt.isalpha()
            and not tokens[span[1] + 1].capital  # "an orderly handover to Peter Quill"
            and nxt not in words("words", "determiners", "pronouns")
            and tokens[span[1] - 1].low != "up"
        )
        if kind == "pledge" and nxt and tokens[span[1]].low == "that":  # "promised customers that ..."
            return None
        if nxt and tokens[span[1]].low == "to" and verb:
            to, start = passage.discourse.resolve(sentence, span), span[1] + 1
    kind, status = _weighed(sentence, kind, parts, start)
    if kind == "threat" and tokens[start].low in words("cues", "hazard.verbs") - words("cues", "harm.steps"):
        return None  # "the quarrel threatens to wreck the summit" is a risk
    thing = parts[-1] != "to" and start == seen.start and not tokens[start].low.endswith("ing")
    end = clause_end(sentence, start)  # "pledged 6 million euros" is nothing without its verb
    return commitment(passage, by, Act(kind, status, seen.at, seen.at if thing else start, end, to))


def _promised_clause(passage: Passage, by: list[int], seen: Act, start: int) -> Found | None:
    """As in "promised that no school would close": what will happen, where nobody does it.

    Of a clause with a doer, and of one in the passive that somebody says, its own "will" or "would" tells.
    """
    sentence, tokens = passage.sentence, passage.sentence.tokens
    modal = next((k for k in range(start + 2, min(start + 10, len(tokens))) if tokens[k].low in {"will", "would"}), 0)
    pronoun = tokens[min(start, len(tokens) - 1)].low in words("words", "pronouns")
    passive = "be" in sentence.lows[modal + 1 : modal + 3]
    if seen.kind != "pledge" or not modal or pronoun or (passive and passage.speakers(modal)):
        return None
    if passage.discourse.resolve(sentence, (start, modal)):
        return None
    return commitment(passage, by, Act("pledge", "announced", seen.at, start, clause_end(sentence, modal)))


def _weighed(sentence: Sentence, kind: str, parts: tuple[str, ...], start: int) -> tuple[str, str]:
    """The kind and status of what the words `parts` announce: to be ready for a harmful step is a threat."""
    if {"agreed", "voted", "votes"} & set(parts):
        return kind, "agreed"
    if kind == "pledge" and hostile(sentence, start):  # "vowed to retake the valley by force"
        return "threat", "announced"
    if kind == "offer":
        stem = sentence.tokens[start].low.removesuffix("ing")
        ruled = {"rule", "exclude", "weighing", "whether"} & set(parts) and stem in words(
            "cues", "harm.steps", "harm.means"
        )
        return "threat" if bool(ruled) or hostile(sentence, start) else kind, "proposed"
    return kind, "proposed" if "right" in parts else "announced"


def _over_time(sentence: Sentence, k: int) -> int:
    tokens = sentence.tokens
    timely = {"on", "in", "last", "this", "earlier", "week", "month", "year", "today", "yesterday", "also", "instead"}
    while k < len(tokens) and (
        tokens[k].low in timely
        or tokens[k].text in words("words", "weekdays", "months")
        or (tokens[k].text.isdigit() and tokens[k - 1].text in {"in", *words("words", "months")})
    ):
        k += 1
    return k


def _nominal(sentence: Sentence, i: int) -> bool:
    """Whether a word such as "plan" or "pledge" is a noun here."""
    before = sentence.tokens[i - 1]
    return before.low in words("words", "determiners", "prepositions") or before.text in {"’s", "'s"}
