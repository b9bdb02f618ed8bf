"""The figures of an article: each with its value, its unit, what it counts or measures, and the sentence that it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Literal

from briefer.daily.stories.names import names
from briefer.daily.stories.words import plain, stem, words
from briefer.domain.article import Article
from briefer.domain.quote import Span
from briefer.reading.amounts import Number, numbers
from briefer.scoring.constants import lexicon

Bound = Literal["", "about", "least", "most"]
_NEAR_WORDS = 9
_BEFORE, _AFTER = 70, 70
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b|\b(?:first|second|third|\w+th)\Z", re.IGNORECASE)
_BOUNDS: tuple[tuple[Bound, re.Pattern[str]], ...] = (
    ("most", re.compile(r"\bnot (?:to )?exceed\w*\W+$", re.IGNORECASE)),
    (
        "least",
        re.compile(
            r"\b(?:more than|over|at least|upwards of|no (?:fewer|less) than|not less than|above|exceed\w*)\W+$",
            re.IGNORECASE,
        ),
    ),
    (
        "most",
        re.compile(
            r"\b(?:up to|at most|as (?:many|much) as|less than|fewer than|under|below|no more than|a maximum of)\W+$",
            re.IGNORECASE,
        ),
    ),
    (
        "about",
        re.compile(
            r"\b(?:about|around|some|nearly|almost|roughly|approximately|an estimated|close to|just (?:over|under))\W+$",
            re.IGNORECASE,
        ),
    ),
)
_HARM = {
    "dead": r"killed|kill|kills|killing|dead|died|die|dying|deaths?|fatalit\w+|lives|bodies|drowned|perished|death toll",
    "injured": r"injur\w+|wounded|wounding|hurt|hospitali[sz]ed",
    "missing": r"missing|unaccounted",
    "displaced": r"displac\w+|evacuat\w+|homeless",
    "detained": r"arrest\w*|detain\w*|detention",
}
_HARMS = {name: re.compile(rf"\b(?:{pattern})\b") for name, pattern in _HARM.items()}
ANYONE = frozenset({"", *map(stem, "people persons lives bodies others deaths fatalities victims casualties".split())})
_PART = re.compile(
    r"\b(?:including|among (?:them|the)|of (?:whom|them)|another|a further|an additional)\W+(?:\w+\W+){0,2}$"
)
_MORE = re.compile(r"\W+(?:more|further|additional|other)\b")
_CUT = re.compile(r"[,;:.!?()“”\"]|\b(?:and|but|while|after|before|when|as|which|who)\b")
_PLURALS = frozenset("people men women children police staff crew personnel".split())
_NO_COUNT = frozenset("years months weeks days hours minutes seconds times times- pages o'clock".split())
_SKIP_AFTER = re.compile(
    r"(?:[-–](?:year|day|hour|minute|month|week|storey|member|point|strong)|[-–/:]\d|\s*(?:a\.?m|p\.?m)\b|(?:[-–]| to | or )[$€£]?\d"
    r"|[- ](?:thirds?|quarters?|fifths?|tenths?)\b|(?: to | or )(?:two|three|four|five|six|seven|eight|nine|ten)\b)",
    re.IGNORECASE,
)
_SMALL = r"(?:\d|one|two|three|four|five|six|seven|eight|nine)"
_SKIP_BEFORE = re.compile(
    rf"(?:\d[-–/:.]|{_SMALL}(?: [mb]illion)? (?:to|or) [$€£]?|\bbetween [$€£]?(?:\S+(?: [mb]illion)? and [$€£]?)?"
    r"|\b(?:no|article|section|clause|chapter|units?|phase|page|flight|route|number)\.?\s)$",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    r"\b(?:last (?:year|month|decade)|years ago|(?:a|in the) previous|decades? ago|in the past|a year earlier)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_STOP = frozenset(lexicon()["stop"].split())


@dataclass(frozen=True, slots=True)
class Mention:
    """One figure.

    `place` is the power of ten that it is exact to, `noun` what is counted and `counted` its stem, `harm` what befell those who
    are counted; `around` are the words around it and `near` their stems, `called` the names in its sentence and `subject` the
    last one before it; `written` is the figure as the article has it.
    """

    article: int
    sentence: Span
    value: Decimal
    place: int
    unit: str
    bound: Bound
    noun: str
    counted: str
    harm: str
    around: frozenset[str]
    near: frozenset[str]
    subject: str
    called: frozenset[str]
    written: str


def mentions(number: int, article: Article) -> Iterator[Mention]:
    """The figures of an article that count or measure something: no dates, ordinals, ranges, ages, scores or parts of a whole.

    What is told of earlier years is left out as well: the past does not contradict the present.
    """
    year = int(article.published[:4]) if article.published else None
    for start, end in article.sentences:
        sentence = article.text[start:end]
        if not _present(sentence, year):
            continue
        called = [" ".join(name) for name in names(sentence)]
        for found in _apart(numbers(sentence)):
            if made := _mention(number, (start, end), sentence, found, called):
                yield made


def _present(sentence: str, year: int | None) -> bool:
    return not _EARLIER.search(sentence) and not (year and any(int(y) < year for y in _YEAR.findall(sentence)))


def _apart(found: Iterator[Number]) -> list[tuple[int, Number, int]]:
    """Each number with where the one before it ended and where the next begins."""
    every = list(found)
    ends = [0, *(number.end for number in every)]
    starts = [*(number.start for number in every[1:]), -1]
    return list(zip(ends, every, starts, strict=False))


def _mention(
    article: int, span: Span, sentence: str, found: tuple[int, Number, int], called: Sequence[str]
) -> Mention | None:
    last, number, following = found
    raw = sentence[number.start : number.end]
    before = sentence[max(last, number.start - _BEFORE) : number.start].lower()
    after = sentence[number.end : following if following >= 0 else len(sentence)][:_AFTER].lower()
    unit, unit_end = _unit(number, sentence)
    if _is_none(raw, sentence, number, unit) or _PART.search(before):
        return None
    try:
        value = Decimal(number.value)
    except InvalidOperation:  # hundreds, dozens
        return None
    counted, noun_end = ("", 0) if unit else _counted(sentence[number.end :])
    harm = "" if unit else _harm(before, after)
    if not (unit or counted or harm) or counted in _NO_COUNT or _MORE.match(after):
        return None
    around = _around(sentence, number)
    earlier = [name for name in called if 0 <= sentence.find(name) < number.start]
    return Mention(
        article,
        span,
        value,
        _place(raw, number.value),
        unit,
        next((bound for bound, pattern in _BOUNDS if pattern.search(before.removesuffix(number_sign(number)))), ""),
        counted,
        stem(counted),
        harm,
        around,
        frozenset(map(stem, around)),
        max(earlier, key=sentence.find, default=""),
        frozenset(called),
        sentence[_sign_start(sentence, number) : max(unit_end, number.end + noun_end)],
    )


def number_sign(number: Number) -> str:
    """The currency sign that stands before a number, as it is in the text."""
    return number.unit if number.unit not in {"", "%"} else ""


def _sign_start(sentence: str, number: Number) -> int:
    return (
        number.start - 1
        if number_sign(number) and sentence[number.start - 1 : number.start] == number.unit
        else number.start
    )


def _is_none(raw: str, sentence: str, number: Number, unit: str) -> bool:
    """Whether a number neither counts nor measures: a date, an ordinal, a year, part of a range, a score, an age."""
    before, after = sentence[: number.start], sentence[number.end :]
    if _ORDINAL.search(raw) or _SKIP_AFTER.match(after) or _SKIP_BEFORE.search(before):
        return True
    if raw.lower() in {"one", "dozen", "half", "quarter"}:
        return True
    month = "|".join(map(re.escape, _months()))
    if not unit and (
        re.search(rf"\b(?:{month})\.?\s$", before, re.IGNORECASE) or re.match(rf"\s(?:{month})\b", after, re.IGNORECASE)
    ):
        return True
    return not unit and bool(_YEAR.fullmatch(raw))


def _unit(number: Number, sentence: str) -> tuple[str, int]:
    """The unit of a number and where its words end: a sign before it, a currency or per cent after it."""
    rest = sentence[number.end :]
    if number.unit == "%":
        percent = re.match(r"\s?(?:%|per ?cent)", rest, re.IGNORECASE)
        return "%", number.end + (percent.end() if percent else 0)
    if number.unit:
        return _currencies().get(number.unit, number.unit), number.end
    if match := re.match(r"[\s-](?:percentage points?|(?P<word>[^\W\d_]+))", rest):
        word = plain(match["word"] or "")
        if not word:
            return "points", number.end + match.end()
        if word in _currencies():
            return _currencies()[word], number.end + match.end()
    return "", number.end


def _counted(rest: str) -> tuple[str, int]:
    """The noun that a number counts, and where it ends: the first plural within three words, in the same breath."""
    at = 0
    for _ in range(3):
        match = re.compile(r"[ \u00a0-]([^\W\d_]+)").match(rest, at)
        if not match or match[1][0].isupper():
            return "", 0
        word, at = match[1].lower(), match.end()
        if word in _STOP:
            return "", 0
        if word in _PLURALS or (word.endswith("s") and not word.endswith(("ss", "us", "is"))):
            return word, at
    return "", 0


def _harm(before: str, after: str) -> str:
    """What befell those who are counted: by the words after the number, else by the last ones before it."""
    following = _CUT.split(after, maxsplit=1)[0]
    found = {name: match.start() for name, pattern in _HARMS.items() if (match := pattern.search(following))}
    if found:
        return min(found, key=lambda name: found[name])
    heard = _CUT.split(before)[-1]
    last = {name: [m.start() for m in pattern.finditer(heard)] for name, pattern in _HARMS.items()}
    told = {name: starts[-1] for name, starts in last.items() if starts}
    return max(told, key=lambda name: told[name]) if told else ""


def _around(sentence: str, number: Number) -> frozenset[str]:
    before = words(sentence[: number.start])[-_NEAR_WORDS:]
    after = words(sentence[number.end :])[:_NEAR_WORDS]
    return frozenset(
        word
        for word in (*before, *after)
        if word not in _STOP and word not in _currencies() and not word[0].isdigit() and len(word) > 2
    )


def _place(raw: str, value: str) -> int:
    """The power of ten to which a number is exact as it is written: $1.2 billion to 8, 412 to 0, 2,000 to 3."""
    digits = re.sub(r"[^\d]", "", raw)
    _, _, exponent = value.partition("e")
    if "." in raw and exponent:
        trailing = len(digits) - len(digits.rstrip("0"))
        return int(exponent) - trailing
    return int(exponent or 0)


@cache
def _currencies() -> dict[str, str]:
    return dict(pair.split("=") for pair in lexicon()["numbers"]["currencies"].split())


@cache
def _months() -> tuple[str, ...]:
    return tuple(pair.split("=")[0] for pair in lexicon()["numbers"]["calendar"].split())
