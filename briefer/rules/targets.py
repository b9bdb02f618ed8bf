"""What a reaction answers, without what says when, where and how it is answered."""

from __future__ import annotations

import re
from functools import cache

from briefer.rules.lexicon import words

_SPAN = r"(?:week|month|year|night)"
_MEETING = r"(?:meeting|session|summit|rally|hearing|briefing|news conference|press conference)"


@cache
def _tail() -> re.Pattern[str]:
    days = "|".join(sorted(words("words", "weekdays")))
    return re.compile(
        r"\s+(?:"
        r"[\"“]?in the strongest(?: possible)? terms[\"”]?"
        rf"|(?:on |late |early |last )*(?:{days})(?: (?:morning|afternoon|evening|night))?"
        rf"|(?:last|earlier this|this|earlier) {_SPAN}|this (?:morning|afternoon|evening)|yesterday|today|tonight|earlier"
        r"|within (?:the|an|a) (?:hour|day|week)|after [^,]+"
        rf"|at (?:a|an|the) {_MEETING}\b.*"
        r")$"
    )


_AS = re.compile(r"(?<!such) as (?:[\"“]|an? |too |being ).*$")
"""What a thing is called: "the challenge as a sideshow"."""
_SUM = re.compile(r"^((?:[A-Z][\w’'&-]*\s)+)[€$£]?\d.*$")
"""Whom a sum is asked or taken of: "Coastlink Ferries 2.5 million euros over the wreck"."""
_PREPOSITION = re.compile(r"^(?:as|since|for|after|before|within|until|during|in|at|with|without|outside)\b")


def answered_thing(text: str) -> str:
    """`text` without the day, the place and the manner of the answer; nothing where nothing else is left.

    >>> answered_thing("Tavrion’s licence on Friday")
    'Tavrion’s licence'
    >>> answered_thing("the challenge as a sideshow")
    'the challenge'
    >>> answered_thing("as “fiction”")
    ''
    >>> answered_thing("Norway to name the firm as a sponsor")
    'Norway to name the firm as a sponsor'
    """
    before = ""
    while text != before:
        before = text
        text = _tail().sub("", text).strip(" ,")
    if " to " not in text:
        text = _AS.sub("", text)
    text = _SUM.sub(r"\1", text).strip()
    return "" if _PREPOSITION.match(text) else text
