"""The terms of a commitment: its condition and its deadline, in the article's words."""

from __future__ import annotations

import re
from functools import cache

from briefer.rules.trimming import tidy

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DATE = rf"(?:\d{{1,2}} {_MONTH}(?: \d{{4}})?|{_MONTH} \d{{1,2}}(?:, \d{{4}}|\b)|{_MONTH} \d{{4}}|{_MONTH})"
_DAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)(?: morning| afternoon| evening| night)?"
_SEASON = r"(?:summer|autumn|winter|spring|session|recess|decade|century)"
_PERIOD = rf"(?:days?|weeks?|months?|years?|hours?|quarter|fortnight|term|{_SEASON})"
_COUNT = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen|thirty|sixty|ninety)"
_PART = r"(?:(?:end|close|middle|start|beginning|(?:first|second) half|(?:first|second|third|fourth) quarter) of )"
_EVENT = r"(?: session| meeting| recess| summit| election)?"
_POINT = (
    r"(?:(?:at least |at the latest |around |mid-|late |early |next )?(?:the )?"
    rf"(?:{_PART}(?:the |this |next )?)?(?:{_DATE}{_EVENT}|{_DAY}|\d{{4}}|(?:this|next|the (?:current|coming|following)) "
    rf"(?:[a-z]+ )?{_PERIOD}|(?:the )?(?:(?!this\b|next\b|last\b)[a-z]+ ){{0,2}}(?:year|month|week|{_SEASON})\b))"
)
_CONDITION = re.compile(
    r"\b(?:(?:but )?only if|only once|[Ii]f|[Uu]nless|[Pp]rovided(?: that)?|on (?:the )?condition that|in the event of|in case of"
    r"|(?:as|so) long as|[Oo]nce|(?<=that )should|(?<=, )should|should(?= (?:they|it|he|she|we)\b)|Should(?= [\w’'-]+ ))\s"
)
_CONDITION_END = re.compile(
    r" and (?:\w+ ){1,3}(?:says|said|added|warned)\b|[;:]|(?<![A-Z])\.(?=\s|$)|,(?=\s)|\s(?=—|–)|”"
)


_YEAR = re.compile(r"in \d{4}\b")
_RELATIVE = re.compile(r"\b(?:(?:that|which|who) [^,;]*|\w+ed |made |built )$")
"""What the year tells of when it stands in a relative clause: "an office that the North blew up in 2020"."""


_SINCE = re.compile(rf"in {_COUNT} ")
_SUPERLATIVE = re.compile(r"\b(?:\w+est|first|most|only)\b[^,;]*$")
"""After one of these "in six years" looks back: "the largest in six years"."""


_PAST_DAY = re.compile(r"(?:on|in) ")
_DONE = re.compile(
    r"(?<!\bbe )(?<!\bget )\b(?:(?!need|proceed|succeed|exceed)\w+ed|struck|made|held|built|met|began|said|won|taken|given|sent|sold) $"
)
"""Right before a day, what was done on it: "a deal struck on Monday", but not "will be signed on Monday"."""


@cache  # compiled at the first commitment: not every command needs it
def _deadlines() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:(?:by|before|until|till|no later than|not later than|through|from|starting|in) {_POINT}"
        rf"(?: next year| this year)?"
        rf"|within (?:the )?(?:next )?{_COUNT} {_PERIOD}|(?:over|in) (?:the )?(?:next |coming |first )?{_COUNT} {_PERIOD}"
        rf"|on {_DAY}|on {_DATE}|(?:this|next) (?:{_PERIOD}|{_DAY})|tomorrow|between \d{{4}} and \d{{4}})(?![’']s\b)"
    )


def deadline(text: str) -> str:
    """When it is due: the first date, day or period of a stretch that a preposition of time leads in.

    >>> deadline("would open at the camp by March 20")
    'by March 20'
    >>> deadline("will not raise tolls")
    ''
    """
    match = _deadlines().search(text)
    if match is None:
        return ""
    before = text[: match.start()]
    if (_YEAR.match(match[0]) and _RELATIVE.search(before)) or (_SINCE.match(match[0]) and _SUPERLATIVE.search(before)):
        return ""
    return "" if _PAST_DAY.match(match[0]) and _DONE.search(before) else match[0].strip()


def condition(text: str) -> str:
    """The clause that something depends on.

    >>> condition("it would respond if ships came too near, he said")
    'if ships came too near'
    >>> condition("it asked if the ships had left")
    ''
    """
    for match in _CONDITION.finditer(text):
        before = text[: match.start()].rstrip().lower()
        if before.endswith(
            ("asked", "ask", "see", "know", "even", "wonder", "as", "whether", "at", "for", "not", "more than", "all")
        ) and match[0].strip().lower() in {"if", "once"}:
            continue
        rest = text[match.start() :]
        end = _CONDITION_END.search(rest, len(match[0]))
        while end is not None and end[0] == "”" and rest.count("“", 0, end.start()) == rest.count("”", 0, end.end()):
            end = _CONDITION_END.search(rest, end.end())  # it closes what was opened in the clause
        clause = tidy(rest[: end.start()], whole=end[0] != "—") if end else tidy(rest)
        if len(clause.split()) >= 3:  # "if so", "if any": no condition
            return " ".join(clause.split()[:24]) if len(clause.split()) > 24 else clause  # the guide's 25 words
    return ""
