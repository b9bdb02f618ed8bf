"""What small models do to names and examples: roles are taken off, joined names parted, copies of the prompt left out."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_sentences_dialect import DENIAL, PLEDGE, RISK, SMALL, Answering, brief, own, summariser

from briefer.domain.article import Article
from briefer.domain.brief import Actor, Brief, Piece
from briefer.prompting.template import read
from briefer.reading.called import called

TEXT = (
    "Estela Rolón will meet the ferry operators on Monday, she said.\n\n"
    "CABAPAR said that the strike could spread to the U.S. coast. Norland and Sudland denied that they had cut crews. "
    "The river police said nothing, and the Bank of Norland will reopen berth 4."
)
ARTICLE = Article(TEXT, id="w-006")


def actors(*names: str) -> Brief:
    return brief(
        ARTICLE,
        actors={"actors": [{"name": name, "kind": "person"} for name in names]},
        commitments={"commitments": []},
        risks={"risks": []},
        reactions={"reactions": []},
    )


def denial(*names: str) -> Brief:
    answer = {"reactions": [{**DENIAL, "by": list(names), "evidence": [3]}]}
    return brief(ARTICLE, reactions=answer)


@pytest.mark.parametrize(
    ("written", "name", "sentence"),
    [
        ("Finance Minister Estela Rolón", "Estela Rolón", "Estela Rolón will meet"),
        ("Paraguayan operators' association CABAPAR", "CABAPAR", "CABAPAR said"),
        ("Chairman of the Bank of Norland", "Bank of Norland", "The river police"),
    ],
)
def test_an_actor_with_a_role_before_its_name_is_found_by_the_name(written: str, name: str, sentence: str) -> None:
    made = actors(written)
    (actor,) = made.actors
    assert actor.name == name
    assert actor.evidence[0].text.startswith(sentence)
    assert made.unproven.actors == ()


@pytest.mark.parametrize(
    "written",
    ["Paraguayan River Police", "Minister Rolón’s aide", "Westland", "Maria Sudland", "the ferry’s owner", "—", "."],
)
def test_a_single_word_in_common_or_none_makes_nobody_of_the_article(written: str) -> None:
    made = actors(written)
    assert made.actors == ()
    assert [actor.name for actor in made.unproven.actors] == [written]


def test_an_actor_that_cites_a_sentence_keeps_its_name_and_what_it_cites() -> None:
    actor = Actor[str](name="Finance Minister Estela Rolón", kind="person", evidence=("CABAPAR said",))
    assert called(Piece(actors=(actor,)), ARTICLE).actors == (actor,)


def test_two_actors_that_come_to_be_called_alike_are_one() -> None:
    made = actors("Estela Rolón", "Finance Minister Estela Rolón")
    assert [actor.name for actor in made.actors] == ["Estela Rolón"]
    assert made.unproven.actors == ()


@pytest.mark.parametrize(
    ("written", "names"),
    [
        (["Norland, Sudland"], ("Norland", "Sudland")),
        (["Sudland, and Norland", "Norland"], ("Sudland", "Norland")),
        (["Sudland; Norland"], ("Sudland", "Norland")),
        (["Norland and Sudland"], ("Norland and Sudland",)),  # the article has it as it is
        (["Norland, Westland"], ("Norland, Westland",)),
        (["Sudland and the strike"], ("Sudland and the strike",)),
        (["Foreign Minister Estela Rolón"], ("Estela Rolón",)),
    ],
)
def test_names_joined_in_one_are_parted_where_the_article_has_each(written: list[str], names: tuple[str, ...]) -> None:
    made = denial(*written)
    (by,) = [one.by for one in made.reactions] + [one.by for one in made.unproven.reactions]
    assert by == names


def test_an_item_of_somebody_whom_the_article_does_not_have_stays_unproven() -> None:
    assert denial("Foreign Minister Anna Lie").reactions == ()


def test_the_second_look_is_asked_in_the_words_of_the_answer() -> None:
    backend = Answering(risks={"risks": [{**RISK, "assessed_by": ["Norland, Sudland"], "evidence": [2]}]})
    risky = {"by": ["Norland, Sudland"], "action": "reopen berth 4", "kind": "pledge", "status": "announced"}
    backend.answers["commitments"] = {"commitments": [{**risky, "evidence": [4]}]}
    made = summariser(backend).brief(ARTICLE)
    (look,) = [request for request in backend.asked if request.task == "commitments.look"]
    assert "Norland, Sudland: reopen berth 4" in look.messages[-1].content
    assert made.commitments[0].by == ("Norland", "Sudland")


# Echoes of the prompt


def test_what_the_example_of_the_prompt_says_is_left_out_and_a_note_says_so() -> None:
    made = brief(
        actors={"actors": [{"name": "Norland", "kind": "state"}, {"name": "Mads Ruud", "kind": "person"}]},
        commitments={
            "commitments": [PLEDGE, {**PLEDGE, "by": ["Ostvik Port"], "action": "Shut its north quay on Friday."}]
        },
        risks={"risks": [{**RISK, "event": "grain prices could rise", "assessed_by": ["Analysts"]}]},
    )
    assert [actor.name for actor in made.actors] == ["Norland"]
    assert [item.action for item in made.commitments] == ["reopen berth 4"]
    assert not list(made.unproven.items())
    for name in ("actors", "commitments", "risks"):
        assert f"{name}: 1 left out that the prompt says, not the article" in made.provenance.notes
    assert not [note for note in made.provenance.notes if note.startswith("reactions: 1 left out")]


def test_an_article_that_has_the_words_of_the_example_keeps_its_items() -> None:
    article = Article(
        "Grain prices could rise, Havn said in a note. Norland will reopen berth 4. It is a berth of its own."
    )
    made = brief(
        article,
        actors={"actors": [{"name": "Havn", "kind": "civil_society"}]},
        commitments={"commitments": []},
        risks={"risks": [{**RISK, "event": "grain prices could rise", "assessed_by": ["Havn"], "evidence": [1]}]},
        reactions={"reactions": []},
    )
    assert [item.event for item in made.risks] == ["grain prices could rise"]
    assert [actor.name for actor in made.actors] == ["Havn"]


@pytest.mark.parametrize(
    "event", ["prices", "could rise", "grain prices could rise and fall", "prain grices could rise"]
)
def test_what_is_not_word_for_word_the_prompts_stays_as_unproven(event: str) -> None:
    made = brief(risks={"risks": [{**RISK, "event": event, "assessed_by": ["Analysts"]}]})
    assert [item.event for item in made.unproven.risks] == [event]


def test_the_echo_is_of_the_template_that_was_asked_with(tmp_path: Path) -> None:
    template = read(own(tmp_path, ("grain prices could rise", "silos could burst")))
    assert SMALL.text != template.text
    risks = {"risks": [{**RISK, "event": "grain prices could rise", "assessed_by": ["Analysts"]}]}
    assert len(summariser(Answering(risks=risks), template).brief(ARTICLE).unproven.risks) == 1
