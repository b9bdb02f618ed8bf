"""What befell those who are counted (killed, evacuated, laid off, burnt), by the words around the number, as in `counted.toml`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from briefer.daily.stories.words import stem

_CUT = re.compile(r"[,;:.!?()“”\"]|\b(?:and|but|while|after|before|when|as|which|who)\b")
_ASIDE = re.compile(
    r",\s*(?:including|among them|most(?:ly| of them)|some of them|many of them|all(?: of them)?)\b[^,.;]*,"
)


@dataclass(frozen=True, slots=True)
class _Harm:
    """One kind of event: its words, the nouns that it counts (none: all) unless a word names it, and those that name nobody."""

    words: re.Pattern[str]
    of: frozenset[str]
    named: re.Pattern[str] | None
    anyone: frozenset[str]
    in_sentence: bool

    def at(self, text: str, noun: str) -> list[int]:
        """Where in a text its words stand, if it counts what is counted there."""
        words = self.words if not self.of or noun in self.of else self.named
        return [match.start() for match in words.finditer(text)] if words else []


def harm(before: str, after: str, noun: str, sentence: str) -> str:
    """What befell what is counted: by the words after the number, else by the last ones before it, else of the sentence."""
    following = _CUT.split(_ASIDE.sub(" ", after), maxsplit=1)[0]
    heard = _CUT.split(before)[-1]
    first = {
        name: places[0]
        for name, kind in _harms().items()
        if not kind.in_sentence and (places := kind.at(following, noun))
    }
    if first:
        return min(first, key=lambda name: first[name])
    last = {
        name: places[-1] for name, kind in _harms().items() if not kind.in_sentence and (places := kind.at(heard, noun))
    }
    if last:
        return max(last, key=lambda name: last[name])
    lower = sentence.lower()
    return next((name for name, kind in _harms().items() if kind.in_sentence and kind.at(lower, noun)), "")


def group(harmed: str, counted: str) -> str:
    """Whom in particular an event befell: the stem of what is counted, or "" where that is nobody in particular."""
    return "" if counted in _harms()[harmed].anyone else counted


@cache
def _harms() -> dict[str, _Harm]:
    table = tomllib.loads(files(__package__).joinpath("counted.toml").read_text(encoding="utf-8"))
    people = _stems(table.pop("people"))
    return {
        name: _Harm(
            words=_pattern(kind["words"]),
            of=frozenset(kind.get("of", "").split()),
            named=_pattern(kind["named"]) if "named" in kind else None,
            anyone=people | _stems(kind["anyone"]) | {""},
            in_sentence=kind.get("in_sentence", False),
        )
        for name, kind in table.items()
    }


def _pattern(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words)})\b")


def _stems(nouns: str) -> frozenset[str]:
    return frozenset(map(stem, nouns.split()))
