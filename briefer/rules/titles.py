"""A stretch of capitals taken apart: the state or body that is named, the title, and who holds it."""

from __future__ import annotations

from dataclasses import dataclass

from briefer.rules.cast import plain
from briefer.rules.lexicon import Known, kinds, known, words
from briefer.rules.tokens import Token

_LONGEST_NAME = 4
_SHORTEST_CALLING = 6
_CALLINGS = ("ist", "ician", "itian", "grapher")
_ADJECTIVES = ("ian", "ean", "ese", "ish", "iot")


@dataclass(slots=True)
class Name:
    """A candidate: the tokens from `start` to `end`, a title before it, and the state that a demonym before it names.

    `holds` is the title that a body gives whose name stands right before it.
    """

    start: int
    end: int
    title: tuple[str, ...] = ()
    demonym: str = ""
    holds: str = ""


def taken_apart(tokens: list[Token], start: int, end: int, surnames: frozenset[str]) -> list[Name]:
    """The names in a stretch of capitals: a body, a person, or a body or state and the person who holds an office there.

    `surnames` are those that the article has with a courtesy title ("Mr Doe").
    """
    if (office := office_before(tokens, start, end)) < end and _held_by_nobody(tokens, office, end):
        return _before_office(tokens, start, office)
    begin = _person(tokens, start, end, surnames)
    if begin is None and is_title(tokens, start) and _over_business(tokens, start + 1, end) > start + 1:
        return []  # "the Minister for Harbours"
    if begin is None:
        return _body(tokens, start, end)
    office = office_before(tokens, start, begin)
    title = tuple(part for t in tokens[office:begin] if t.low != "of" for part in _tags(t))
    entry, width = lookup(tokens, start, office)
    demonym = entry.name if entry and entry.how == "demonym" else ""
    before = _before_office(tokens, start + (width if demonym else 0), office)
    if before and office < begin:
        before[-1].holds = title[-1]
    return [*before, Name(begin, end, title, demonym)]


def _held_by_nobody(tokens: list[Token], office: int, end: int) -> bool:
    """Whether a title ends the stretch, and nobody is named who holds it: "the Foreign Minister", "Secretary of State"."""
    if not is_title(tokens, office) or (office > 0 and is_given(tokens[office - 1])):
        return False
    return end - office > 1 or tokens[office].text not in words("roles", "honorifics")


def _before_office(tokens: list[Token], start: int, office: int) -> list[Name]:
    """The body or state before a title; a demonym or an adjective there is none."""
    entry, width = lookup(tokens, start, office)
    if entry and entry.how == "demonym":
        start += width
    elif start < office and adjectival(tokens, start):
        start += 1
    return taken_apart(tokens, start, office, frozenset()) if start < office else []


def _body(tokens: list[Token], start: int, end: int) -> list[Name]:
    """A stretch in which nobody has a title: one name, after a demonym, unless this is part of a body's name."""
    entry, width = lookup(tokens, start, end)
    demonym, i = "", start
    if tokens[end - 1].low in kinds():
        return [
            Name(start, end, demonym=entry.name if entry and entry.how == "demonym" and width < end - start else "")
        ]
    if entry and entry.how == "demonym" and width < end - start:
        demonym, i = entry.name, start + width
    elif i + 1 < end and not entry and adjectival(tokens, i):
        i += 1
    return [Name(i, end, demonym=demonym)]


def _person(tokens: list[Token], start: int, end: int, surnames: frozenset[str]) -> int | None:
    """Where the name of a person begins that ends the stretch, by a title before it or by its surname; else None."""
    titles = [k for k in range(start, end - 1) if is_title(tokens, k) or _calling(tokens, k)]
    if titles:
        begin = _over_business(tokens, titles[-1] + 1, end)
        if begin < end <= begin + _LONGEST_NAME and not _thing(tokens, begin, end):
            return begin
    if tokens[end - 1].text in surnames and end - start > 1:
        given = [k for k in range(start, end - 1) if is_given(tokens[k])]
        return given[0] if given else max(start, end - 2)
    return None


def _thing(tokens: list[Token], begin: int, end: int) -> bool:
    """Whether what follows a title belongs to the name of a body or thing: "General Hospital", "King Street"."""
    single = end - begin == 1 and tokens[begin - 1].text in words("roles", "honorifics")  # "Mr Banks", "Mr Power"
    last = tokens[end - 1].low
    return last in words("heads", "things") or (not single and any(t.low in kinds() for t in tokens[begin:end]))


def _over_business(tokens: list[Token], k: int, end: int) -> int:
    """The token after "of State", "of Foreign Affairs", "for Public Works"; `k` where no "of" follows."""
    if k >= end or tokens[k].low not in {"of", "for"}:
        return k
    after = k + 1
    while after < end and (tokens[after].text in words("roles", "portfolios", "domains") or not tokens[after].capital):
        after += 1
    given = [i for i in range(k + 1, end) if is_given(tokens[i])]
    known_business = after > k + 1 and tokens[after - 1].capital
    return after if known_business else given[0] if given else end


def office_before(tokens: list[Token], start: int, begin: int) -> int:
    """Where the title before the name at `begin` begins: "Deputy Minister of Foreign Affairs", "Maritime Minister"."""
    office = begin
    while office > start and (
        is_title(tokens, office - 1)
        or _calling(tokens, office - 1)
        or tokens[office - 1].low in {"of", "for"}
        or tokens[office - 1].text in words("roles", "domains", "portfolios")
    ):
        office -= 1
    while office < begin and not (is_title(tokens, office) or _calling(tokens, office)):
        office += 1  # "the party of Prime Minister Jane Doe", "Ministry of Foreign Affairs Spokesman Jack Doe"
    if office < begin and tokens[office].text in words("roles", "with_business"):
        for _ in range(2):  # "Maritime Minister": a department of one word or two
            if office > start and _department(tokens, office - 1):
                office -= 1
    return office


def _department(tokens: list[Token], k: int) -> bool:
    token = tokens[k]
    return not (token.low in kinds() or token.text in known() or adjectival(tokens, k) or is_given(token))


def is_title(tokens: list[Token], k: int) -> bool:
    """Whether token `k` is a title, or what stands before one."""
    token = tokens[k]
    if "-" in token.text and _tags(token)[-1].title() in words("roles", "ranks"):  # "Attorney-General"
        return True
    if token.text in words("roles", "honorifics", "ranks"):
        return True
    return (
        token.text in words("roles", "portfolios")
        and k + 1 < len(tokens)
        and tokens[k + 1].capital
        and is_title(tokens, k + 1)
    )


def _calling(tokens: list[Token], k: int) -> bool:
    """Whether token `k` says what the bearer of the given name after it does: "Skipper Peter Bartels"."""
    return tokens[k].capital and calls(tokens[k].low) and k + 1 < len(tokens) and is_given(tokens[k + 1])


def calls(noun: str) -> bool:
    """Whether a noun says what somebody does or is: "coordinator", "dietitian", "cyclist"."""
    return noun in words("roles", "persons") or (len(noun) > _SHORTEST_CALLING and noun.endswith(_CALLINGS))


def is_given(token: Token) -> bool:
    """Whether a word is a given name: "Jane", "Jean-Claude", "Hélène"."""
    first = token.text.partition("-")[0]
    given = words("given", "names", "census")
    return first in given or (not first.isascii() and plain(first) in given)


def _tags(token: Token) -> tuple[str, ...]:
    low = token.low.rstrip(".")
    return (low, low.rpartition("-")[2]) if "-" in low else (low,)


def adjectival(tokens: list[Token], i: int) -> bool:
    """Whether a capital at token `i` is an adjective before a noun, as in "the Velonian federation"."""
    if not tokens[i].low.endswith(_ADJECTIVES) or i + 1 >= len(tokens):
        return False
    after = tokens[i + 1]
    return after.text in words("roles", "ranks", "portfolios") or (
        after.word and not after.capital and (after.low in words("roles", "persons", "groups") or after.low in kinds())
    )


def lookup(tokens: list[Token], i: int, end: int) -> tuple[Known | None, int]:
    """The longest name of the tables that begins at token `i`, and how many tokens it has."""
    texts, tables = [t.text for t in tokens[i : min(end, i + 6)]], known()
    for width in range(len(texts), 0, -1):
        if entry := tables.get(" ".join(texts[:width])):
            return entry, width
    return None, 0
