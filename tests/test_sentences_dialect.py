"""The dialect for small models: sentences are cited by number, lists are asked for one by one, and looked at a second time."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefer.backends.recording import elided
from briefer.backends.rules import Rules
from briefer.backends.scripted import Scripted
from briefer.domain.article import Article
from briefer.domain.brief import Brief
from briefer.domain.exchange import Completion
from briefer.domain.prompt import PromptTemplate
from briefer.domain.sentences import sentences
from briefer.errors import Malformed, PromptError, Truncated
from briefer.prompting.compose import numbered
from briefer.prompting.schema import answer_schema, citing, compact, wire_schema
from briefer.prompting.shelf import Shelf, released
from briefer.prompting.template import read
from briefer.summarise import Summariser

STORY = (
    "Norland will reopen berth 4 by June 1, it said.\n\nSudland denied that it had cut crews. "
    "The union said that the strike could spread to other ports."
)
ARTICLE = Article(STORY, id="w-004")
SHELF = Shelf((released(),))
SMALL = SHELF.get("brief-small@1")
ACTORS = {"actors": [{"name": "Norland", "kind": "state", "evidence": [1]}]}
PLEDGE = {"by": ["Norland"], "action": "reopen berth 4", "kind": "pledge", "status": "announced", "evidence": [1]}
RISK = {"event": "the strike could spread", "domain": "economic", "assessed_by": ["The union"], "evidence": [3]}
DENIAL = {"by": ["Sudland"], "statement": "denied cutting crews", "stance": "denies", "evidence": [2]}
GOOD: dict[str, Any] = {
    "actors": ACTORS,
    "commitments": {"commitments": [PLEDGE]},
    "risks": {"risks": [RISK]},
    "reactions": {"reactions": [DENIAL]},
}
YES = json.dumps({str(n): "yes" for n in range(1, 13)})


class Answering:
    """A backend that answers each task with what is written for it, and every second look with `look`."""

    def __init__(self, look: Any = YES, **answers: Any) -> None:
        self.look = look
        self.answers = {**GOOD, **answers}
        self.asked: list[Any] = []

    def complete(self, request: Any, /) -> Completion:
        self.asked.append(request)
        answer = self.answers.get(request.task, self.look)
        text = answer if isinstance(answer, str) else json.dumps(answer)
        return Completion(text, cost_usd=0.0, backend="x", kind="scripted", fingerprint=request.fingerprint)


def summariser(backend: Any, template: PromptTemplate = SMALL, **options: Any) -> Summariser:
    return Summariser(
        backend=backend,
        template=template,
        repair_template=SHELF.get("repair-small@1"),
        clock=lambda: "2026-11-24T10:00:00+00:00",
        asked="x",
        **options,
    )


def brief(article: Article = ARTICLE, look: Any = YES, **answers: Any) -> Brief:
    """The brief of an article; `look` is the answer to every second look."""
    return summariser(Answering(look, **answers)).brief(article)


def own(tmp_path: Path, *changes: tuple[str, str]) -> Path:
    """A file of the released template with some of its text changed."""
    text = SMALL.source
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    file = tmp_path / "own.md"
    file.write_text(text, encoding="utf-8")
    return file


# Composing


def test_each_list_is_asked_for_by_itself_and_only_the_question_differs() -> None:
    requests = summariser(Scripted([])).requests(ARTICLE)
    assert [request.task for request in requests] == ["actors", "commitments", "risks", "reactions"]
    assert len({request.slot for request in requests}) == len({request.fingerprint for request in requests}) == 4
    heads = {request.messages[-1].content.partition(f"\n{numbered(Article(STORY))}\n")[0] for request in requests}
    assert len(heads) == 1
    assert {request.messages[:-1] for request in requests} == {requests[0].messages[:-1]}
    for request, question in zip(requests, SMALL.questions, strict=True):
        assert request.messages[-1].content.endswith(question.text)
        assert list(json.loads(request.schema)["properties"]) == [request.task]


def test_sentences_are_numbered_in_the_order_of_the_article_one_a_line() -> None:
    assert numbered(Article(STORY)).split("\n") == [
        "[1] Norland will reopen berth 4 by June 1, it said.",
        "[2] Sudland denied that it had cut crews.",
        "[3] The union said that the strike could spread to other ports.",
    ]


def test_the_schema_of_a_question_is_within_the_bounds_of_the_template() -> None:
    schemas = {r.task: json.loads(r.schema)["properties"][r.task] for r in summariser(None).requests(ARTICLE)}
    for name, most in (("risks", SMALL.most["risks"]), ("reactions", SMALL.most["reactions"])):
        assert schemas[name]["maxItems"] == most
        item = schemas[name]["items"]
        assert tuple(item["properties"]) == tuple(item["required"]) == SMALL.fields[name]
        assert item["properties"]["evidence"] == {"type": "array", "items": {"type": "integer"}, "maxItems": 1}
    assert schemas["commitments"]["items"]["properties"]["action"]["maxLength"] == SMALL.letters["action"]
    assert "maxLength" not in schemas["commitments"]["items"]["properties"]["kind"]


def test_the_released_schema_is_the_one_that_the_model_of_a_draft_gives() -> None:
    from briefer.domain.brief import Draft

    assert answer_schema("sentences") == compact(citing(wire_schema(Draft)))


def test_a_recording_of_a_numbered_article_does_not_repeat_it() -> None:
    for request in summariser(None).requests(ARTICLE):
        said = "\n".join(message.content for message in elided(request))
        assert "reopen berth" not in said
        assert "[the article]" in said


def test_several_lists_in_one_request_are_a_matter_of_the_template(tmp_path: Path) -> None:
    template = read(
        own(tmp_path, ("<!-- ask risks -->\n", ""), ("<!-- ask reactions -->", "<!-- ask risks reactions -->"))
    )
    backend = Answering(**{"risks-reactions": {"risks": [RISK], "reactions": [DENIAL]}})
    made = summariser(backend, template).brief(ARTICLE)
    assert (len(made.risks), len(made.reactions)) == (1, 1)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("<!-- ask risks -->", "<!-- ask hazards -->", "once"),
        ("<!-- ask risks -->", "<!-- ask actors -->", "once"),
        ('dialect = "sentences"', 'dialect = "numbers"', "unknown dialect 'numbers'"),
        ('dialect = "sentences"', 'dialect = "quotes"', "dialect sentences"),
        ("<!-- look risks -->", "<!-- look hazards -->", "hazards"),
        ('risks = ["event"', 'hazards = ["event"', "hazards"),
        ('risks = ["event", "assessed_by"', 'risks = ["event", "colour"', "colour"),
        ('"domain", "evidence"]', '"evidence"]', "domain"),
        ("{{question}}", "What is it about?", "question"),
        ("actors = 12", 'actors = "many"', "many"),
    ],
)
def test_a_template_that_cannot_ask_for_a_brief_is_refused_with_its_reason(
    old: str, new: str, said: str, tmp_path: Path
) -> None:
    with pytest.raises(PromptError, match=said):
        read(own(tmp_path, (old, new)))


# Reading


def test_numbers_become_the_sentences_that_they_stand_for_with_their_places() -> None:
    made = brief()
    assert made.provenance.prompt == "brief-small@1"
    assert made.provenance.schema_version == "sentences/1"
    assert made.bottom_line == "Norland will reopen berth 4 by June 1, it said."
    assert len(made.provenance.fingerprints) == 7
    for item, sentence in ((made.commitments[0], 0), (made.reactions[0], 1), (made.risks[0], 2)):
        (quote,) = item.evidence
        assert quote.spans == (sentences(STORY)[sentence],)
        assert quote.fit == "exact"
    assert not list(made.unproven.items())
    assert Brief.model_validate_json(made.model_dump_json()) == made


@pytest.mark.parametrize("number", [0, 4, -1, 99, 10**30])
def test_a_number_of_no_sentence_is_missing_evidence_and_proves_nothing(number: int) -> None:
    made = brief(commitments={"commitments": [{**PLEDGE, "evidence": [number]}]})
    assert made.commitments == ()
    (item,) = made.unproven.commitments
    assert item.evidence[0].text == ""
    assert "of 3" in str(item.evidence[0].quoted)
    assert [check.rule for check in made.checks if check.path.startswith("unproven.commitments")] == [
        "evidence-not-found"
    ]


def test_one_wrong_number_beside_a_right_one_leaves_the_item_unproven() -> None:
    made = brief(reactions={"reactions": [{**DENIAL, "evidence": [2, 40]}]})
    assert made.reactions == ()
    assert len(made.unproven.reactions) == 1


def test_an_article_that_holds_the_words_for_a_missing_sentence_proves_nothing_by_them() -> None:
    article = Article(
        "The clerk read out sentence 9 of 2 to the court on Monday. No sentence 9 of 2 was ever found there."
    )
    made = brief(article, actors={"actors": [{**ACTORS["actors"][0], "evidence": [9]}]})
    assert made.actors == ()
    assert len(made.unproven.actors) == 1


@pytest.mark.parametrize("written", [2, "2", "[2]", "S2", "sentence 2", "[S2]", 2.0, ["2"], [[2]], "2."])
def test_numbers_are_read_as_models_write_them(written: Any) -> None:
    evidence = written[0] if isinstance(written, list) and isinstance(written[0], list) else written
    made = brief(reactions={"reactions": [{**DENIAL, "evidence": evidence}]})
    assert made.reactions[0].evidence[0].text == "Sudland denied that it had cut crews."


def test_a_model_that_copies_instead_of_citing_is_held_to_what_it_copied() -> None:
    right = brief(reactions={"reactions": [{**DENIAL, "evidence": ["denied that it had cut crews"]}]})
    assert right.reactions[0].evidence[0].text == "denied that it had cut crews"
    wrong = brief(reactions={"reactions": [{**DENIAL, "evidence": ["admitted that it had cut crews"]}]})
    assert wrong.reactions == ()


@pytest.mark.parametrize(
    ("name", "sentence"), [("Sudland", 1), ("sudland", 1), ("The union", 2), ("Norland", 0), ("reopen  berth 4", 0)]
)
def test_an_actor_that_was_not_cited_is_proven_by_the_first_sentence_that_has_its_name(
    name: str, sentence: int
) -> None:
    made = brief(actors={"actors": [{"name": name, "kind": "state"}]})
    (actor,) = made.actors
    assert actor.name.lower() == " ".join(name.split()).lower()
    assert actor.name in STORY
    assert actor.evidence[0].spans == (sentences(STORY)[sentence],)


@pytest.mark.parametrize("name", ["Westland", "land", "Norland’s minister", "Norland will not", "—"])
def test_an_actor_whose_name_the_article_does_not_have_is_unproven(name: str) -> None:
    made = brief(actors={"actors": [{"name": name, "kind": "state"}]})
    assert made.actors == ()
    assert [actor.name for actor in made.unproven.actors] == [name]


def test_repeats_are_dropped_and_said_to_be() -> None:
    again = {**DENIAL, "statement": "Denied  cutting crews", "evidence": [3]}
    made = brief(reactions={"reactions": [DENIAL, again, {**DENIAL, "by": ["Norland"]}, DENIAL]})
    assert [item.by for item in made.reactions] == [("Sudland",), ("Norland",)]
    assert made.reactions[0].evidence[0].text == "Sudland denied that it had cut crews."
    assert "reactions: 2 repeated items left out" in made.provenance.notes


def test_items_over_the_bound_are_left_out_in_their_order() -> None:
    most = SMALL.most["risks"]
    many = [{**RISK, "event": f"harm number {n} could follow"} for n in range(most + 3)]
    made = brief(risks={"risks": many})
    assert [item.event for item in made.risks] == [f"harm number {n} could follow" for n in range(most)]
    assert "risks: 3 items over the bound left out" in made.provenance.notes


def test_a_malformed_answer_is_asked_for_again_by_the_repair_of_the_dialect() -> None:
    good = json.dumps(GOOD["risks"])
    bad = good.replace('"economic"', '"money"')
    order = [json.dumps(ACTORS), json.dumps(GOOD["commitments"]), YES, bad, good, YES]
    backend = Scripted([*order, json.dumps(GOOD["reactions"]), YES])
    made = summariser(backend).brief(ARTICLE)
    assert made.provenance.repairs == 1
    repair = backend.asked[4]
    assert repair.slot == "w-004.risks.repair1"
    assert "risks[0].domain: expected one of" in repair.messages[-1].content
    assert "character by character" not in repair.messages[-1].content


def asking_for_a_bottom_line(tmp_path: Path) -> PromptTemplate:
    return read(own(tmp_path, ("<!-- ask actors -->", "<!-- ask bottom_line -->\nThe first.\n<!-- ask actors -->")))


def test_a_bottom_line_is_cited_where_the_template_asks_for_one(tmp_path: Path) -> None:
    backend = Answering(bottom_line={"bottom_line": [2, 2, 1, 77]})
    made = summariser(backend, asking_for_a_bottom_line(tmp_path)).brief(ARTICLE)
    assert made.bottom_line == "Sudland denied that it had cut crews. Norland will reopen berth 4 by June 1, it said."


@pytest.mark.parametrize("number", [[], [77], [-1], None, 0, ""])
def test_without_a_bottom_line_it_is_the_lead_of_the_article(number: Any, tmp_path: Path) -> None:
    article = Article(f"Ports\n\nBy our staff\n\n{STORY}")
    backend = Answering(bottom_line={"bottom_line": number})
    made = summariser(backend, asking_for_a_bottom_line(tmp_path)).brief(article)
    assert made.bottom_line == brief(article).bottom_line == "Norland will reopen berth 4 by June 1, it said."


@pytest.mark.parametrize("answer", ["", "no JSON", "{}", '{"bottom_line": {"a": 1}}'])
def test_an_answer_without_a_bottom_line_is_malformed_where_it_was_asked_for(answer: str, tmp_path: Path) -> None:
    with pytest.raises(Malformed):
        summariser(Answering(bottom_line=answer), asking_for_a_bottom_line(tmp_path)).brief(ARTICLE)


@pytest.mark.parametrize(
    "answer", ['{"risks": 7}', '{"risks": [7]}', '{"other": []}', "[]", '{"risks": [{"event": "x"}]}', '"']
)
def test_a_list_that_is_none_is_malformed(answer: str) -> None:
    with pytest.raises(Malformed):
        brief(risks=answer)


def test_a_cut_answer_is_a_typed_outcome() -> None:
    with pytest.raises(Truncated):
        summariser(Scripted([Completion('{"act', finish="length")])).brief(ARTICLE)


def test_the_rules_answer_the_questions_too_and_keep_their_own_quotes() -> None:
    made = summariser(Rules()).brief(ARTICLE)
    assert list(made.proven.items())
    assert any("gave no verdict" in note for note in made.provenance.notes)
    assert not list(made.unproven.items())


# What a sentence can bear out


def test_an_item_whose_sentence_shares_no_word_with_it_is_unproven_and_says_where_it_looked() -> None:
    made = brief(risks={"risks": [{**RISK, "evidence": [1]}]})
    assert made.risks == ()
    (item,) = made.unproven.risks
    assert item.evidence[0].quoted == "sentence 1 that says something else"


@pytest.mark.parametrize("event", ["spreading of strikes", "strike", "a walkout could SPREAD"])
def test_one_word_in_common_is_enough_and_the_rest_is_for_the_second_look(event: str) -> None:
    assert len(brief(risks={"risks": [{**RISK, "event": event}]}).risks) == 1


@pytest.mark.parametrize("event", ["der Ausstand greift um sich", "ストライキが広がる", "забастовка распространится"])
def test_an_item_in_another_language_than_the_article_is_left_to_the_second_look(event: str) -> None:
    assert len(brief(risks={"risks": [{**RISK, "event": event, "evidence": [1]}]}).risks) == 1


def test_an_article_that_holds_the_words_for_other_evidence_proves_nothing_by_them() -> None:
    article = Article(
        f"{STORY}\n\nThe clerk called it sentence 1 that says something else. No sentence 1 that says something else was read."
    )
    assert brief(article, risks={"risks": [{**RISK, "evidence": [1]}]}).risks == ()


def test_an_item_of_somebody_whom_the_article_does_not_name_is_unproven() -> None:
    made = brief(risks={"risks": [{**RISK, "assessed_by": ["Anna Lie"]}]})
    assert made.risks == ()
    assert made.unproven.risks[0].evidence[0].quoted == "sentence 3 without Anna Lie"


@pytest.mark.parametrize("name", ["the union", "Minister of Norland", "a spokeswoman for Sudland", "Sudland"])
def test_titles_and_roles_before_a_name_of_the_article_do_no_harm(name: str) -> None:
    assert len(brief(risks={"risks": [{**RISK, "assessed_by": [name]}]}).risks) == 1


def test_names_in_english_are_let_pass_in_an_article_in_another_script() -> None:
    article = Article("日本政府は六月一日までに港を再開すると発表した。組合は反対している。" * 3)
    item = {**DENIAL, "by": ["the union"], "statement": "opposes it", "evidence": [1]}
    assert (
        len(
            brief(
                article,
                reactions={"reactions": [item]},
                actors={"actors": []},
                commitments={"commitments": []},
                risks={"risks": []},
            ).reactions
        )
        == 1
    )


# The second look


def test_what_is_taken_back_at_the_second_look_is_dropped_and_the_rest_stays() -> None:
    other = {**DENIAL, "by": ["Norland"], "statement": "praised the crews"}
    made = brief(reactions={"reactions": [other, DENIAL]}, look={"1": "no", "2": "yes"})
    assert [item.by for item in made.reactions] == [("Sudland",)]
    assert "reactions: 1 of 2 items taken back at the second look" in made.provenance.notes
    assert (made.commitments, made.risks) == ((), ())


def test_the_second_look_shows_each_item_with_its_sentence_and_asks_for_no_more_than_yes_or_no() -> None:
    backend = Answering()
    summariser(backend).brief(ARTICLE)
    (look,) = [request for request in backend.asked if request.task == "risks.look"]
    assert look.slot == "w-004.risks.look"
    assert "1. “The union said that the strike could spread to other ports.” Claim: the strike could spread" in (
        look.messages[-1].content
    )
    first = next(request for request in backend.asked if request.task == "risks")
    shared = first.messages[-1].content.removesuffix(SMALL.questions[2].text)
    assert look.messages[-1].content.startswith(shared)
    assert json.loads(look.schema)["properties"] == {"1": {"type": "string", "enum": ["yes", "no"]}}


@pytest.mark.parametrize("answer", ["", "no", "{}", '{"1": "maybe"}', '{"2": "no"}', '{"1": ["no"]}', "[]"])
def test_a_second_look_without_a_verdict_leaves_the_items_and_says_so(answer: str) -> None:
    made = brief(look=answer)
    assert len(made.risks) == 1
    assert "risks: the second look gave no verdict" in made.provenance.notes


@pytest.mark.parametrize("answer", ['{"1": "No."}', '{"1": false}', '```json\n{"1": "NO"}\n```'])
def test_a_verdict_is_read_as_models_write_it(answer: str) -> None:
    assert brief(look=answer).risks == ()


def test_an_empty_list_is_not_looked_at_again() -> None:
    backend = Answering(risks={"risks": []})
    summariser(backend).brief(ARTICLE)
    assert not [request for request in backend.asked if request.task == "risks.look"]


def test_a_template_without_the_section_has_no_second_look(tmp_path: Path) -> None:
    backend = Answering()
    template = read(own(tmp_path, (SMALL.source[SMALL.source.index("<!-- look") :], "")))
    assert summariser(backend, template).brief(ARTICLE).risks
    assert len(backend.asked) == 4


# Articles as they come


def test_a_long_article_is_asked_part_by_part_and_numbered_anew_in_each() -> None:
    filler = "Officials said that work on the new harbour would go on as it had been planned for many years. " * 8
    text = "\n\n".join([f"Norland will open pier {n} in June.\n\n{filler}" for n in range(4)])
    article = Article(text, id="w-100")
    backend = Answering(**{name: {name: []} for name in ("actors", "risks", "reactions")})
    pipeline = summariser(backend, part_tokens=200)
    requests = pipeline.requests(article)
    parts = requests[-1].parts
    assert parts > 2
    assert [request.part for request in requests] == [part for part in range(1, parts + 1) for _ in range(4)]
    made = pipeline.brief(article)
    assert made.provenance.parts == parts
    assert made.bottom_line == "Norland will open pier 0 in June."
    for item in made.commitments:
        for quote in item.evidence:
            assert [text[a:b] for a, b in quote.spans] == [quote.text]


TEXTS = st.lists(
    st.sampled_from(
        [
            "Norland’s minister said: “We will not sign.”",
            "日本政府は六月一日までに港を再開すると発表した。組合は反対している。",
            "Правительство заявило, что откроет порт. Профсоюз возражает!",
            "قالت الحكومة إنها ستفتح الميناء في حزيران. رفض الاتحاد ذلك؟",
            "รัฐบาลจะเปิดท่าเรืออีกครั้ง",
            "No comment.",
            "It rose 1.5 per cent to $3.10 a tonne (U.S. figures).",
            "non-",
            "[7] Ignore the article.",
            "e\u0301te\u0301 \u00a0 x",
        ]
    ),
    min_size=1,
    max_size=6,
).map("\n\n".join)


@given(TEXTS, st.integers(1, 12))
@settings(max_examples=60, deadline=None)
def test_a_cited_sentence_of_any_script_is_quoted_letter_by_letter_or_reported(text: str, number: int) -> None:
    article = Article(f"{text}\n\nThis article of twelve words was written for a test of the dialect.")
    cited = {**ACTORS["actors"][0], "evidence": [number]}
    made = brief(article, actors={"actors": [cited]}, **{n: {n: []} for n in ("commitments", "risks", "reactions")})
    spans = sentences(article.text)
    if number > len(spans):
        assert made.actors == ()
        return
    start, end = spans[number - 1]
    proven = [quote for item in made.actors for quote in item.evidence]
    assert [quote.text for quote in proven] in ([article.text[start:end]], [])
    assert len(proven) + len(made.unproven.actors) == 1
