"""Reactions: who evaluates or answers what another did, by the verb and its complement."""

from __future__ import annotations

from briefer.domain.brief import Stance
from briefer.rules.clauses import clause_end, phrase, tidy
from briefer.rules.items import Found, Passage
from briefer.rules.lexicon import phrase_tree, table, words
from briefer.rules.speech import after_noun
from briefer.rules.tokens import Sentence

_PHRASES = tuple(
    f"phrases.{stance}" for stance in ("demands", "concerned", "endorses", "condemns", "rejects", "denies", "acts")
)
_BE = frozenset(["is", "are", "was", "were", "be", "been", "being"])


def reactions(passage: Passage) -> list[Found]:
    """The reactions in a sentence."""
    found: list[Found] = []
    sentence = passage.sentence
    for i, token in enumerate(sentence.tokens):
        if token.quoted:
            continue
        item = (
            _by_verb(passage, i)
            or _by_phrase(passage, i)
            or _called(passage, i)
            or _asked(passage, i)
            or _untrue(passage, i)
            or _denials(passage, i)
        )
        if item:
            found.append(item)
    return found


def _verbs() -> dict[str, tuple[Stance, str]]:
    if not _VERBS:
        for group, line in table("verbs")["stance"].items():
            stance, _, shape = group.partition("_")
            _VERBS.update(dict.fromkeys(line.split(), (stance, shape)))
    return _VERBS


_VERBS: dict[str, tuple[Stance, str]] = {}


def _by_verb(passage: Passage, i: int) -> Found | None:
    """As in "accused X of Y", "condemned the attack", "urged X to act", "demanded that X act"; passives by their agent."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    if tokens[i].low not in _verbs() or _vetoed(sentence, i):
        return None
    stance, shape = _verbs()[tokens[i].low]
    if (i and tokens[i - 1].low in _BE) or (i > 1 and tokens[i - 1].low == "been"):
        return _passive(passage, i, stance)
    by = passage.subject(i)
    if not by or i + 1 >= len(tokens):
        return None
    if tokens[i + 1].text in {".", ",", ";"} or (
        tokens[i + 1].low in words("words", "prepositions") and shape in {"np", "to"}
    ):
        return None
    end = clause_end(sentence, i)
    if shape in {"to", "that"} and end - i < 3:  # a verb and its object say nothing yet
        return None
    if shape == "to" and not any(t.low in {"to", "for", "against", "not"} for t in tokens[i + 1 : end]):
        return None
    return Found(
        "reactions",
        by,
        sentence,
        i,
        end,
        stance=stance,
        target=_target(passage, i + 1, shape, end),
        text=phrase(sentence, i),
    )


def _target(passage: Passage, k: int, shape: str, end: int) -> str:
    sentence, tokens = passage.sentence, passage.sentence.tokens
    if k < len(tokens) and tokens[k].low == "that":
        k += 1
    if shape == "np":
        return phrase(sentence, k, end, limit=14)
    span = after_noun(sentence, k)
    stop = span[1]
    for j in range(k + 1, min(span[1], end)):
        if tokens[j].low in {"of", "to", "for"} and not any(m.start < j < m.end for m in sentence.mentions):
            stop = j
            break
    who = passage.discourse.resolve(sentence, (k, stop))
    if who:
        passage.mentioned += who
        return ", ".join(passage.discourse.cast[w].name for w in who[:1])
    return tidy(sentence.slice(k, min(stop, end)))


def _passive(passage: Passage, i: int, stance: Stance) -> Found | None:
    """As in "China, which has been urged by the U.S. to curb ...": the agent reacts."""
    tokens = passage.sentence.tokens
    if i + 2 >= len(tokens) or tokens[i + 1].low != "by":
        return None
    span = after_noun(passage.sentence, i + 2)
    by = passage.discourse.resolve(passage.sentence, span)
    if not by:
        return None
    end = clause_end(passage.sentence, i)
    return Found("reactions", by, passage.sentence, i, end, stance=stance, text=phrase(passage.sentence, i))


def _by_phrase(passage: Passage, i: int) -> Found | None:
    sentence, tokens = passage.sentence, passage.sentence.tokens
    for parts, stance in phrase_tree("verbs", *_PHRASES).get(tokens[i].low, ()):
        width = len(parts)
        if tuple(t.low for t in tokens[i : i + width]) != parts or _vetoed(sentence, i):
            continue
        by = passage.subject(i)
        if not by:
            return None
        end = clause_end(sentence, i)
        if end <= i + width and stance in {"demands", "acts", "rejects"}:
            return None
        if parts[0] in {"refused", "refuses", "declined"} and any(
            t.low in {"comment", "say", "confirm", "give", "answer", "identify", "name", "elaborate", "discuss"}
            for t in tokens[i + width : i + width + 2]
        ):
            return None
        target = phrase(sentence, _over_connective(sentence, i + width), end, limit=14) if end > i + width else ""
        return Found("reactions", by, sentence, i, end, stance=stance, target=target, text=phrase(sentence, i))
    return None


def _over_connective(sentence: Sentence, k: int) -> int:
    tokens = sentence.tokens
    while k < len(tokens) and (
        tokens[k].low in {"about", "over", "at", "regarding", "with", "that", "particularly", "on", "by", ",", "for"}
        or tokens[k].text in words("words", "weekdays")
    ):
        k += 1
    return k


def _called(passage: Passage, i: int) -> Found | None:
    """As in "called the pact concerning": the stance is the judgement's."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    if tokens[i].low not in {
        "called",
        "calls",
        "calling",
        "described",
        "describes",
        "branded",
        "labelled",
        "labeled",
        "termed",
        "dubbed",
    } or _vetoed(sentence, i):
        return None
    if (
        i + 1 >= len(tokens)
        or tokens[i + 1].low in {"on", "for", "upon", "by", "off", "in"}
        or (i and tokens[i - 1].low in _BE)
    ):
        return None
    by = passage.subject(i)
    end = clause_end(sentence, i)
    if not by:
        return None
    for k in range(i + 1, end):
        for stance, line in table("verbs")["judgements"].items():
            if tokens[k].low in line.split():
                stop = k
                while stop > i + 1 and (
                    not tokens[stop - 1].word
                    or tokens[stop - 1].low in {"a", "an", "as", "the", "“", "incredibly", "very", "deeply"}
                ):
                    stop -= 1
                return Found(
                    "reactions",
                    by,
                    sentence,
                    i,
                    end,
                    stance=stance,
                    target=tidy(sentence.slice(i + 1, stop)),
                    text=phrase(sentence, i),
                )
    return None


def _asked(passage: Passage, i: int) -> Found | None:
    """As in "wants X to act", "told the ministry to hand over", "asked the company for a siren"."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    if tokens[i].low not in {"wants", "wanted", "told", "asked", "asks", "tells", "ordered", "instructed"} or _vetoed(
        sentence, i
    ):
        return None
    if (i and tokens[i - 1].low in _BE) or i + 2 >= len(tokens):
        return None
    end = clause_end(sentence, i)
    span = after_noun(sentence, i + 1)
    if span[1] >= end or tokens[i + 1].low in {"to", "that", "if", "whether", "about", ","}:
        return None
    link = tokens[span[1]].low
    if link != "to" and not (link == "for" and tokens[i].low in {"asked", "asks"}):
        return None
    if tokens[i].low in {"wants", "wanted"} and link != "to":
        return None
    who = passage.discourse.resolve(sentence, span)
    by = passage.subject(i)
    if not by or not who or set(who) & set(by):
        return None
    passage.mentioned += who
    return Found(
        "reactions",
        by,
        sentence,
        i,
        end,
        stance="demands",
        target=passage.discourse.cast[who[0]].name,
        text=phrase(sentence, i),
    )


def _untrue(passage: Passage, i: int) -> Found | None:
    """As in "said that was untrue": a denial without a verb of denial."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    if (
        tokens[i].low not in {"untrue", "false", "baseless", "unfounded", "groundless"}
        or i < 2
        or tokens[i - 1].low not in {"was", "were", "is", "are"}
    ):  # subject and copula
        return None
    by = passage.speakers(i)
    if not by:
        return None
    return Found(
        "reactions", by, sentence, max(0, i - 3), i + 1, stance="denies", text=phrase(sentence, max(0, i - 2), i + 1)
    )


def _denials(passage: Passage, i: int) -> Found | None:
    """As in "denials from Moscow and Pyongyang"."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    if tokens[i].low not in {"denials", "denial"} or i + 2 >= len(tokens) or tokens[i + 1].low not in {"from", "by"}:
        return None
    by = [m.who for m in sentence.mentions if m.start == i + 2]
    for m in sentence.mentions:
        if by and m.start > i + 2 and tokens[m.start - 1].low == "and" and m.start <= i + 4:
            by.append(m.who)
    if not by:
        return None
    end = clause_end(sentence, i)
    return Found("reactions", by, sentence, max(0, i - 1), end, stance="denies", text=tidy(sentence.slice(i, end)))


def _vetoed(sentence: Sentence, i: int) -> bool:
    return (
        any(t.low in words("words", "unreal") for t in sentence.tokens[max(0, i - 2) : i])
        and sentence.tokens[i - 1].low != "and"
    )
