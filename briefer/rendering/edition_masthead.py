"""What stands over an edition: its day, how it went, what was read, who made it and what it cost."""

from __future__ import annotations

from typing import NamedTuple

from briefer.domain.brief import Tokens
from briefer.domain.edition import Counts, Edition, EditionStatus, Making
from briefer.rendering.edition_times import count, local, weekday, window
from briefer.rendering.untrusted import one_line

STATUSES: dict[EditionStatus, str] = {
    "ok": "Complete",
    "partial": "Incomplete",
    "quiet": "Nothing new",
    "failed": "Failed",
}
"""How an edition went, in the words that stand first everywhere: a failed one must never look like a quiet one."""
SOURCES = {"ok": "read", "empty": "nothing new", "failed": "failed"}
NO_PRICE = "unknown"


class SourceRow(NamedTuple):
    """How one source went, in words."""

    name: str
    status: str
    word: str
    articles: str
    reason: str


def name(edition: Edition) -> str:
    """The edition's title, or what it is where it has none."""
    return one_line(edition.title) or "Daily brief"


def dateline(edition: Edition) -> str:
    """Its day, and which of the day's editions it is where that is not the usual one."""
    parts = [weekday(edition.date)]
    parts += [f"profile {one_line(edition.profile)}"] * (edition.profile != "default")
    parts += [f"{one_line(edition.slot)} edition"] * (edition.slot != "daily")
    return ", ".join(parts)


def verdict(edition: Edition) -> str:
    """What its status means, in a sentence."""
    total, failed = len(edition.sources), sum(source.status == "failed" for source in edition.sources)
    unread = edition.counts.unread
    match edition.status:
        case "failed":
            made = f"{failed} of {count(total, 'source')} failed. " if total else ""
            if total and not failed:
                return "The sources were read, and no article could be briefed. This page says nothing about what happened."
            return (
                f"Nothing could be read: {made}This page says nothing about what happened."
                if made
                else ("Nothing could be read. This page says nothing about what happened.")
            )
        case "partial":
            missing = [f"{failed} of {count(total, 'source')} failed"] * bool(failed)
            missing += [f"{count(unread, 'item was', 'items were')} not read"] * bool(unread)
            return f"Something is missing: {' and '.join(missing) or 'not all could be read'}."
        case "quiet":
            return f"{_all(total, failed)}, and there is nothing new."
        case "ok":
            return f"{_all(total, failed)}."


def _all(total: int, failed: int) -> str:
    if failed:  # which its status denies: then the sources are right
        return f"{failed} of {count(total, 'source')} failed, the others were read"
    match total:
        case 0:
            return "Everything was read"
        case 1:
            return "The one source was read"
        case 2:
            return "Both sources were read"
        case _:
            return f"All {total} sources were read"


def facts(edition: Edition) -> list[tuple[str, str]]:
    """What was read and made of it, named."""
    c = edition.counts
    kinds = [(kind, sum(story.status == kind for story in edition.stories)) for kind in ("new", "update", "repeated")]
    words = {"new": "new", "update": "with a new fact", "repeated": "repeated"}
    stories = ", ".join(f"{number:,} {words[kind]}" for kind, number in kinds if number)
    articles = [f"{c.articles:,}", f"{count(c.copies, 'copy', 'copies')} among them" if c.copies else ""]
    articles += [f"{c.briefed:,} briefed" if c.briefed or c.articles else ""]
    articles += [f"{c.kept:,} of them kept from before" if c.kept else "", f"{c.unread:,} not read" if c.unread else ""]
    return [
        ("Window", window(edition.since, edition.until, edition.zone)),
        ("Sources", _sources(edition)),
        ("Articles", ", ".join(part for part in articles if part)),
        *([("Undated", undated)] if (undated := _undated(edition.counts)) else []),
        ("Stories", f"{c.stories:,}" + (f": {stories}" if stories else "")),
        ("Made", made_by(edition.making)),
        ("Tokens", tokens(edition.making.tokens)),
        ("Cost", cost(edition.making.cost_usd)),
    ]


def _undated(counts: Counts) -> str:
    kept, later = counts.undated, counts.undated_later
    parts = [f"{count(kept, 'article')}, counted as of when first read"] if kept else []
    parts += [f"{count(later, 'article')} left out, first read after the window"] if later else []
    return "; ".join(parts)


def _sources(edition: Edition) -> str:
    counts = [(word, sum(s.status == status for s in edition.sources)) for status, word in SOURCES.items()]
    kinds = [f"{number} {word}" for word, number in counts if number]
    return kinds[0] if len(kinds) == 1 else f"{len(edition.sources)}" + (f": {', '.join(kinds)}" if kinds else "")


def made_by(making: Making) -> str:
    """Who briefed the articles, and with which prompt; that no model did is said first."""
    prompt = f"prompt {one_line(making.prompt)}"
    if making.backend_kind == "rules":
        return f"by rules, without a model; {prompt}"
    models = ", ".join(one_line(model) for model in making.models)
    by = f"by {models}, backend {one_line(making.backend)}" if models else f"backend {one_line(making.backend)}"
    return f"{by}; {prompt}"


def tokens(used: Tokens) -> str:
    """The tokens used, as far as they are known."""
    cached = f" ({used.cached:,} cached)" if used.cached else ""
    reasoning = f" ({used.reasoning:,} reasoning)" if used.reasoning else ""
    known = [f"{used.prompt:,} prompt{cached}"] if used.prompt is not None else []
    known += [f"{used.completion:,} completion{reasoning}"] if used.completion is not None else []
    return ", ".join(known) or "none counted"


def cost(stated: float | str) -> str:
    """US dollars; what is unknown is never shown as nothing."""
    if not isinstance(stated, float | int):
        return NO_PRICE
    return f"{stated:.4f} US dollars" if stated else "nothing"


def sources(edition: Edition) -> list[SourceRow]:
    """How each source went; the failed ones first, each group in its order."""
    order = {"failed": 0, "empty": 1, "ok": 2}
    return [
        SourceRow(
            name=one_line(source.name),
            status=source.status,
            word=SOURCES[source.status],
            articles=count(source.articles, "article") if source.status == "ok" or source.articles else "",
            reason=one_line(source.reason),
        )
        for source in sorted(edition.sources, key=lambda source: order[source.status])
    ]


def notes(edition: Edition) -> list[str]:
    """What a reader should know about how the edition was made."""
    return [one_line(note) for note in edition.making.notes]


def details(edition: Edition) -> list[tuple[str, str]]:
    """The rest of how it was made, named."""
    making = edition.making
    rows = [
        ("Backend", f"{making.backend} ({making.backend_kind})"),
        ("Prompt", f"{making.prompt}, sha256 {making.prompt_sha256}"),
        ("Profile and slot", f"{edition.profile}, {edition.slot}"),
        ("Created", f"{local(making.created, edition.until)}, by briefer {making.briefer}"),
        ("Format", edition.format),
    ]
    return [(label, one_line(value)) for label, value in rows]
