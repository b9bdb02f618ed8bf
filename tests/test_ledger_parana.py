"""The ledger over the three dates of one event of the corpus: as annotated, and as a model and the rules brief it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from briefer.daily.ledger.heard import Heard, hear, item_of
from briefer.daily.ledger.ledger import Ledger
from briefer.domain.article import Article
from briefer.domain.brief import Actor, Commitment
from briefer.domain.edition import Entry
from briefer.domain.quote import Quote
from briefer.wiring import brief

EVENT = "parana-dredging-accord"


def meta(folder: Path) -> dict[str, Any]:
    return tomllib.loads((folder / "article.toml").read_text(encoding="utf-8"))


def pages(root: Path) -> list[Path]:
    """The articles of the event, by the corpus's own word for it."""
    folders = sorted(path.parent for path in (root / "evals" / "corpus").glob("*/article.toml"))
    return [folder for folder in folders if meta(folder).get("event") == EVENT]


def article(folder: Path) -> Article:
    about = meta(folder)
    text = (folder / "article.txt").read_text(encoding="utf-8")
    return Article(text, id=about["id"], title=about["title"], outlet=about["outlet"], published=about["published"])


def annotated(folder: Path) -> tuple[Heard, ...]:
    """What the reference of an article says, with its quotes located."""
    about, text = meta(folder), article(folder).text
    reference = tomllib.loads((folder / "reference.toml").read_text(encoding="utf-8"))

    def located(item: dict[str, Any]) -> dict[str, Any]:
        quotes = [
            Quote(text=q, spans=((text.index(q), text.index(q) + len(q)),), fit="exact")
            for q in item.pop("evidence", ())
        ]
        return {**{name: value for name, value in item.items() if name != "importance"}, "evidence": tuple(quotes)}

    actors = tuple(Actor[Quote].model_validate(located(item)) for item in reference["actors"])
    items = [Commitment[Quote].model_validate(located(item)) for item in reference["commitments"]]
    voice = about.get("copy_of", about["id"])
    return tuple(
        Heard(item_of(item, about["id"]), about["id"], about["published"], "parana", voice, actors) for item in items
    )


def briefed(folder: Path, backend: str, root: Path) -> tuple[Heard, ...]:
    about = meta(folder)
    made = brief(article(folder), backend=backend, prompt="brief@1", config=root / "evals" / "briefer.toml")
    return hear(made, story="parana", voice=about.get("copy_of", about["id"]))


def editions(heard: dict[Path, tuple[Heard, ...]]) -> dict[str, tuple[Entry, ...]]:
    ledger, found = Ledger(), {}
    for today in sorted({meta(folder)["published"] for folder in heard}):
        told = [each for folder in heard if meta(folder)["published"] == today for each in heard[folder]]
        ledger, found[today] = ledger.observe(today, told)
    return found


def terms(entry: Entry) -> dict[str, tuple[str | None, str | None]]:
    return {term.term: (term.old, term.new) for term in entry.was.terms} if entry.was else {}


@pytest.mark.parametrize("source", ["annotated", "strong"])
def test_the_ledger_shows_the_slipped_date_the_changed_sum_and_the_withdrawn_promise(source: str, root: Path) -> None:
    found = editions({f: annotated(f) if source == "annotated" else briefed(f, source, root) for f in pages(root)})
    assert list(found) == ["2026-03-09", "2026-03-10", "2026-04-08"]
    assert {e.change for e in found["2026-03-09"]} == {"new", "fulfilled"}

    [withdrawn] = [e for e in found["2026-03-10"] if e.change == "withdrawn"]
    assert withdrawn.was is not None
    assert "took that back" in withdrawn.evidence[0].text
    assert withdrawn.evidence[0].article == "w-004"
    assert "barges carrying fuel" in withdrawn.was.evidence[0].text
    assert withdrawn.was.evidence[0].article == "w-001"

    [lent] = [e for e in found["2026-03-10"] if "amount" in terms(e)]
    assert terms(lent)["amount"] == ("$140 million", "$150 million")
    assert lent.was is not None
    assert any("$150 million" in cited.text for cited in lent.evidence)
    assert any("$140 million" in cited.text for cited in lent.was.evidence)

    [slipped] = [e for e in found["2026-04-08"] if "deadline" in terms(e)]
    assert terms(slipped)["deadline"] == ("until the end of 2030", "the end of 2029")
    assert slipped.was is not None
    assert any("2029" in cited.text for cited in slipped.evidence)
    assert all("2030" in cited.text for cited in slipped.was.evidence)

    [broken] = [e for e in found["2026-04-08"] if e.change == "broken"]
    assert "gone back on its assurance" in broken.evidence[0].text
    late = {e.due for e in found["2026-04-08"] if e.change == "overdue"}
    assert {"2026-03-25", "2026-04-01"} <= late


def test_what_a_wire_and_its_copy_say_is_heard_from_one_voice(root: Path) -> None:
    found = editions({folder: annotated(folder) for folder in pages(root)})
    quotes = [cited for entry in found["2026-03-10"] for cited in entry.evidence]
    assert len({(cited.article, cited.text) for cited in quotes}) == len(quotes)
    copied = [e for e in found["2026-03-10"] if {"w-002"} == {cited.article for cited in e.evidence}]
    assert any(e.change == "repeated" for e in copied)


def test_the_rules_follow_what_they_find(root: Path) -> None:
    found = editions({folder: briefed(folder, "rules", root) for folder in pages(root)})
    [kept] = [e for e in found["2026-04-08"] if "not reopen the text" in e.action]
    assert (kept.change, kept.first_seen, kept.by) == ("repeated", "2026-03-10", ("Argentina",))
    assert all(e.was is None or e.was.evidence for entries in found.values() for e in entries)
