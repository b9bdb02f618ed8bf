"""What kind of thing a name names, told by its words and by those beside it."""

from __future__ import annotations

from itertools import pairwise

from briefer.domain.brief import ActorKind
from briefer.rules.lexicon import kinds, words
from briefer.rules.titles import Name, calls, is_given
from briefer.rules.tokens import Sentence

INSIDE = frozenset({"in", "near", "outside", "around", "on", "at", "along", "across", "through"})
"""Before a name, these say that something is or happens there."""
_LENGTHS = frozenset({2, 3, 4})
_PATRONYMIC = frozenset({"bin", "ibn", "ben", "von", "van"})
_COURTESY = frozenset({"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr."})
_SAYS = frozenset({"said", "says", "told", "added", "adds", "warned", "warns", "wrote"})
"""Verbs of which mostly people are the subject."""


def surnames_of(sentences: list[Sentence]) -> frozenset[str]:
    """The surnames that the article has with a courtesy title: "Mr Doe"."""
    found: set[str] = set()
    for sentence in sentences:
        if not _COURTESY.isdisjoint(sentence.lows):
            titled = (name for title, name in pairwise(sentence.tokens) if title.low in _COURTESY)
            found.update(name.text for name in titled if name.capital)
    return frozenset(found)


def kind_of(sentence: Sentence, name: Name, surnames: frozenset[str]) -> ActorKind | None:
    """What kind of entity a name is, from its words and those beside it; None where nothing tells."""
    tokens, start, end = sentence.tokens, name.start, name.end
    if tokens[end - 1].low in words("heads", "legal"):
        return "company"
    single = tokens[start].low in words("heads", "voices")  # "the Authority"
    if end - start > 1 or name.title or single:
        heads = [t.low for t in (tokens[end - 1], *tokens[start:end]) if t.low in kinds()]
        if heads:
            return as_kind(kinds()[heads[0]])
    if (body := body_before(sentence, start)) is not None:
        return body
    if tokens[end - 1].low in words("heads", "things") or _placed(sentence, start):
        return None
    return "person" if name.title or _is_person(sentence, name, surnames) else None


def _is_person(sentence: Sentence, name: Name, surnames: frozenset[str]) -> bool:
    """Whether the words of a name, or those around it, are a person's."""
    tokens, start, end = sentence.tokens, name.start, name.end
    if _beside_person(sentence, start) or _person_before(sentence, start) or _person_after(sentence, end):
        return True
    if end - start not in _LENGTHS or _article_before(sentence, start):
        return False
    return (
        is_given(tokens[start])
        or tokens[end - 1].text in surnames
        or any(t.low in _PATRONYMIC for t in tokens[start + 1 : end - 1])
        or _pronoun_after(sentence, end)
        or _speaks(sentence, start, end)
    )


def _placed(sentence: Sentence, start: int) -> bool:
    """Whether something is or happens at what is named: "in Almaty, the minister opened", "the port of Bella Vista"."""
    before = [t.low for t in sentence.tokens[max(0, start - 2) : start]]
    return before[-1:] != [] and (
        before[-1] in INSIDE
        or (before[-1] == "of" and before[0] in words("heads", "local", "things") | {"port", "capital"})
    )


def _speaks(sentence: Sentence, start: int, end: int) -> bool:
    """Whether two strange words say something, as in "Rutger Castelijn said" and "said Rutger Castelijn, who"."""
    tokens = sentence.tokens
    if tokens[end - 1].low.endswith("s") or not all(t.text.isalpha() and t.text.istitle() for t in tokens[start:end]):
        return False
    after = tokens[end].low if end < len(tokens) else "."
    if after in _SAYS:
        return True
    return (
        start > 1
        and tokens[start - 1].low in _SAYS
        and tokens[start - 2].text in {",", "”", '"', "?"}
        and after in {",", ".", "of", "from"}
    )


def body_before(sentence: Sentence, start: int) -> ActorKind | None:
    """What a body is called before its name: "the broker Hallam Voss", "the housing charity Roof", "port operator Seagate"."""
    noun = sentence.tokens[start - 1].low if start > 0 and not sentence.tokens[start - 1].capital else ""
    if noun not in kinds() or noun in words("roles", "persons"):
        return None
    return as_kind(kinds()[noun])


def _pronoun_after(sentence: Sentence, end: int) -> bool:
    """Whether "he" or "she" follows before any other name: "Jane Doe has said she will not"."""
    for token in sentence.tokens[end : end + 14]:
        if token.low in {"he", "she", "his", "her", "himself", "herself"}:
            return True
        if token.capital or token.text in {".", ";", "”"}:
            return False
    return False


def _article_before(sentence: Sentence, start: int) -> bool:
    return start > 0 and sentence.tokens[start - 1].low in {"the", "a", "an"}


def _beside_person(sentence: Sentence, start: int) -> bool:
    """The second of "Senators Lindsey Graham and Richard Blumenthal"."""
    tokens = sentence.tokens
    if start < 4 or tokens[start - 1].low != "and":  # title, two names and "and"
        return False
    k = start - 2
    while k > 0 and tokens[k].capital:
        k -= 1
    return tokens[k + 1].text in words("roles", "ranks") and tokens[k + 1].low.endswith("s")


def _person_before(sentence: Sentence, start: int) -> bool:
    """A role in lower case before the name: "spokesperson Jane Doe", "deputy minister for mines and energy, Jane Doe,"."""
    tokens, i = sentence.tokens, start - 1
    if i < 0:
        return False
    if tokens[i].text != ",":
        return calls(tokens[i].low)
    for k in range(i - 1, max(-1, i - 8), -1):
        if calls(tokens[k].low):
            return tokens[k].low not in words("words", "modals")
        if not tokens[k].word or tokens[k].low in words("words", "modals", "auxiliaries", "relatives") | words(
            "verbs", "say"
        ):
            return False
    return False


def _person_after(sentence: Sentence, end: int) -> bool:
    """An apposition after the name that tells a person: ", the company's technical director", ", 84,", ", who"."""
    tokens = sentence.tokens
    if end + 1 >= len(tokens) or tokens[end].text not in {",", "("}:
        return False
    nxt = tokens[end + 1]
    if nxt.low == "who" or (nxt.text.isdigit() and len(nxt.text) == 2):  # an age
        return True
    for token in tokens[end + 1 : end + 9]:
        if not token.word and token.text not in {"’s", "'s", "’", "'"}:
            break
        if token.low in words("words", "relatives", "prepositions", "modals") | words("verbs", "say"):
            break
        if calls(token.low):
            return True
    return False


def as_kind(kind: str) -> ActorKind:
    """A kind of the lexicons as a kind of a brief."""
    return kind  # type: ignore[return-value]  # the groups and columns of the lexicons are kinds
