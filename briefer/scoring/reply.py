"""What in a text is said beside its claim: the word of reply before it ("denies it, saying"), the clause hung on after it."""

from __future__ import annotations

import re
from typing import NamedTuple

from briefer.scoring.constants import lexicon
from briefer.scoring.words import fold

_TABLE = lexicon()["reply"]


ANSWERS = frozenset(f"{_TABLE['no']} {_TABLE['yes']} {_TABLE['untrue']} yes".split())
"""Words without which, and without a denial, no text begins with an answer."""


def _any(name: str) -> str:
    return "|".join(_TABLE[name].split())


_OBJECT = rf"(?:it|this|that|them|so|(?:the|any|all|such) (?:{_any('charges')}))(?: (?:outright|flatly|again|as \w+))?"
_SAID = "saying|adding|insisting|arguing|explaining|and (?:says|said|adds|insists)"
_SAYING = rf"(?:[,;]? (?:{_SAID})(?: that)?|[:;] ?|, (?!(?:{'|'.join(_TABLE['connectives'])}|and|or) ))"
_TURNED = r"(?:(?:did|does|do|has|have|would) )?(?:not|never)(?: \w+)? |(?:refus|declin)\w+ to "
_VERB = rf"(?P<not>{_TURNED})?(?:(?P<no>{_any('no')})|(?P<yes>{_any('yes')}))"
_FALSE = rf"(?:{_any('untrue')}|an? (?:lie|fabrication)|not true)"
_ANSWER = re.compile(
    rf"(?:(?:it|he|she|they|the \w+) )?(?:(?:has|have|also|again|flatly|firmly|strongly) )*"
    rf"(?:{_VERB}(?: {_OBJECT}{_SAYING}|: ?)"
    rf"|call(?:s|ed|ing) {_OBJECT} (?P<called>{_FALSE}){_SAYING}"
    rf"|(?:(?:says|said)(?: that)? )?{_OBJECT} (?:is|was) (?P<twice>not )?(?P<false>{_FALSE})(?:{_SAYING}| and (?:that )?)"
    rf'|(?:(?:says|said|answers|answered|replies|replied):? )?"?(?P<word>not so|no|yes)[,.]?"?(?:{_SAYING}|(?<=[,."]) )'
    r")\s*(?=\w|[\"'(])"
)
_HUNG_ON = re.compile(rf"[,;] (?:{'|'.join(_TABLE['connectives'])}) (?=[^,;]*$)")


class Parts(NamedTuple):
    """A text taken apart: whether it begins by saying yes or no to what was said, its claim, and the clause hung on to it."""

    answer: str
    claim: str
    hung_on: str


def parts(text: str) -> Parts:
    """The parts of `text`, folded: `("no", "every ship was checked", "")` for "denies it, saying every ship was checked"."""
    text = fold(text)
    found = _ANSWER.match(text)
    answer, claim = ("", text) if found is None else (_sense(found), text[found.end() :])
    after = _HUNG_ON.search(claim)
    return Parts(answer, claim, "") if after is None else Parts(answer, claim[: after.start()], claim[after.end() :])


def _sense(found: re.Match[str]) -> str:
    denies = bool(found["no"] or found["called"] or found["false"]) or (found["word"] or "yes") != "yes"
    return "no" if denies != bool(found["not"] or found["twice"]) else "yes"
