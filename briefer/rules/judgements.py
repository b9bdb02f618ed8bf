"""Judgements: what somebody calls a thing, says that it is, or says that somebody must do."""

from __future__ import annotations

from briefer.domain.brief import Stance
from briefer.rules.clauses import clause_end, phrase
from briefer.rules.inflection import adverbial
from briefer.rules.items import Found
from briefer.rules.lexicon import phrase_tree, phrases, words
from briefer.rules.passage import Passage
from briefer.rules.stances import by_clause, by_verb
from briefer.rules.subjects import opens_clause
from briefer.rules.tokens import Sentence, Token
from briefer.rules.trimming import tidy

_CALLS = frozenset(
    {
        "attacked",
        "portrayed",
        "dismissed",
        "called",
        "calls",
        "calling",
        "call",
        "described",
        "describes",
        "branded",
        "labelled",
        "labeled",
        "termed",
        "dubbed",
        "deemed",
        "denounced",
    }
)
_ORDER: tuple[Stance, ...] = ("denies", "rejects", "condemns", "concerned", "endorses")
"""Where several judgements stand together, the first of these decides (guide, `stance`)."""
_MILD = frozenset(
    {
        "a",
        "an",
        "as",
        "the",
        "“",
        '"',
        "incredibly",
        "very",
        "deeply",
        "utterly",
        "completely",
        "totally",
        "simply",
        "so",
        "too",
        "“a",
    }
)
_MUST = frozenset({"must", "should", "ought", "needs", "need"})
LEAST = 4
"""So many words at least has a judgement of what only a pronoun names."""
_NO_SUBJECTS = frozenset({"there", "who", "he", "she", "if", "what", "whatever", "all", "which"})
_HOLLOW = frozenset({"this", "that", "it", "they", "which", "these", "those"})


IDIOMS = ("idioms.condemns", "idioms.concerned", "idioms.endorses", "idioms.denies")
_LINKS = frozenset({"is", "was", "are", "were"})
_IS = _LINKS | {"’s", "'s"}
_FINDS = frozenset({"found", "finds", "considers", "considered", "deems", "thinks"})
"""Verbs of opinion: with the judgement at the end, as in "found the strike justified"."""


def judgement(words_said: list[str]) -> Stance | None:
    """The stance of the words with which something is judged.

    >>> judgement(["concerning", "but", "unsurprising"])
    'concerned'
    >>> judgement(["a", "river", "port"])
    """
    denied = any(w in {"not", "no", "never", "hardly", "n't"} for w in words_said)
    said = f" {' '.join(words_said)} "
    for stance in _ORDER:
        if not words("verbs", f"judgements.{stance}").isdisjoint(words_said) or _idiomatic(said, stance):
            return stance if not denied else ("condemns" if stance == "endorses" else None)
    return None


def _idiomatic(said: str, stance: str) -> bool:
    group = f"idioms.{stance}"
    return group in IDIOMS and any(f" {phrase} " in said for phrase in phrases("verbs", group))


def called(passage: Passage, i: int) -> Found | None:
    """As in "called the pact concerning": the stance is the judgement's."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    if tokens[i].quoted or i + 2 >= len(tokens) or (i and tokens[i - 1].low in words("words", "be")):
        return None
    if tokens[i + 1].low in {"on", "for", "upon", "by", "off", "in", "itself", "out"}:
        return None
    end = clause_end(sentence, i)
    opinion = tokens[i].low in _FINDS
    stance = judgement([t.low for t in tokens[i + 1 if opinion else i + 2 : end]])
    if stance is None or (opinion and judgement([tokens[end - 1].low]) != stance):
        return None
    if opinion and any(t.low == "of" for t in tokens[i + 1 : end]):  # "found signs of an error"
        return None
    span = passage.subject_span(i)
    if span is not None and span[0] and tokens[span[0] - 1].low == "what":  # "what it called “reckless” charges"
        return None
    by = passage.subject(i, acts=True)
    at = next(k for k in range(i + 2, end) if judgement([tokens[k].low]) or k == end - 1)
    while at > i + 2 and (not tokens[at - 1].word or tokens[at - 1].low in _MILD):
        at -= 1
    if not by:
        return None
    target = tidy(sentence.slice(i + 1, at))
    if target.lower().split()[-1:] and target.lower().split()[-1] in words("verbs", "charges.nouns"):
        stance = "denies"  # who calls a charge absurd denies it
    return by_verb(passage, i, by, stance, "" if target.lower() in _HOLLOW else target)


def judged(passage: Passage, i: int) -> Found | None:
    """As in "said that was untrue", "“This is incredibly concerning,” Miller stated", "said the ruling was unfair"."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    supposed = tokens[i].low == "be" and i > 1 and tokens[i - 1].low == "would"
    if not (supposed or tokens[i].low in _IS) or i == 0 or i + 1 >= len(tokens):
        return None
    by = passage.speakers(i)
    if not by or tokens[i - 1].low in _NO_SUBJECTS or _relative(tokens, i - 1):
        return None
    k = i + 1
    while k < len(tokens) and (
        tokens[k].low in _MILD or adverbial(tokens[k].low) or tokens[k].low in {"not", "now", "also", "still"}
    ):
        k += 1
    if k >= len(tokens):
        return None
    stance = judgement([t.low for t in tokens[i + 1 : k + 1]]) if _closes(sentence, k) else None
    span = (i - 1, i) if tokens[i - 1].low in _HOLLOW else passage.subject_span(i)
    if stance is None or span is None or not opens_clause(sentence, span) or _not_thought(tokens, span[0]):
        return None
    who = passage.discourse.resolve(sentence, span)
    own = bool(set(who) & set(by)) or tokens[span[0]].low in {"i", "we"}
    if tokens[i - 1].low == "it" and stance != "denies" and not own:
        return None  # "it is impossible to say", "it is only right", of who knows what
    emotion = stance == "concerned" or tokens[k].low in {
        "delighted",
        "pleased",
        "satisfied",
        "grateful",
        "proud",
        "disappointed",
    }
    if own != emotion and (own or who):
        return None
    subject = tidy(sentence.slice(*span))
    pointing = subject.lower() in _HOLLOW
    if (
        pointing and not own and stance != "denies" and len(phrase(sentence, span[0]).split()) < LEAST
    ):  # "that’s ridiculous" says nothing by itself
        return None
    return by_clause(passage, span[0], by, stance, "" if own or pointing else subject)


def _not_thought(tokens: list[Token], k: int) -> bool:
    """Whether what begins at token `k` is what somebody does not think: "I don’t think this is a hoax"."""
    before = [t.low for t in tokens[max(0, k - 4) : k] if t.low != "that"]
    return bool({"think", "believe"} & set(before[-1:])) and any(
        w in {"not", "don’t", "don't", "never"} for w in before
    )


def _relative(tokens: list[Token], k: int) -> bool:
    """Whether "that" at token `k` is a relative pronoun: "a team that is good"."""
    return tokens[k].low == "that" and k > 0 and tokens[k - 1].word and tokens[k - 1].low not in words("verbs", "say")


def _closes(sentence: Sentence, k: int) -> bool:
    """Whether the judgement at token `k` ends its phrase: "was unfair to tenants", not "is a serious offence"."""
    tokens = sentence.tokens
    if k + 1 >= len(tokens) or not tokens[k + 1].word:
        return True
    linking = words("words", "prepositions", "conjunctions", "subordinators", "adverbs")
    return tokens[k + 1].low in linking or tokens[k + 1].low in {"that", "enough"}


def idiom(passage: Passage, i: int) -> Found | None:
    """As in "said the ruling came too late for the tenants", "the plan makes no sense": blame or praise without a word of it."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    for parts, stance in phrase_tree("verbs", *IDIOMS).get(tokens[i].low, ()):
        if sentence.lows[i : i + len(parts)] != parts or i < 2:
            continue
        by = passage.speakers(i)
        verb = next((k for k in range(i, max(0, i - 7), -1) if _finite(sentence, k)), None)
        span = passage.subject_span(verb) if verb is not None else None
        if not by or span is None or set(passage.discourse.resolve(sentence, span)) & set(by):
            return None
        denied = verb is not None and any(t.low in {"not", "never", "no"} for t in tokens[verb:i])
        if denied:
            return None
        subject = tidy(sentence.slice(*span))
        return by_clause(passage, span[0], by, stance, "" if subject.lower() in _HOLLOW else subject)
    return None


_PRESENTS = frozenset(
    {"comes", "goes", "does", "do", "makes", "make", "falls", "fall", "adds", "sets", "sends", "raises"}
)


def _finite(sentence: Sentence, k: int) -> bool:
    low = sentence.tokens[k].low
    return low in words("words", "be", "pasts", "auxiliaries") or low.endswith("ed") or low in _PRESENTS


def demanded(passage: Passage, i: int) -> Found | None:
    """As in "the ministry insists they must pay", "said Russia should withdraw", "says an inquiry is needed"."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    if i == 0 or i + 2 >= len(tokens):
        return None
    by = passage.speakers(i)
    span = passage.subject_span(i)
    verb = _demand(tokens, i)
    if not by or span is None or not verb or clause_end(sentence, i) <= verb or not opens_clause(sentence, span):
        return None
    passive = tokens[verb - 1].low == "be"
    who = passage.discourse.resolve(sentence, span)
    if (
        not who
        and passive
        and tokens[span[1] - 1].low not in words("words", "pronouns", "relatives") | _HOLLOW | {"what"}
    ):
        return by_clause(passage, span[0], by, "demands", tidy(sentence.slice(*span)))
    if not who or set(who) & set(by) or tokens[span[0]].low == "it":
        return None
    names = {name for key in by for name in (passage.discourse.cast[key].affiliation,) if name}
    if any(
        passage.discourse.cast[key].name in names for key in who
    ):  # a minister on his own government: its own conduct
        return None
    if clause_end(sentence, i) - i < 3:  # "they must"
        return None
    passage.mentioned += who
    return by_clause(passage, span[0], by, "demands", passage.discourse.cast[who[0]].name)


def _demand(tokens: list[Token], i: int) -> int:
    """Where the verb of what must be done stands, after "must", "should", "needs to", "has to"; 0 where nothing is asked."""
    k = i + 1
    if tokens[i].low not in {"must", "should"}:
        if tokens[k].low != "to":
            return 0
        k += 1
    while k < len(tokens) - 1 and (tokens[k].low in {"not", "also", "now"} or adverbial(tokens[k].low)):
        k += 1
    if tokens[k].low == "be":  # "should be freed", not "should be fine by Monday"
        k += 1
        return k if tokens[k].low.endswith("ed") or tokens[k].low in words("words", "participles") else 0
    return 0 if tokens[k].low in {"have", "know", "remember", "understand", "expect", "come", "rest", "face"} else k


JUDGING = ((_CALLS | _FINDS, called), (_IS | {"be"}, judged), (_MUST, demanded))
"""The words at which each of these rules looks."""
