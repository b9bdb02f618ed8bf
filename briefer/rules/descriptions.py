"""Descriptions: noun phrases that stand for somebody whom the article gives no name."""

from __future__ import annotations

from functools import cache

from briefer.domain.brief import ActorKind
from briefer.rules.cast import Cast, Entity
from briefer.rules.lexicon import kinds, words
from briefer.rules.tokens import Sentence

POSSESSIVES = frozenset({"its", "their", "his", "her"})
_PEOPLE = ("ers", "ors", "ists", "ians", "ants", "ents", "ees", "men", "women", "people", "medics", "folk")
"""How plurals end that are people, mostly."""
_TWO = 2
_LONGEST_PAIR = 2
_FIRMS, _POWERS = frozenset({"company"}), frozenset({"state"})
_PAIRS = {
    "companies": _FIRMS,
    "firms": _FIRMS,
    "countries": _POWERS,
    "governments": _POWERS,
    "nations": _POWERS,
    "states": _POWERS,
}
"""Plurals after "the two" and "both", and the kinds that they name."""


def describes(sentence: Sentence, a: int, h: int) -> bool:
    """Whether the tokens from `a` to the noun `h` are one noun phrase: no pronoun, no second determiner, no clause of "-ing"."""
    tokens = sentence.tokens
    inner = tokens[a + 1 : h]
    if any(
        t.low in words("words", "pronouns") or (t.low in words("words", "determiners") and t.low != "other")
        for t in inner
    ):
        return False
    return not (tokens[a].low.endswith("ing") and a > 0 and tokens[a - 1].text == ",")


def introduced(cast: Cast, sentence: Sentence, at: tuple[int, int, int], text: str, owner: int | None) -> int:
    """Enters whoever the noun phrase `at` describes (its first token, its head, its end), under the name `text`."""
    a, h, b = at
    noun = noun_at(sentence, h)
    kind: ActorKind = kinds().get(noun, "other")  # type: ignore[assignment]  # the lexicon's groups are kinds
    if noun in words("heads", "local"):
        kind = "government_body"
    if noun == "bank" and "central" in text.lower():
        kind = "government_body"
    elif noun in words("roles", "groups") or (noun.endswith("s") and noun not in words("heads", "voices")):
        kind = "population"
    elif noun in words("roles", "persons"):
        kind = "person"
    whole = (
        (kind == "population" or noun in words("heads", "businesses"))
        and h + 2 < b <= h + 7
        and sentence.tokens[h + 1].low == "of"
    )
    named = any(h + 1 < m.start and m.end <= b <= h + 8 for m in sentence.mentions)
    # "the head of the Port Authority" is no mere head
    whole = whole or (kind == "person" and " " not in text and named and sentence.tokens[h + 1].low == "of")
    placed = noun in {"official", "diplomat", "officials", "source"} and b > h + 1
    name = bare(sentence, a, b - 1) if whole or placed else text
    modifiers = {t.low for t in sentence.tokens[a:h] if t.word and t.low not in words("words", "determiners")}
    entity = Entity(name, kind, tags={noun, *modifiers}, introduction=sentence.slice(a, b))
    entity.alias(sentence.slice(a, h + 1))
    entity.gender = "f" if noun in words("roles", "woman") else "m" if noun in words("roles", "man") else ""
    if owner is not None:
        entity.affiliation = cast[owner].name
    key = cast.add(entity, sentence.slice(a, h + 1), text)
    entity.count += 1
    cast.touch(key)
    return key


def noun_at(sentence: Sentence, h: int) -> str:
    """The noun at token `h`; of one with a hyphen its last part, where only this is known: "Governor-General"."""
    noun = sentence.tokens[h].low
    return noun if noun in nouns() else noun.rpartition("-")[2]


def pair(cast: Cast, sentence: Sentence, a: int, h: int) -> list[int] | None:
    """Whom "the two companies" and "both sides" mean: the two that the article names most, where no third comes near."""
    tokens = sentence.tokens
    if not (tokens[a].low == "both" or any(t.low == "two" for t in tokens[a:h])) or h - a > _LONGEST_PAIR:
        return None
    kinds_of = _PAIRS.get(tokens[h].low)
    if kinds_of is None:
        return None
    keys = sorted((k for k in range(len(cast)) if cast[k].kind in kinds_of), key=lambda k: -cast[k].count)
    clear = len(keys) == _TWO or (len(keys) > _TWO and cast[keys[1]].count > cast[keys[2]].count)
    return sorted(keys[:_TWO]) if clear else None


def animate(sentence: Sentence, h: int) -> bool:
    """Whether an unknown noun is people by its ending: "two sponsors", "the bakers", "cyclists"; no orders and no sectors."""
    noun = sentence.tokens[h].low
    if not noun.isalpha() or (sentence.tokens[h].capital and h > 0) or noun in words("heads", "mute", "lifeless"):
        return False
    return noun.endswith(_PEOPLE) and not noun.endswith("ments") and noun not in words("cues", "hazard.nouns")


@cache
def nouns() -> frozenset[str]:
    """The nouns that can act: roles, bodies, groups, and their plurals."""
    single = words("roles", "persons") | words("heads", "voices")
    return (
        single
        | words("heads", "local")
        | words("roles", "groups")
        | {noun + "s" for noun in single}
        | {"parties", "agencies", "bodies"}
    )


def bare(sentence: Sentence, a: int, h: int) -> str:
    """The noun phrase without its article; "NATO’s head" and "two opposition lawmakers" stay as they are."""
    while a < h and sentence.tokens[a].low in {"the", "a", "an", "this", "some", *POSSESSIVES}:
        a += 1
    return sentence.slice(a, h + 1)
