"""Duties: what a text, an order or a law obliges somebody to do."""

from __future__ import annotations

from briefer.rules.acts import Act, commitment, principal
from briefer.rules.clauses import after_noun, clause_end
from briefer.rules.items import Found
from briefer.rules.lexicon import phrase_tree, words
from briefer.rules.passage import Passage
from briefer.rules.terms import condition, deadline
from briefer.rules.tokens import Sentence
from briefer.rules.verbs import verb_group
from briefer.rules.wordclasses import GENITIVE, plain_verb

BARS = frozenset({"barred", "bars", "banned", "bans", "prohibited", "forbidden", "forbade"})
ALLOWS = frozenset({"has", "have", "had", "given", "gave", "gives"})
_TO_COME = frozenset({"will", "would", "shall"})
_SIDES = frozenset({"nations", "countries", "sides", "states", "parties", "governments", "them", "companies"})
_MAY_DO = frozenset({"file", "appeal", "petition", "object", "contest", "challenge", "apply", "protest"})
"""What is a right and no duty, when time is given for it."""
_HAPPENS = frozenset(
    {
        "be",
        "not",
        "have",
        "conclude",
        "end",
        "begin",
        "start",
        "open",
        "close",
        "resume",
        "take",
        "last",
        "run",
        "expire",
    }
)
"""What a thing does by itself when its time comes: "the session is to conclude on Friday"."""
ORDERS = frozenset(
    {
        "ordered",
        "orders",
        "ordering",
        "directed",
        "instructed",
        "obliged",
        "compelled",
        "required",
        "requires",
        "requiring",
    }
)
_STAGES = (
    ("agreed", frozenset({"signed", "adopted", "agreed", "approved", "passed", "ratified", "concluded"})),
    ("proposed", frozenset({"draft", "bill", "proposed", "proposal", "proposes", "plan"})),
)


TEXT_NEAR = 30
"""So many tokens before its verb a text is named at most."""


def duty(passage: Passage, i: int) -> Found | None:
    """The duty that the word at token `i` states, if it states one."""
    rules = (_by_text, _ordered, _until, _must, _concluded)
    return next((found for rule in rules if (found := rule(passage, i)) is not None), None)


def _by_text(passage: Passage, i: int) -> Found | None:
    """As in "The pact commits both nations to immediate assistance": the text binds those it names."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    if tokens[i].low not in words("cues", "commit.oblige") or tokens[i].quoted:
        return None
    if not _text_before(passage, i) or tokens[i - 1].low in words("words", "determiners", "prepositions"):
        return None
    span = after_noun(sentence, i + 1)
    stop = next((k for k in range(i + 2, min(span[1] + 1, len(tokens))) if tokens[k].low in {"to", "from"}), None)
    by = _bound(passage, i, stop) if stop is not None else []
    if stop is None or not by:
        return None
    return _duty(passage, by, i, stop + 1)


def _bound(passage: Passage, i: int, stop: int) -> list[int]:
    """Whom a text binds: those named after its verb, or, for "both nations", the states behind whoever signed it."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    if tokens[i + 1].low in {"both", "the", "all", "each", "them", "either"} and tokens[stop - 1].low in _SIDES:
        keys = principal(passage, [m.who for m in sentence.mentions if m.end <= i])
        return keys if len(keys) == 2 or tokens[i + 1].low != "both" else []  # both are two
    return passage.discourse.resolve(sentence, (i + 1, stop))


def _ordered(passage: Passage, i: int) -> Found | None:
    """As in "The court ordered the company to sell two warehouses"; "was ordered to sell"."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    if tokens[i].low not in ORDERS | BARS or tokens[i].quoted or i + 3 >= len(tokens):
        return None
    unreal = words("words", "unreal") - _TO_COME
    if any(t.low in unreal for t in tokens[max(0, i - 2) : i]):
        return None
    if tokens[i - 1].low in words("words", "be"):
        return _undergone(passage, i)
    by = passage.subject(i)
    if not by or not all(_orders(passage, who) for who in by):
        return None
    span = after_noun(sentence, i + 1)
    link = "from" if tokens[i].low in BARS else "to"
    end = span[1] - (
        tokens[span[1] - 1].low == "not"
    )  # "ordered it not to sell" and "barred it from selling" keep their negation
    bound = (
        passage.discourse.resolve(sentence, (span[0], end)) if tokens[min(span[1], len(tokens) - 1)].low == link else []
    )
    start = i if link == "from" else end if end < span[1] else span[1] + 1
    return _duty(passage, bound, i, start) if bound and bound != by else None


def _undergone(passage: Passage, i: int) -> Found | None:
    """As in "was ordered to sell two warehouses", "pilots are barred from serving the ships"."""
    link = "from" if passage.sentence.tokens[i].low in BARS else "to"
    if passage.sentence.tokens[i + 1].low not in {link, "to"}:
        return None
    forced = passage.sentence.tokens[i].low in {"obliged", "compelled"} and not _text_before(passage, i)
    if forced and condition(passage.sentence.text):  # "would be obliged to close if no money came": no order, a harm
        return None
    bound = passage.subject(verb_group(passage.sentence, i), acts=True)
    return _duty(passage, bound, i, i if link == "from" else i + 2) if bound else None


def _orders(passage: Passage, who: int) -> bool:
    """Whether an order of theirs binds: a public body's, or an office holder's."""
    entity = passage.discourse.cast[who]
    if entity.kind == "person":
        return bool(entity.tags & words("roles", "offices", "judges"))
    return entity.kind in {"government_body", "international_organization", "state"}


def _until(passage: Passage, i: int) -> Found | None:
    """As in "The parliament has until 30 November to rewrite both provisions", "gave the firm 60 days to comply"."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    if tokens[i].low not in ALLOWS or i + 4 >= len(tokens) or tokens[i].quoted:
        return None
    start, by = i + 1, []
    if tokens[i].low in {"gave", "gives"}:
        span = after_noun(sentence, i + 1)
        start = next((k for k in range(i + 2, min(i + 8, len(tokens))) if _period(sentence, k)), 0)
        by = passage.discourse.resolve(sentence, (i + 1, min(start, span[1]))) if start else []
    elif _period(sentence, start):
        by = passage.subject(i)
    if not by:
        return None
    to = next((k for k in range(start + 1, min(start + 7, len(tokens) - 1)) if tokens[k].low == "to"), None)
    if to is None or tokens[to + 1].low in _MAY_DO:
        return None
    return _duty(passage, by, i, to + 1)


def _period(sentence: Sentence, k: int) -> bool:
    """Whether the time that is allowed begins at token `k`: "until Friday", "60 days", "two weeks"."""
    tokens = sentence.tokens
    if tokens[k].low == "until":
        return True
    return k + 1 < len(tokens) and tokens[k + 1].low in words("words", "spans") and tokens[k + 1].low.endswith("s")


def _must(passage: Passage, i: int) -> Found | None:
    """As in "Under the order the operator must repair the gate by June 1": a text or a deadline stands behind the duty."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    width = next(
        (
            len(p)
            for p, _ in phrase_tree("cues", "commit.duty").get(tokens[i].low, ())
            if sentence.lows[i : i + len(p)] == p
        ),
        0,
    )
    if not width or tokens[i].quoted or i + width + 2 >= len(tokens) or tokens[i + width].low in _HAPPENS:
        return None
    official = all(_orders(passage, who) for who in passage.speakers(i))
    text = _text_before(passage, i)
    if not text and tokens[i].low in words("words", "be") and tokens[i + 1].low in {"to", "due"}:
        return None  # "eight men are to appear"
    terms = sentence.tokens[0].low in {"if", "unless"}  # "If it is blocked, Hartwell must pay ..."
    if not official or not (terms or text or deadline(sentence.slice(i, clause_end(sentence, i)))):
        return None
    by = passage.subject(verb_group(sentence, i), acts=text)
    if not by or any(passage.discourse.cast[who].kind == "person" for who in by) or set(by) & set(passage.speakers(i)):
        return None
    return _duty(passage, by, i, i if "not" in tokens[i + width - 1].low else i + width)


def _concluded(passage: Passage, i: int) -> Found | None:
    """As in "signed an agreement to merge", "struck a deal with the bank to cut its debt"."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    if tokens[i].low not in words("cues", "commit.concludes") or passage.unreal(i):
        return None
    span = after_noun(sentence, i + 1)
    link = next((k for k in range(i + 2, min(i + 14, len(tokens) - 1)) if tokens[k].low == "to"), 0)
    text = any(t.low in words("cues", "commit.texts") for t in tokens[i + 1 : span[1]])
    inside = all(t.word or t.text in GENITIVE for t in tokens[i:link])
    if not text or not link or not inside or not plain_verb(tokens[link + 1]):
        return None
    by = passage.subject(i, acts=True)
    return (
        commitment(passage, by, Act("obligation", "agreed", i, link + 1, clause_end(sentence, link + 1)))
        if by
        else None
    )


def _text_before(passage: Passage, i: int) -> bool:
    """Whether a binding text is named before token `i` in the sentence, or in the sentence before in its paragraph."""
    low = {t.low for t in passage.sentence.tokens[max(0, i - TEXT_NEAR) : i]}
    before = passage.before
    if before is not None and before.sentence.paragraph == passage.sentence.paragraph:
        low |= {t.low for t in before.sentence.tokens}
    return bool(low & words("cues", "commit.texts"))


def _duty(passage: Passage, by: list[int], i: int, start: int) -> Found | None:
    seen = {t.low for t in passage.sentence.tokens[:i]}
    coming = "agreed" if _TO_COME & {t.low for t in passage.sentence.tokens[max(0, i - 3) : i]} else "in_force"
    status = next((name for name, cues in _STAGES if cues & seen), coming)
    return commitment(
        passage, by, Act("obligation", status, i, start, clause_end(passage.sentence, start)), speaks=False
    )
