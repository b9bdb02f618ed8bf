"""Commitments: what somebody has bound itself, offered or threatened to do."""

from __future__ import annotations

from dataclasses import dataclass, field

from briefer.rules.clauses import clause_end, phrase
from briefer.rules.items import Found, Passage
from briefer.rules.lexicon import phrase_tree, words
from briefer.rules.speech import after_noun
from briefer.rules.terms import condition, deadline
from briefer.rules.tokens import Sentence

_COMMIT = ("commit.pledge", "commit.offer", "commit.threat")
_VETO = frozenset(
    ["not", "never", "n't", "didn't", "hasn't", "to", "would", "could", "might", "if", "unless", "whether", "had"]
)
_SPEAKS = frozenset({"person"})


def commitments(passage: Passage) -> list[Found]:
    """The commitments in a sentence: by verbs that bind, by binding texts, and by what an actor says that it will do."""
    found: list[Found] = []
    taken = -1
    for i in range(len(passage.sentence.tokens)):
        if i < taken:
            continue
        item = _by_verb(passage, i) or _by_text(passage, i) or _by_warning(passage, i) or _by_future(passage, i)
        if item:
            found.append(item)
            taken = max(i + 2, min(item.end, _next_conjunct(passage.sentence, i + 1, item.end)))
    return found


def _next_conjunct(sentence: Sentence, i: int, end: int) -> int:
    for k in range(i, end):
        if sentence.tokens[k].low in words("words", "modals"):
            return k
    return end


def _by_verb(passage: Passage, i: int) -> Found | None:
    """As in "promised to post the data", "offered to send specialists", "threatened to pull out"."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    if tokens[i].quoted:
        return None
    for parts, kind in phrase_tree("cues", *_COMMIT).get(tokens[i].low, ()):
        width = len(parts)
        if tuple(t.low for t in tokens[i : i + width]) != parts:
            continue
        if any(t.low in _VETO for t in tokens[max(0, i - 2) : i]) or _nominal(sentence, i):
            return None
        if (
            i
            and tokens[i - 1].low in {"is", "are", "was", "were", "been", "be"}
            and parts[0] not in {"is", "are", "was", "were"}
        ):
            return None
        by = passage.subject(i)
        if not by:
            return None
        return _clean(passage, by, kind, i, i + width, parts)
    return None


def _clean(passage: Passage, by: list[int], kind: str, i: int, start: int, parts: tuple[str, ...]) -> Found | None:
    sentence, tokens = passage.sentence, passage.sentence.tokens
    while start < len(tokens) and tokens[start].low in {"on", "that", "last", "week", "month"} | _lower_days():
        start += 1
    if parts[-1] not in {"to", "that", "out", "itself"} and not (
        start < len(tokens) and (tokens[start].low in words("words", "determiners", "pronouns") or tokens[start].word)
    ):
        return None
    to: list[int] = []
    end = clause_end(sentence, start)
    if end <= start:
        return None
    if parts[-1] not in {"to", "that", "out"}:  # "promised customers to separate": whom it binds itself to, then what
        span = after_noun(sentence, start)
        if span[1] < end and tokens[span[1]].low == "to":
            to, start = passage.discourse.resolve(sentence, span), span[1] + 1
    head = tokens[start].low
    if kind == "pledge" and parts[0].startswith(("agree", "has", "have")) and "agree" in " ".join(parts):
        status = "agreed"
    else:
        status = "proposed" if kind == "offer" else "announced"
    if kind == "offer" and head in words("cues", "harm.steps") and "rule" in parts:
        kind = "threat"
    if (
        kind == "pledge"
        and head in {"return", "discuss", "meet", "visit", "be"}
        and len(phrase(sentence, start).split()) < 3
    ):  # says nothing
        return None
    return _found(passage, by, _Act(kind, status, i, start, end, to))


def _by_text(passage: Passage, i: int) -> Found | None:
    """As in "The pact commits both nations to immediate assistance": the text binds those it names."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    if tokens[i].low not in words("cues", "commit.oblige") or tokens[i].quoted or i == 0:
        return None
    before = {t.low for t in tokens[max(0, i - 22) : i]}
    if not before & words("cues", "commit.texts"):
        return None
    span = after_noun(sentence, i + 1)
    stop = next((k for k in range(i + 1, min(span[1] + 1, len(tokens))) if tokens[k].low in {"to", "from"}), None)
    if stop is None:
        return None
    by = _bound(passage, i, stop)
    if not by:
        return None
    end = clause_end(sentence, stop + 1)
    return _found(
        passage,
        by,
        _Act("obligation", "agreed" if "signed" in before or "adopted" in before else "in_force", i, stop + 1, end, []),
    )


def _bound(passage: Passage, i: int, stop: int) -> list[int]:
    """Whom a text binds: those named after its verb, or, for "both nations", the states behind whoever signed it."""
    sentence, discourse = passage.sentence, passage.discourse
    tokens = sentence.tokens
    if tokens[i + 1].low in {"both", "the", "all", "each", "them"} and tokens[stop - 1].low in {
        "nations",
        "countries",
        "sides",
        "states",
        "parties",
        "governments",
        "them",
    }:
        keys: list[int] = []
        for m in sentence.mentions:
            if m.end <= i:
                entity = discourse.cast[m.who]
                state = (
                    discourse.cast.find(entity.affiliation) if entity.kind == "person" and entity.affiliation else m.who
                )
                if state is not None and state not in keys:
                    keys.append(state)
        return keys if len(keys) == 2 or tokens[i + 1].low != "both" else []  # both are two
    return discourse.resolve(sentence, (i + 1, stop))


def _by_future(passage: Passage, i: int) -> Found | None:
    """As in "The ministry will publish a list", "it would respond", "it may suspend two studies": what an actor says of itself."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    modal = tokens[i].low
    if modal not in {"will", "would", "may", "might", "could", "won’t", "won't"} or i == 0 or i + 1 >= len(tokens):
        return None
    verb, negated = _verb(sentence, i)
    if verb is None or tokens[verb].low in words("cues", "harm.forecast") | {"have", "like"}:
        return None
    if _in_condition(sentence, i) or tokens[i - 1].low in {"who", "which", "that", "what", "it’s"}:
        return None
    speakers = passage.speakers(i)
    if tokens[i].quoted and not speakers:
        return None
    passive = tokens[verb].low == "be"
    if passive:
        return None
    by = passage.subject(i)
    if not by or not all(_acts(passage, who) for who in by) or not _own(passage, by, speakers, modal):
        return None
    end = clause_end(sentence, verb)
    harm = tokens[verb].low in words("cues", "harm.steps")
    conditional = bool(condition(sentence.text))
    start = i if negated else verb
    if modal in {"may", "might", "could"}:
        if not speakers or (not harm and modal != "could"):
            return None
        if tokens[verb].low in words("cues", "hazard.verbs") - words("cues", "harm.steps"):
            return None
        return _found(passage, by, _Act("threat" if harm else "offer", "proposed", i, verb, end, []))
    kind = "threat" if harm and conditional and not negated else "pledge"
    return _found(passage, by, _Act(kind, "announced", i, start, end, []))


def _by_warning(passage: Passage, i: int) -> Found | None:
    """As in "warned that South Korea would face severe consequences if it armed Ukraine": the speaker threatens the subject."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    if tokens[i].low not in {"would", "will"} or i + 1 >= len(tokens):
        return None
    verb, negated = _verb(sentence, i)
    if verb is None or negated or not _answers(sentence, verb):
        return None
    speakers = passage.speakers(i)
    warned = any(s.covers(i) and tokens[s.verb].low in words("verbs", "warn") for s in passage.speeches)
    if not speakers or not warned or not condition(sentence.text):
        return None
    span = passage.subject_span(i)
    start = span[0] if span else verb
    act = _Act("threat", "announced", start, start, clause_end(sentence, verb), passage.subject(i))
    return _found(passage, _principal(passage, speakers), act)


def _answers(sentence: Sentence, verb: int) -> bool:
    after = [t.low for t in sentence.tokens[verb : verb + 6]]
    return after[0] in {"face", "pay", "bear", "suffer", "provoke", "meet", "draw", "regret"} and bool(
        {"consequences", "price", "response", "retaliation", "reprisals", "answer", "cost"} & set(after)
    )


def _principal(passage: Passage, who: list[int]) -> list[int]:
    """Whom somebody binds: an official speaks for the body or state behind it."""
    cast = passage.discourse.cast
    found = []
    for key in who:
        entity = cast[key]
        body = cast.find(entity.affiliation) if entity.kind == "person" and entity.affiliation else None
        found.append(body if body is not None and cast[body].kind != "population" else key)
    return list(dict.fromkeys(found))


def _verb(sentence: Sentence, i: int) -> tuple[int | None, bool]:
    tokens, k, negated = sentence.tokens, i + 1, sentence.tokens[i].low.startswith("won")
    while k < len(tokens) and (tokens[k].low in words("words", "adverbs", "negations") or tokens[k].low.endswith("ly")):
        negated = negated or tokens[k].low in words("words", "negations")
        k += 1
    if (
        k >= len(tokens)
        or not tokens[k].word
        or tokens[k].capital
        or tokens[k].low in words("words", "determiners", "pronouns", "prepositions")
    ):
        return None, negated
    return k, negated


def _in_condition(sentence: Sentence, i: int) -> bool:
    for k in range(i - 1, max(-1, i - 12), -1):
        token = sentence.tokens[k]
        if token.text in {",", ";", ".", "—"} or token.low in {"that", "and"}:
            return False
        if token.low in {"if", "unless", "whether", "how", "what", "when", "because", "until", "since", "than", "why"}:
            return True
    return False


def _acts(passage: Passage, who: int) -> bool:
    entity = passage.discourse.cast[who]
    return entity.kind != "population" and (entity.sure or entity.count > 1)


def _own(passage: Passage, by: list[int], speakers: list[int], modal: str) -> bool:
    """Whether it is the actor's own word: it speaks itself, or somebody does who speaks for it; "will" may be the article's."""
    cast = passage.discourse.cast
    if not speakers:
        return modal in {"will", "would", "won’t", "won't"}
    if set(by) & set(speakers):
        return True
    for speaker in speakers:
        entity = cast[speaker]
        for who in by:
            if entity.affiliation and entity.affiliation in {cast[who].name, *cast[who].aliases}:
                return True
            if cast[who].affiliation and cast[who].affiliation in {entity.name, *entity.aliases}:
                return True
        if entity.tags & {
            "official",
            "spokesman",
            "spokeswoman",
            "spokesperson",
            "minister",
            "director",
            "executive",
            "president",
            "secretary",
            "premier",
            "prime",
        }:
            return True
    return False


def _nominal(sentence: Sentence, i: int) -> bool:
    """Whether a word such as "plan" or "pledge" is a noun here."""
    return i > 0 and sentence.tokens[i - 1].low in words("words", "determiners", "prepositions") | {"’s", "'s"}


@dataclass(frozen=True)
class _Act:
    """What a rule has seen: its cue at token `at`, the act from `start` to `end`, and towards whom."""

    kind: str
    status: str
    at: int
    start: int
    end: int
    to: list[int] = field(default_factory=list)


def _found(passage: Passage, by: list[int], act: _Act) -> Found | None:
    sentence = passage.sentence
    text = phrase(sentence, act.start, act.end)
    if len(text.split()) < 2:  # one word is no act
        return None
    return Found(
        "commitments",
        _principal(passage, by),
        sentence,
        act.at,
        act.end,
        text=text,
        kind=act.kind,
        status=act.status,
        to=act.to,
        condition=_condition(sentence, act.at),
        deadline=deadline(sentence.slice(act.at, act.end)),
    )


def _condition(sentence: Sentence, i: int) -> str:
    found = condition(sentence.slice(i, len(sentence.tokens)))
    return found or (
        condition(sentence.slice(0, i)) if sentence.tokens[0].low in {"if", "unless", "should", "once"} else ""
    )


def _lower_days() -> frozenset[str]:
    return frozenset(day.lower() for day in words("words", "weekdays"))
