"""Where articles of one story that do not copy each other differ on a figure, with what each of them says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import combinations

from briefer.daily.articles import instant
from briefer.daily.parts import make_up
from briefer.daily.stories.figures import Mention, mentions
from briefer.daily.stories.harm import group as befallen
from briefer.daily.stories.prior import likely
from briefer.daily.stories.words import stem
from briefer.domain.article import Article
from briefer.domain.edition import Cited, Disagreement, Figure

_HOURS, _SAME_DAY_HOURS = 48.0, 24.0
_FURTHEST = 10
"""Two values of which one is more than so many times the other measure different things."""
_LIKELY = 0.2
"""A word that more than this share of pages has does not tell what is measured."""
_ABOUT = Decimal("0.1")
LATER = "a later page may have newer figures"


@dataclass(frozen=True)
class Told:
    """One article of a story as `disagreements` takes it: `at` is the time that it is of, ISO 8601."""

    id: str
    article: Article
    at: str


def disagreements(story: str, told: Iterable[Told]) -> tuple[Disagreement, ...]:
    """The figures on which articles differ, each with the quotes.

    `told` are the articles of the story `story` without its copies; the order does not matter. Two figures are compared where
    they count the same (what befell the same people or things, as `counted.toml` has it, or the same noun) or measure the same (the
    same unit, a measured thing and at least one more name or telling word in common). They differ where no rounding, "about",
    "more than" or "up to" reconciles them and neither article has the other's figure as well. Articles of one outlet are not
    compared, for the later brings the other up to date; nor are those more than two days apart, where the later one knows
    more. `about` says so where they are more than one day apart.
    """
    pages = sorted(told, key=lambda page: (instant(page.at), page.id))
    found = [list(mentions(number, page.article)) for number, page in enumerate(pages)]
    conflicts: list[tuple[Mention, Mention]] = []
    for a, b in combinations(range(len(pages)), 2):
        if _hours(pages[a], pages[b]) <= _HOURS and not _one_outlet(pages[a], pages[b]):
            conflicts += _conflicts(found[a], found[b])
    every = [mention for page in found for mention in page if not mention.added]
    return tuple(_disagreement(story, pages, group, every) for group in _joined(conflicts))


def agree(a: Mention, b: Mention) -> bool:
    """Whether two figures can both be true of one thing: equal but for rounding, or as far as "about", "more than", "up to" allow."""
    for one, other in ((a, b), (b, a)):
        if one.bound == "most" and other.value <= one.value:
            return True
        if one.bound == "over" and other.value >= one.value:
            return True
        if one.bound == "least" and other.value >= one.value and (other.bound != "least" or one.place > 1):
            return True
    difference, larger = abs(a.value - b.value), max(abs(a.value), abs(b.value))
    if "about" in {a.bound, b.bound} and difference <= larger * _ABOUT:
        return True
    place = max(a.place, b.place)
    rounded = a.place != b.place and (
        place != 1 or bool(a.unit)
    )  # 40 dead beside 43 is another count, 400 beside 412 is none
    return difference == 0 or (rounded and difference * 2 <= Decimal(10) ** place)


def _conflicts(ours: Sequence[Mention], theirs: Sequence[Mention]) -> list[tuple[Mention, Mention]]:
    found = []
    for key in {key for one in ours if (key := _key(one))} & {key for one in theirs if (key := _key(one))}:
        all_a, all_b = ([one for one in side if _key(one) == key] for side in (ours, theirs))
        a, b = ([one for one in side if not one.added] for side in (all_a, all_b))
        agreed = any(agree(one, other) for one in a for other in b) or _totals(all_a, b) or _totals(all_b, a)
        if a and b and not agreed:
            found.append((max(a, key=_size), max(b, key=_size)))
    return sorted(
        [*found, *_measured(ours, theirs)], key=lambda pair: (pair[0].sentence, pair[1].sentence, pair[0].value)
    )


def _key(mention: Mention) -> tuple[str, str] | None:
    """What befell whom; None for a figure that says of nobody that they came to harm."""
    return (mention.harm, befallen(mention.harm, mention.counted)) if mention.harm else None


def _size(mention: Mention) -> tuple[Decimal, int]:
    return mention.value, -mention.sentence[0]


def _measured(ours: Sequence[Mention], theirs: Sequence[Mention]) -> list[tuple[Mention, Mention]]:
    """The pairs of figures that measure the same, each the other's best match, which neither article has of the other."""
    a = [one for one in ours if not (one.harm or one.added) and not _known(one, ours, theirs)]
    b = [one for one in theirs if not (one.harm or one.added) and not _known(one, theirs, ours)]
    best = {one: max(b, key=lambda other: (_common(one, other), -other.sentence[0])) for one in a} if b else {}
    back = {one: max(a, key=lambda other: (_common(other, one), -other.sentence[0])) for one in b} if a else {}
    return [(one, other) for one, other in best.items() if _common(one, other) and back[other] is one]


def _known(one: Mention, ours: Sequence[Mention], theirs: Sequence[Mention]) -> bool:
    """Whether the other article has the figure as well, or the total of which it is a part, or the parts of which it is the total."""
    mine, others = ([m for m in side if m.unit == one.unit and m.counted == one.counted] for side in (ours, theirs))
    return (
        any(agree(one, other) for other in others)
        or make_up((other.value for other in others), one.value)
        or any(make_up((each.value for each in mine), other.value, one.value) for other in others)
    )


def _totals(ours: Sequence[Mention], theirs: Sequence[Mention]) -> bool:
    """Whether one article counts in parts what the other counts together."""
    return any(make_up((one.value for one in ours), other.value) for other in theirs)


def _common(a: Mention, b: Mention) -> int:
    """How many things speak for two figures measuring the same; 0 where they do not suffice."""
    if a.unit != b.unit or a.counted != b.counted or max(a.value, b.value) > _FURTHEST * min(a.value, b.value):
        return 0
    called = a.called & b.called
    spelt = {stem(part.lower()) for name in (*a.called, *b.called) for part in name.split()}
    words = {word for word in a.near & b.near if likely(word) <= _LIKELY} - {a.counted} - spelt
    subject = 2 * (a.subject == b.subject != "")
    least_words, least = (2, 3) if a.unit == "%" else (1, 2)
    enough = len(words) >= least_words and len(words) + len(called) >= least
    return len(words) + len(called) + subject if enough else 0


def _joined(conflicts: Iterable[tuple[Mention, Mention]]) -> list[list[Mention]]:
    """Conflicts about one thing together: those that share a figure, or tell of the same harm."""
    groups: list[list[Mention]] = []
    for pair in conflicts:
        touching = [
            group
            for group in groups
            if any(one in group or (_key(one) and _key(one) == _key(group[0])) for one in pair)
        ]
        merged = list(dict.fromkeys([*(one for group in touching for one in group), *pair]))
        groups = [group for group in groups if group not in touching] + [merged]
    return groups


def _disagreement(
    story: str, pages: Sequence[Told], group: Sequence[Mention], every: Sequence[Mention]
) -> Disagreement:
    alike: list[list[Mention]] = []
    for one in sorted(group, key=lambda one: (one.value, one.article)):
        home = next((same for same in alike if one.value == same[0].value), None)
        if home is None:
            alike.append([one])
        else:
            home.append(one)
    said = {one.article for one in group}
    for same in alike:  # who else says so of the same
        for other in every:
            if other.article not in said and other.value == same[0].value and _same_thing(other, same[0]):
                same.append(other)
                said.add(other.article)
    times = sorted(instant(pages[one.article].at) for one in group)
    later = _between(times[0], times[-1]) > _SAME_DAY_HOURS
    return Disagreement(
        story=story,
        about=_about(group) + (f" ({LATER})" if later else ""),
        figures=tuple(_figure(pages, same) for same in alike),
    )


def _same_thing(a: Mention, b: Mention) -> bool:
    return _key(a) == _key(b) if a.harm or b.harm else _common(a, b) > 0


def _about(group: Sequence[Mention]) -> str:
    """What the figures are about: the harm, what is counted, or the words that they have around them in common."""
    first = group[0]
    if first.harm:
        return f"{first.harm}: {first.noun}" if befallen(first.harm, first.counted) else first.harm
    telling = frozenset.intersection(*(one.around for one in group))
    called = sorted(frozenset.intersection(*(one.called for one in group)))
    spelt = {part.lower() for one in group for name in one.called for part in name.split()}
    words = sorted(
        (word for word in telling - spelt if likely(stem(word)) <= _LIKELY and word != first.noun),
        key=lambda word: (likely(stem(word)), word),
    )
    return ", ".join(filter(None, (first.noun, *words[:3], *called[:2]))) or first.unit


def _figure(pages: Sequence[Told], same: Sequence[Mention]) -> Figure:
    ordered = sorted({one.article: one for one in reversed(same)}.values(), key=lambda one: one.article)
    return Figure(
        value=ordered[0].written,
        articles=tuple(pages[one.article].id for one in ordered),
        evidence=tuple(_cited(pages[one.article], one) for one in ordered),
    )


def _cited(page: Told, mention: Mention) -> Cited:
    start, end = mention.sentence
    return Cited(article=page.id, text=page.article.text[start:end], spans=(mention.sentence,), fit="exact")


def _one_outlet(a: Told, b: Told) -> bool:
    return a.article.outlet is not None and a.article.outlet == b.article.outlet


def _hours(a: Told, b: Told) -> float:
    return _between(instant(a.at), instant(b.at))


def _between(a: str, b: str) -> float:
    return abs((datetime.fromisoformat(a) - datetime.fromisoformat(b)).total_seconds()) / 3600
