"""From the names in sentences to the cast: which name is whose, and what kind of thing it names."""

from __future__ import annotations

from collections import Counter

from briefer.domain.brief import ActorKind
from briefer.rules.cast import Cast, Entity
from briefer.rules.lead import dateline
from briefer.rules.lexicon import Known, kinds, known, words
from briefer.rules.names import Name, adjectival, begins, lookup, names, uncommon
from briefer.rules.tokens import Mention, Sentence

_EXTENDS = frozenset({"administration", "campaign", "family", "presidency"})
"""Nouns in lower case that make of a name another one: "the Obama administration"."""
MOST_OF_SHORT = 2
_INSIDE = frozenset({"in", "near", "outside", "around", "on", "at", "along", "across", "through"})
_PLACES = frozenset({"in", "near", "at", "outside", "around", "from", "to", "into", "over", "through", "of"})


def cast_of(sentences: list[Sentence]) -> Cast:
    """The cast of an article; every sentence gets its mentions."""
    cast = Cast()
    plain = _plain(sentences)
    seen = _capitals(sentences, plain)
    start = sentences[0].start + dateline(sentences[0].text) if sentences else 0
    for sentence in sentences:
        for name in names(sentence, seen, plain):
            if sentence.tokens[name.start].start >= start:
                _enter(cast, sentence, name)
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


def _enter(cast: Cast, sentence: Sentence, name: Name) -> None:
    tokens = sentence.tokens
    if name.end - name.start == 1 and not lookup(tokens, name.start, name.end)[0] and adjectival(tokens, name.start):
        if tokens[name.end].low not in kinds() or cast.find(tokens[name.start].text) is not None:
            return
        name.end += 1  # "the Velonian federation"
    extended = name.end < len(tokens) and tokens[name.end].low in _EXTENDS
    name.end += extended
    text = sentence.slice(name.start, name.end)
    entry, width = lookup(tokens, name.start, name.end)
    found = cast.find(text)
    if entry and width == name.end - name.start:
        key = _known(cast, entry, text, sentence, name)
    elif found is not None:
        key = found
    else:
        key = _unknown(cast, sentence, name, text)
    if key is None:
        return
    entity = cast[key]
    entity.count += 1
    entity.placed = entity.placed or any(t.low in _INSIDE for t in tokens[max(0, name.start - 2) : name.start])
    if entity.kind == "person":
        entity.alias(text)
    cast.tag(key, name.title)
    entity.gender = _gender(name.title) or entity.gender
    if name.demonym and entity.kind == "person" and not entity.affiliation:
        entity.affiliation = name.demonym
    cast.touch(key)
    sentence.mentions.append(Mention(name.start, name.end, key))
    if entity.kind != "person" and (short := _bracketed(sentence, name.end)):
        cast.call(key, short)


def _bracketed(sentence: Sentence, k: int) -> str:
    """The short name in brackets after a name: "Acme Rail Control NV (“ARC”)"; "" where there is none."""
    tokens = sentence.tokens
    if k >= len(tokens) or tokens[k].text != "(":
        return ""
    end = next((j for j in range(k + 1, min(k + 7, len(tokens))) if tokens[j].text == ")"), k)
    inside = [t for t in tokens[k + 1 : end] if t.word or t.text in {"’s", "'s"}]
    if not 0 < len(inside) <= MOST_OF_SHORT or not all(t.capital for t in inside):
        return ""
    return " ".join(t.text for t in inside)


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
        key = cast.add(Entity(text, _as_kind(entry.kind), affiliation=entry.affiliation), entry.name)
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
    return key


def _unknown(cast: Cast, sentence: Sentence, name: Name, text: str) -> int | None:
    last = sentence.tokens[name.end - 1].text
    kind = _kind(sentence, name)
    if kind in {None, "person"} and name.end - name.start == 1 and cast.bearers(last):
        return _bearer(cast, cast.bearers(last), name.title)
    short = cast.short(text)
    if short is not None and kind != "person":
        cast.call(short, text)
        return short
    if kind == "person":
        return cast.add(Entity(text, "person", tags=set(name.title), gender=_by_name(sentence.tokens[name.start].text)))
    head = next((t.low for t in reversed(sentence.tokens[name.start : name.end]) if t.low in kinds()), "")
    if not head and _body_before(sentence, name.start) is not None:  # "the furniture chain Hallet & Bros"
        head = sentence.tokens[name.start - 1].low
    return cast.add(Entity(text, kind or "other", tags={head} if head else set(), sure=kind is not None))


def _bearer(cast: Cast, bearers: list[int], title: tuple[str, ...]) -> int:
    """Who of several people of one surname is meant: whose gender fits the title, the last spoken of first."""
    gender = _gender(title)
    fitting = [key for key in bearers if not gender or cast[key].gender in {"", gender}] or bearers
    latest = cast.latest(fitting)
    return latest if latest is not None else fitting[-1]


def _kind(sentence: Sentence, name: Name) -> ActorKind | None:
    """What kind of entity a name is, from its words and those beside it; None where nothing tells."""
    tokens, start, end = sentence.tokens, name.start, name.end
    if tokens[end - 1].low in words("heads", "legal"):
        return "company"
    single = tokens[start].low in words("heads", "voices")  # "the Authority"
    if end - start > 1 or name.title or single:
        heads = [t.low for t in (tokens[end - 1], *tokens[start:end]) if t.low in kinds()]
        if heads:
            return _as_kind(kinds()[heads[0]])
    if (body := _body_before(sentence, start)) is not None:
        return body
    if name.title or _beside_person(sentence, start) or _person_before(sentence, start) or _person_after(sentence, end):
        return "person"
    if (
        end - start in {2, 3, 4}
        and tokens[start].text in words("given", "names")
        and not _article_before(sentence, start)
    ):
        return "person"
    if end - start in {2, 3} and not _article_before(sentence, start) and _pronoun_after(sentence, end):
        return "person"
    return None


def _body_before(sentence: Sentence, start: int) -> ActorKind | None:
    """What a body is called before its name: "the broker Hallam Voss", "the housing charity Roof", "port operator Seagate"."""
    noun = sentence.tokens[start - 1].low if start > 0 else ""
    if noun not in kinds() or noun in words("roles", "persons"):
        return None
    return _as_kind(kinds()[noun])


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
        return tokens[i].low in words("roles", "persons")
    for k in range(i - 1, max(-1, i - 8), -1):
        if tokens[k].low in words("roles", "persons"):
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
        if token.low in words("roles", "persons"):
            return True
    return False


def _is_place(sentence: Sentence, name: Name) -> bool:
    """Whether a capital's name is only where something is: after "in" or "near", or before a comma and its country."""
    tokens, i = sentence.tokens, name.start - 1
    if i > 0 and tokens[i].low in {"from", "to", "by", "of"} and tokens[i - 1].low in words("words", "messages"):
        return False
    if i >= 0 and tokens[i].low in _PLACES:
        return True
    after = tokens[name.end] if name.end < len(tokens) else None
    return name.start == 0 and after is not None and after.text in {"–", "—", "-", ",", "/", "("}


def _capitals(sentences: list[Sentence], plain: frozenset[str]) -> frozenset[str]:
    """The words that are names at the beginning of sentences too: by a capital inside one, or because no sentence has them without."""
    inside, opening = set(), Counter[str]()
    for sentence in sentences:
        for i, token in enumerate(sentence.tokens):
            if token.capital and not begins(sentence.tokens, i):
                inside.add(token.text)
            elif token.capital and uncommon(token):
                opening[token.text] += 1
    inside = {text for text in inside if text.lower() not in plain}
    return frozenset(inside | {text for text, count in opening.items() if count > 1 and text.lower() not in plain})


def _plain(sentences: list[Sentence]) -> frozenset[str]:
    return frozenset(token.text for sentence in sentences for token in sentence.tokens if not token.capital)


def _by_name(given: str) -> str:
    if given not in words("given", "names"):
        return ""
    return "f" if given in words("given", "women") else "m"


def _gender(title: tuple[str, ...]) -> str:
    if any(t in words("roles", "woman") for t in title):
        return "f"
    return "m" if any(t in words("roles", "man") for t in title) else ""


def _as_kind(kind: str) -> ActorKind:
    return kind  # type: ignore[return-value]  # the groups and columns of the lexicons are kinds
