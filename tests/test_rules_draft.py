"""The rules backend on whole articles: four lists, the article's own words, and nothing that is not English."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.domain.article import Article
from briefer.domain.brief import Draft
from briefer.errors import SourceError
from briefer.rules.draft import draft


def strings(found: Draft) -> list[str]:
    """Every text field of a draft: all of them should be the article's words."""
    texts = [found.bottom_line]
    for actor in found.actors:
        texts += [actor.name, *actor.aliases, *filter(None, [actor.role])]
    for commitment in found.commitments:
        texts += [*commitment.by, *commitment.to, commitment.action]
        texts += filter(None, [commitment.condition, commitment.deadline])
    for risk in found.risks:
        texts += [risk.event, *risk.affected, *risk.assessed_by, *filter(None, [risk.driver, risk.likelihood])]
    for reaction in found.reactions:
        texts += [*reaction.by, reaction.statement]
    return texts


def test_the_seed_gives_all_four_lists(seed_text: str) -> None:
    found = draft(Article(seed_text))
    assert all((found.actors, found.commitments, found.risks, found.reactions))


def test_every_text_field_is_a_stretch_of_the_article(seed_text: str) -> None:
    assert [text for text in strings(draft(Article(seed_text))) if text not in seed_text] == []


def test_every_evidence_is_verbatim(seed_text: str) -> None:
    found = draft(Article(seed_text))
    assert [quote for _, item in found.items() for quote in item.evidence if quote not in seed_text] == []


def test_everybody_in_an_item_is_a_listed_actor(seed_text: str) -> None:
    found = draft(Article(seed_text))
    listed = {actor.name for actor in found.actors}
    named = {name for c in found.commitments for name in (*c.by, *c.to)}
    named |= {name for r in found.risks for name in (*r.affected, *r.assessed_by)}
    named |= {name for r in found.reactions for name in r.by}
    assert named <= listed


def test_the_seeds_dateline_is_no_part_of_the_bottom_line(seed_text: str) -> None:
    assert draft(Article(seed_text)).bottom_line.startswith("U.S. State Department spokesperson Matthew Miller")


@pytest.mark.parametrize(
    "text",
    [
        "Le gouvernement français a annoncé mardi qu’il allait suspendre la réforme, et que les syndicats seraient reçus.",
        "El ministro dijo que el gobierno no aceptará la propuesta de los sindicatos y que habrá una huelga el lunes.",
        "Die Regierung hat am Dienstag angekündigt, dass sie die Reform nicht weiter verfolgen will und mit der Gewerkschaft spricht.",
        "Правительство объявило во вторник, что не будет продолжать реформу и встретится с профсоюзами.",
        "政府周二宣布，将不再推进改革，并将与工会会面。",
        "Il governo ha detto che non accetta la proposta dei sindacati e che il ministro parlerà con la stampa.",
    ],
)
def test_an_article_in_another_language_is_refused_with_a_hint(text: str) -> None:
    with pytest.raises(SourceError) as refused:
        draft(Article(text, id="fremd"))
    assert "fremd" in refused.value.line
    assert "model backend" in refused.value.line


def test_a_short_english_article_full_of_names_is_read() -> None:
    text = (
        "Matteo Rossi of Banca Popolare di Milano and Jean-Pierre Dupont of Crédit Agricole met Angela Schmidt in Frankfurt "
        "on Tuesday. Rossi said Banca Popolare would publish the contract by March 3."
    )
    assert draft(Article(text)).bottom_line.startswith("Matteo Rossi of Banca Popolare di Milano")


def test_the_bottom_line_of_a_transcript_is_no_question() -> None:
    text = (
        "Q Thank you, Karen. Does the President regret the remark that he made?\n\n"
        "MS. JEAN: The President has been clear that the strike was necessary.\n\n"
        "Q And on the talks with the union?\n\n"
        "MS. JEAN: We will continue to negotiate in good faith with all of them."
    )
    assert draft(Article(text)).bottom_line == "The President has been clear that the strike was necessary."


def test_every_develop_article_gives_only_its_own_words(root: Path) -> None:
    files = [f for f in sorted((root / "evals" / "corpus").glob("*/article.txt")) if int(f.parent.name[:3]) % 2 == 0]
    texts = [file.read_text(encoding="utf-8") for file in files]
    assert texts
    for text in texts:
        found = draft(Article(text))
        assert [words for words in strings(found) if not stretches(words, text)] == []
        assert [q for _, item in found.items() for q in item.evidence if q not in text] == []


def stretches(words: str, text: str) -> bool:
    """Whether `words` are a stretch of `text`, or two that a colon joins: a deed, and what its doer says of it."""
    return words in text or any(
        words[:k] in text and words[k + 2 :] in text for k in range(len(words)) if words.startswith(": ", k)
    )


JUMBLE = "Norway said it would if the ministry who and May 3 “ ” , . (".split()


@given(st.lists(st.sampled_from(JUMBLE)))
def test_no_jumble_of_words_breaks_the_rules(words: list[str]) -> None:
    text = "The ministry of Norway said that it would pay for the bridge in May. " + " ".join(words)
    found = draft(Article(text))
    assert [field for field in strings(found) if not stretches(field, text)] == []
