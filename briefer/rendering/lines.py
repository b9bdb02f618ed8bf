"""A brief as numbered lines: the words in which every renderer says an item, so that no two outputs can disagree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

from briefer.domain.brief import (
    LISTS,
    Actor,
    AnyItem,
    Brief,
    Check,
    Commitment,
    ListName,
    Reaction,
    Risk,
)
from briefer.domain.likelihood import band
from briefer.domain.quote import Evidence, Quote
from briefer.rendering.untrusted import one_line

Shown: TypeAlias = "AnyItem[Quote] | AnyItem[Evidence]"
"""An item as it stands in a brief, proven or not."""

STANCES = {
    "acts": "action",
    "denies": "denial",
    "rejects": "rejection",
    "demands": "demand",
    "accuses": "accusation",
    "condemns": "condemnation",
    "concerned": "concern",
    "endorses": "endorsement",
    "neutral": "remark",
}
HEADINGS: dict[ListName, str] = {
    "actors": "Actors",
    "commitments": "Commitments",
    "risks": "Risks",
    "reactions": "Reactions",
}


VERDICTS = {"evidence-not-found": "not found in the article", "evidence-contradicting": "contradicts the article"}
"""The rules that make an item unproven, and what a reader is told of the quote."""
UNSAID = "its evidence is not in the article"
WARNING = "These were not proven from the article: each says why. Do not rely on them."


@dataclass(frozen=True)
class Line:
    """One item in words, all on one line each and safe to show.

    `number` counts through the whole brief; `labels` are the item's kind, status, domain or stance; `who` speaks, is bound
    or is the actor ("" for a risk) and `towards` whom; `facts` are the other fields, named; `verdicts` says of each
    evidence what is wrong with it, if anything is; `reasons` say why an unproven item is unproven.
    """

    number: int
    path: str
    list: ListName
    proven: bool
    labels: tuple[str, ...]
    who: str
    towards: str
    says: str
    facts: tuple[tuple[str, str], ...]
    evidence: tuple[Evidence, ...]
    verdicts: tuple[str, ...]
    reasons: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """The line as it is read aloud, without labels and facts."""
        towards = f", towards {self.towards}" if self.towards else ""
        return self.who + towards + (": " if self.who and self.says else "") + self.says


@dataclass(frozen=True)
class Section:
    """One of the four lists with its heading."""

    name: ListName
    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Sheet:
    """All lines of a brief: the proven ones by list, the unproven apart, and the findings of the checks beside their reasons."""

    sections: tuple[Section, ...]
    unproven: tuple[Line, ...]
    findings: tuple[tuple[Check, Line | None], ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every line in the order of its number."""
        return (*(line for section in self.sections for line in section.lines), *self.unproven)


def sheet(brief: Brief) -> Sheet:
    """The lines of `brief`, numbered through."""
    paths: list[tuple[str, Shown, bool]] = [(path, item, True) for path, item in brief.proven.items()]
    paths += [(f"unproven.{path}", item, False) for path, item in brief.unproven.items()]
    lines = [_line(n, path, item, proven, brief.checks) for n, (path, item, proven) in enumerate(paths, 1)]
    proven = [line for line in lines if line.proven]
    return Sheet(
        sections=tuple(
            Section(name, HEADINGS[name], tuple(line for line in proven if line.list == name)) for name in LISTS
        ),
        unproven=tuple(line for line in lines if not line.proven),
        findings=tuple(_findings(brief.checks, lines)),
    )


def where(check: Check, line: Line | None) -> str:
    """What a check is about, in words."""
    if line:
        return f"line {line.number}"
    return check.path.replace("_", " ") if check.path == "bottom_line" else ""


def joined(names: Sequence[str]) -> str:
    """`A`, `A and B`, `A, B and C`."""
    shown = [one_line(name) for name in names]
    return " and ".join(part for part in (", ".join(shown[:-1]), *shown[-1:]) if part)


def capital(text: str) -> str:
    """`text` with a capital first letter, unless its first word has one of its own further on (iPhone)."""
    first = text.partition(" ")[0]
    return text[:1].upper() + text[1:] if first.islower() else text


def likelihood(words: str) -> str:
    """The article's words for how likely something is, with their ICD 203 band where they have one."""
    found = band(words)
    shown = f"“{one_line(words)}”"
    return f"{shown} ({found.low}–{found.high}%, ICD 203)" if found else shown


class Words(NamedTuple):
    """One item in words: who, towards whom, what, and the other fields, named (some of them empty)."""

    labels: tuple[str, ...]
    says: str
    facts: tuple[tuple[str, str], ...]
    who: tuple[str, ...] = ()
    towards: tuple[str, ...] = ()


def _line(number: int, path: str, item: Shown, proven: bool, checks: Iterable[Check]) -> Line:
    words = in_words(item)
    rejected = [check for check in checks if not proven and check.rule in VERDICTS and _concerns(check, path)]
    return Line(
        number=number,
        path=path,
        list=next(name for name in LISTS if name in path),
        proven=proven,
        labels=tuple(label.replace("_", " ") for label in words.labels),
        who=joined(words.who),
        towards=joined(words.towards),
        says=one_line(words.says),
        facts=tuple((name, value) for name, value in words.facts if value),
        evidence=item.evidence,
        verdicts=tuple(_verdict(e, f"{path}.evidence[{n}]", rejected) for n, e in enumerate(item.evidence)),
        reasons=() if proven else tuple(dict.fromkeys(one_line(check.message) for check in rejected)) or (UNSAID,),
    )


def in_words(item: AnyItem[Any]) -> Words:
    """`item` in the words of every renderer, whatever its evidence is."""
    match item:
        case Actor():
            facts = (("Affiliation", one_line(item.affiliation or "")), ("Also called", joined(item.aliases)))
            return Words((item.kind,), item.role or "", facts, who=(item.name,))
        case Commitment():
            facts = (("Condition", one_line(item.condition or "")), ("Deadline", one_line(item.deadline or "")))
            return Words((item.kind, item.status), item.action, facts, who=item.by, towards=item.to)
        case Risk():
            raised = joined(item.assessed_by) or "the article itself"
            likely = likelihood(item.likelihood) if item.likelihood else ""
            driver, affected = one_line(item.driver or ""), joined(item.affected)
            named = (("Driver", driver), ("Affected", affected), ("Likelihood", likely), ("Raised by", raised))
            return Words((item.domain,), capital(one_line(item.event)), named)
        case Reaction():
            target = one_line(item.target or "")
            return Words((STANCES[item.stance],), item.statement, (("In answer to", target),), who=item.by)


def _verdict(evidence: Evidence, path: str, rejected: Iterable[Check]) -> str:
    if isinstance(evidence, Quote):
        return ""
    return next((VERDICTS[check.rule] for check in rejected if check.path == path), VERDICTS["evidence-not-found"])


def _concerns(check: Check, path: str) -> bool:
    return check.path == path or check.path.startswith((f"{path}.", f"{path}["))


def _findings(checks: Iterable[Check], lines: Sequence[Line]) -> Iterator[tuple[Check, Line | None]]:
    for check in checks:
        line = next((line for line in lines if _concerns(check, line.path)), None)
        if line is None or line.proven or check.rule not in VERDICTS:
            yield check, line
