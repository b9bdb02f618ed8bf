"""From the names in sentences to the cast: which name is whose, and what kind of thing it names."""

from __future__ import annotations

from collections import Counter
from itertools import groupby

from briefer.rules.cast import Cast, Entity, plain
from briefer.rules.lead import dateline
from briefer.rules.lexicon import Known, kinds, known, words
from briefer.rules.names import begins, names, uncommon
from briefer.rules.nature import INSIDE, as_kind, body_before, kind_of, surnames_of
from briefer.rules.titles import Name, adjectival, calls, is_given, lookup
from briefer.rules.tokens import Mention, Sentence, Token

_EXTENDS = frozenset({"administration", "campaign", "family", "presidency"})
"""Nouns in lower case that make of a name another one: "the Obama administration"."""
MOST_OF_SHORT = 2
"""Words of a short name in brackets."""
MOST_INSIDE = 12
"""Tokens in the brackets after a name."""
_OF_FIRMS = frozenset({"executive", "ceo"})
"""Titles that only firms give."""
_PLACES = frozenset({"in", "near", "at", "outside", "around", "from", "to", "into", "over", "through", "of"})


def cast_of(sentences: list[Sentence]) -> Cast:
    """The cast of an article; every sentence gets its mentions."""
    cast = Cast()
    common = _plain(sentences)
    seen = _capitals(sentences, common)
    surnames = surnames_of(sentences)
    start = sentences[0].start + dateline(sentences[0].text) if sentences else 0
    for sentence in sentences:
        for name in names(sentence, seen, common, surnames):
            if sentence.tokens[name.start].start >= start:
                _enter(cast, sentence, name, surnames)
    _govern(cast, sentences)
    return cast


def _govern(cast: Cast, sentences: list[Sentence]) -> None:
    """Makes states of unknown names that have a government: "Velonia’s foreign ministry"."""
    for sentence in sentences:
        for m in sentence.mentions:
            entity, after = cast[m.who], [t.low for t in sentence.tokens[m.end : m.end + 4]]
            if not entity.sure and " " not in entity.name and after[:1] in (["’s"], ["'s"]):
                entity_governs = bool(words("heads", "governing") & set(after[1:]))
                if entity_governs:
                    entity.kind, entity.sure = "state", True


def _enter(cast: Cast, sentence: Sentence, name: Name, surnames: frozenset[str]) -> None:
    tokens = sentence.tokens
    if name.end - name.start == 1 and not lookup(tokens, name.start, name.end)[0] and adjectival(tokens, name.start):
        if tokens[name.end].low not in kinds() or cast.find(tokens[name.start].text) is not None:
            return
        name.end += 1  # "the Velonian federation"
    extended = name.end < len(tokens) and tokens[name.end].low in _EXTENDS
    name.end += extended
    key = _bearer_of(cast, sentence, name, surnames)
    if key is None:
        return
    entity = cast[key]
    entity.count += 1
    entity.placed = entity.placed or any(t.low in INSIDE for t in tokens[max(0, name.start - 2) : name.start])
    if name.holds and not entity.sure:  # "Acme Chief Executive Jane Doe"
        cast.settle(key, "company" if name.holds in _OF_FIRMS else entity.kind)
    cast.touch(key)
    sentence.mentions.append(Mention(name.start, name.end, key))
    if entity.kind == "person":
        _identify(cast, key, sentence, name)
    for short in _bracketed(sentence, name.end) if entity.kind != "person" else ():
        cast.call(key, short)


def _identify(cast: Cast, key: int, sentence: Sentence, name: Name) -> None:
    """What one mention of a person tells of him or her: another form of the name, a title, a state."""
    entity = cast[key]
    entity.alias(sentence.slice(name.start, name.end))
    cast.tag(key, name.title)
    entity.gender = _gender(name.title) or entity.gender
    entity.affiliation = entity.affiliation or name.demonym


def _bearer_of(cast: Cast, sentence: Sentence, name: Name, surnames: frozenset[str]) -> int | None:
    """Who or what bears a name: somebody already in the cast, or a new entry; None where it names nobody."""
    text = sentence.slice(name.start, name.end)
    entry, width = lookup(sentence.tokens, name.start, name.end)
    found = cast.find(text)
    if entry and width == name.end - name.start:
        return _known(cast, entry, text, sentence, name)
    if found is None:
        return _unknown(cast, sentence, name, text, surnames)
    if not cast[found].sure and (kind := kind_of(sentence, name, surnames)):
        cast.settle(found, kind)
    return found


def _bracketed(sentence: Sentence, k: int) -> list[str]:
    """The short names in brackets after a name: "Acme Rail Control NV (“ARC” or the “Company”)"."""
    tokens = sentence.tokens
    if k >= len(tokens) or tokens[k].text != "(":
        return []
    end = next((j for j in range(k + 1, min(k + MOST_INSIDE, len(tokens))) if tokens[j].text == ")"), k)
    inside = [t for t in tokens[k + 1 : end] if (t.word and t.low != "the") or t.text in {"’s", "'s"}]
    names = [list(group) for apart, group in groupby(inside, lambda t: t.low == "or") if not apart]
    if any(len(name) > MOST_OF_SHORT or not all(t.capital for t in name) for name in names):
        return []
    return [" ".join(t.text for t in name) for name in names]


def _known(cast: Cast, entry: Known, text: str, sentence: Sentence, name: Name) -> int | None:
    """A name of the tables: regions and adjectives are nobody, a capital that is only a place neither."""
    if entry.how == "region" or (entry.how == "capital" and _is_place(sentence, name)):
        return None
    if entry.how == "demonym":
        if not text.endswith("s"):
            return None
        found = cast.find(text)
        return found if found is not None else cast.add(Entity(text, "population"))
    key = cast.find(entry.name)
    if key is None:
        key = cast.add(Entity(text, as_kind(entry.kind), affiliation=entry.affiliation), entry.name)
    entity = cast[key]
    if entry.how == "name" and (known().get(entity.name, entry).how != "name" or text == entry.name):
        before, entity.name = (
            entity.name,
            text,
        )  # "Moscow" until the article says "Russia", "U.S." until it says "United States"
        entity.alias(before)
        if text in entity.aliases:
            entity.aliases.remove(text)
    cast.call(key, text)
    if text.startswith("Government of ") and cast.find("Government") is None:
        cast.call(key, "Government")
    return key


def _unknown(cast: Cast, sentence: Sentence, name: Name, text: str, surnames: frozenset[str]) -> int | None:
    last = sentence.tokens[name.end - 1].text
    kind = kind_of(sentence, name, surnames)
    first = name.start
    while first + 1 < name.end and calls(sentence.tokens[first].low):  # "Skipper Doe"
        first += 1
    text = sentence.slice(first, name.end) if cast.bearers(last) else text
    bearers = [key for key in cast.bearers(last) if plain(cast[key].name).endswith(plain(text))]  # "Doe", "Garcia Doe"
    if kind in {None, "person"} and bearers:
        return _bearer(cast, bearers, name.title)
    short = cast.short(text)
    if short is not None and kind != "person":
        cast.call(short, text)
        return short
    prior = cast.find(last)
    if kind == "person" and prior is not None and not cast[prior].sure:  # "Doe" stood in a headline before "Jane Doe"
        cast.christen(prior, text)
        return prior
    if kind == "person":
        return cast.add(Entity(text, "person", tags=set(name.title), gender=_by_name(sentence.tokens[name.start])))
    head = next((t.low for t in reversed(sentence.tokens[name.start : name.end]) if t.low in kinds()), "")
    if not head and body_before(sentence, name.start) is not None:  # "the furniture chain Hallet & Bros"
        head = sentence.tokens[name.start - 1].low
    return cast.add(Entity(text, kind or "other", tags={head} if head else set(), sure=kind is not None))


def _bearer(cast: Cast, bearers: list[int], title: tuple[str, ...]) -> int:
    """Who of several people of one surname is meant: whose gender fits the title, the last spoken of first."""
    gender = _gender(title)
    fitting = [key for key in bearers if not gender or cast[key].gender in {"", gender}] or bearers
    latest = cast.latest(fitting)
    return latest if latest is not None else fitting[-1]


def _is_place(sentence: Sentence, name: Name) -> bool:
    """Whether a capital's name is only where something is: after "in" or "near", or before a comma and its country."""
    tokens, i = sentence.tokens, name.start - 1
    if i > 0 and tokens[i].low in {"from", "to", "by", "of"} and tokens[i - 1].low in words("words", "messages"):
        return False
    if i >= 0 and tokens[i].low in _PLACES:
        return True
    after = tokens[name.end] if name.end < len(tokens) else None
    return name.start == 0 and after is not None and after.text in {"–", "—", "-", ",", "/", "("}


def _capitals(sentences: list[Sentence], common: frozenset[str]) -> frozenset[str]:
    """The words that are names at the beginning of sentences too: by a capital inside one, or because no sentence has them without."""
    inside, opening = set(), Counter[str]()
    for sentence in sentences:
        for i, token in enumerate(sentence.tokens):
            if token.capital and not begins(sentence.tokens, i):
                inside.add(token.text)
            elif token.capital and uncommon(token):
                opening[token.text] += 1
    inside = {text for text in inside if text.lower() not in common}
    return frozenset(inside | {text for text, count in opening.items() if count > 1 and text.lower() not in common})


def _plain(sentences: list[Sentence]) -> frozenset[str]:
    return frozenset(token.text for sentence in sentences for token in sentence.tokens if not token.capital)


def _by_name(token: Token) -> str:
    if not is_given(token):
        return ""
    first, women = token.text.partition("-")[0], words("given", "women", "census_women")
    return "f" if first in women or plain(first) in women else "m"


def _gender(title: tuple[str, ...]) -> str:
    if any(t in words("roles", "woman") for t in title):
        return "f"
    return "m" if any(t in words("roles", "man") for t in title) else ""
