"""How a score came to be: which item was paired with which, field by field, and why credit was refused."""

from __future__ import annotations

from collections.abc import Iterator

from briefer.domain.brief import LISTS, Actor, AnyItem, Commitment, ListName, Reaction, Risk
from briefer.domain.detail import Detail
from briefer.domain.quote import Evidence, Quote
from briefer.domain.scorecard import ArticleScore, Pairing
from briefer.rendering.scorecard_text import figure
from briefer.rendering.untrusted import one_line

SHOWN = 96


def pairings_text(detail: Detail) -> str:
    """One article of one system: the score of each list, then its pairs, what was missed and what was too much."""
    score = detail.score
    title = f": {one_line(detail.article.title)}" if detail.article.title else ""
    lines = [f"{one_line(detail.system)} on {detail.article.id}{title}"]
    if not score.valid:
        lines.append(f"no valid brief, which scores 0: {one_line(detail.error)}")
    lines.append(
        f"F1 {figure(score.f1)} (the mean of the lists that apply), grounding {figure(score.grounding)} "
        f"({score.proven} of {score.items}), contradictions {score.contradictions}"
    )
    if score.valid and (why := zero(score)):
        lines.append(f"F1 is 0: {why}")
    for name in LISTS:
        lines += ["", *_list(detail, name)]
    return "\n".join(lines) + "\n"


def zero(score: ArticleScore, name: ListName | None = None) -> str:
    """Why the F1 of a list, or of the whole brief, is 0; empty where it is not."""
    counts = score.pooled if name is None else score.lists[name]
    if counts.f1 is None or counts.credit:
        return ""
    if not counts.expected:
        return f"the reference has no vital item here, and the brief has {counts.predicted} that it does not have"
    okay = any(p.credit for p in score.pairings if p.importance == "okay" and name in (None, p.list))
    return f"0 of {counts.expected} vital items found" + ("; okay items do not count" if okay else "")


def summary(item: AnyItem[Quote] | AnyItem[Evidence] | None) -> str:
    """An item in one line."""
    match item:
        case None:
            return "nothing"
        case Actor():
            return one_line(f"{item.name} ({item.kind})" + (f": {item.role}" if item.role else ""))
        case Commitment():
            to = f" to {', '.join(item.to)}" if item.to else ""
            more = "".join(f" [{word}]" for word in (item.condition, item.deadline) if word)
            return one_line(f"{', '.join(item.by)}{to} ({item.kind}, {item.status}): {item.action}{more}")
        case Risk():
            more = "".join(f" [{word}]" for word in (item.likelihood, item.driver) if word)
            return one_line(f"({item.domain}) {item.event}{more}")
        case Reaction():
            target = f" about {item.target}" if item.target else ""
            return one_line(f"{', '.join(item.by)} ({item.stance}){target}: {item.statement}")


def _list(detail: Detail, name: ListName) -> Iterator[str]:
    score = detail.score.lists[name]
    if not score.applicable:
        yield f"{name}: does not apply (neither side has any)"
    else:
        yield (
            f"{name}: F1 {figure(score.f1)} = 2 x credit {score.credit:.3f} / ({score.predicted} counted items of the brief + "
            f"{score.expected} vital of the reference), precision {figure(score.precision)}, recall {figure(score.recall)}"
        )
        if why := zero(detail.score, name):
            yield f"  F1 is 0: {why}"
    for pairing in in_order(detail.score, name):
        yield from _pairing(detail, pairing)


def in_order(score: ArticleScore, name: ListName) -> list[Pairing]:
    """The pairings of one list as they are read: pairs by credit, then what was missed, then what was too much."""
    return sorted((pairing for pairing in score.pairings if pairing.list == name), key=_order)


def _order(pairing: Pairing) -> tuple[int, float, str]:
    kind = 0 if pairing.predicted and pairing.expected else 1 if pairing.expected else 2
    return (kind, -pairing.credit, f"{pairing.predicted}{pairing.expected}")


def _pairing(detail: Detail, pairing: Pairing) -> Iterator[str]:
    importance = f", {pairing.importance}" if pairing.importance else ""
    if pairing.predicted is None:
        yield f"  missed{importance}   {pairing.expected}: {_short(summary(detail.expected(pairing)))}"
    elif pairing.expected is None:
        yield f"  too much   {pairing.predicted}: {_short(summary(detail.predicted(pairing)))}"
    else:
        mark = "CONTRADICTION" if pairing.contradiction else f"credit {pairing.credit:.3f}"
        yield f"  {mark}{importance} (align {pairing.align:.3f})"
        yield f"    brief      {pairing.predicted}: {_short(summary(detail.predicted(pairing)))}"
        yield f"    reference  {pairing.expected}: {_short(summary(detail.expected(pairing)))}"
        yield from _fields(detail, pairing)
    for reason in pairing.refused:
        yield f"    refused: {one_line(reason)}"


def _fields(detail: Detail, pairing: Pairing) -> Iterator[str]:
    """Likeness times weight of each field, with what the brief and the reference have in it."""
    sides = (detail.predicted(pairing), detail.expected(pairing))
    for field in pairing.fields:
        said, expected = (_value(getattr(side, field.field, None)) for side in sides)
        values = said if said == expected else f"{said} | {expected}"
        yield f"    {field.field:<11} {field.likeness:.2f} x {field.weight:.2f}  {_short(values)}"
    yield f"    {'evidence':<11} {pairing.evidence:.2f}"


def _value(value: object) -> str:
    if isinstance(value, tuple):
        return one_line(", ".join(str(part) for part in value)) or "-"
    return one_line(str(value)) if value else "-"


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
