"""What stands over and under a brief: which article it is of, who made it, and how."""

from __future__ import annotations

from datetime import date

from briefer.domain.brief import ArticleCard, Brief, Provenance, Tokens
from briefer.rendering.untrusted import one_line

ANSWERED = {
    "computed": "",
    "live": "",
    "cache": "answered from the cache",
    "recording": "replayed from a recording",
}


def title(card: ArticleCard) -> str:
    """The article's title, or its name where it has none."""
    return one_line(card.title or "") or f"Article {card.id}"


def dateline(card: ArticleCard) -> list[str]:
    """Outlet, date and length, as far as they are known."""
    length = f"{card.words:,} words"
    return [part for part in (one_line(card.outlet or ""), day(card.published), length) if part]


def day(published: str | None) -> str:
    """`2024-06-21T08:00:00Z` as `21 June 2024`; what is no ISO date as it is."""
    shown = one_line(published or "")
    try:
        stated = date.fromisoformat(shown[:10])
    except ValueError:
        return shown
    return f"{stated.day} {stated:%B} {stated.year}"


def made_by(provenance: Provenance) -> list[str]:
    """Who made the brief and with which prompt, in words; that no model did is said first."""
    if provenance.backend_kind == "rules":
        maker = "By rules, without a model"
    else:
        model = one_line(provenance.model_answered or provenance.model_asked or "an unnamed model")
        maker = f"By {model}, backend {one_line(provenance.backend)}"
    parts = [maker, f"prompt {one_line(provenance.prompt)}", ANSWERED[provenance.answered]]
    if provenance.parts > 1:
        parts.append(f"the article was briefed in {provenance.parts} parts")
    return [part for part in parts if part]


def remarks(provenance: Provenance) -> list[str]:
    """What a reader should know about how the brief came to be, a sentence each."""
    skipped = [
        f"Backend {one_line(s.backend)} was asked first and gave no answer: {one_line(s.reason)}"
        for s in provenance.skipped
    ]
    return [*skipped, *(one_line(note) for note in provenance.notes)]


def details(brief: Brief) -> list[tuple[str, str]]:
    """All of the provenance, named, in the order in which a reader asks."""
    p = brief.provenance
    rows = [
        ("Backend", f"{p.backend} ({p.backend_kind})"),
        ("Model asked", p.model_asked or ""),
        ("Model that answered", p.model_answered or ""),
        ("Answered", ANSWERED[p.answered] or {"computed": "computed here", "live": "by the backend, live"}[p.answered]),
        ("Recording", p.captured or ""),
        ("Prompt", f"{p.prompt}, sha256 {p.prompt_sha256}"),
        ("Schema", p.schema_version),
        ("Parts, attempts, repairs", f"{p.parts}, {p.attempts}, {p.repairs}"),
        ("Tokens", _tokens(p.tokens)),
        ("Cost", "unknown" if p.cost_usd == "unknown" else f"{p.cost_usd:.6g} US dollars"),
        ("Request", ", ".join(p.fingerprints)),
        ("Article", f"{brief.article.id}, sha256 {p.article_sha256}"),
        ("Created", f"{p.created} by briefer {p.briefer}"),
    ]
    return [(name, one_line(value)) for name, value in rows if value]


def _tokens(tokens: Tokens) -> str:
    known = {
        "prompt": tokens.prompt,
        "of them cached": tokens.cached,
        "completion": tokens.completion,
        "of them reasoning": tokens.reasoning,
    }
    return ", ".join(f"{name} {count:,}" for name, count in known.items() if count is not None)
