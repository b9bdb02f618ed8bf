"""The drafts of parts become one draft in which every actor and every item stands once."""

from __future__ import annotations

from drafting import actor, commitment, draft, reaction, risk
from hypothesis import given
from hypothesis import strategies as st

from briefer.domain.brief import Draft
from briefer.reading.merge import merge, origins


def test_actors_with_one_name_are_one_under_the_fullest_form_with_all_aliases() -> None:
    merged = merge(
        [
            draft(actors=[actor("Putin", kind="person", aliases=["the president"]), actor("Russia", kind="state")]),
            draft(
                actors=[
                    actor("Vladimir Putin", "Russian President Vladimir Putin", kind="person", role="signs the pact"),
                    actor("RUSSIA", kind="state", aliases=["Moscow"]),
                ]
            ),
        ]
    )
    assert [(a.name, a.aliases) for a in merged.actors] == [
        ("Vladimir Putin", ("Putin", "the president")),
        ("Russia", ("RUSSIA", "Moscow")),
    ]
    assert merged.actors[0].evidence == ("Putin", "Russian President Vladimir Putin")
    assert merged.actors[0].role == "signs the pact"


def test_an_alias_names_the_same_actor_only_where_the_kind_is_the_same() -> None:
    merged = merge(
        [
            draft(actors=[actor("Holm Shipping", kind="company", aliases=["Holm"])]),
            draft(actors=[actor("Holm", kind="person"), actor("Holm", kind="company")]),
        ]
    )
    assert [(a.name, a.kind) for a in merged.actors] == [("Holm Shipping", "company"), ("Holm", "person")]


def test_different_persons_and_states_stay_apart() -> None:
    merged = merge(
        [
            draft(actors=[actor("Ada Holm", kind="person"), actor("Niger", kind="state")]),
            draft(actors=[actor("Ola Holm", kind="person"), actor("Nigeria", kind="state")]),
        ]
    )
    assert [a.name for a in merged.actors] == ["Ada Holm", "Niger", "Ola Holm", "Nigeria"]


def test_items_name_the_actor_as_the_whole_does_and_an_alias_counts_in_its_own_part_only() -> None:
    merged = merge(
        [
            draft(
                actors=[actor("Brightsea", kind="company", aliases=["the company"])],
                reactions=[reaction("denies cutting crews", "it denied that", by="the company")],
            ),
            draft(
                actors=[actor("Portline", kind="company", aliases=["the company"]), actor("Holm", kind="person")],
                reactions=[reaction("welcomes the rules", "it said so", by="The company")],
                risks=[risk("strikes", "may strike", affected=["the company", "nobody listed"], assessed_by=["Holm"])],
            ),
            draft(actors=[actor("Ada Holm", kind="person")]),
        ]
    )
    assert [r.by for r in merged.reactions] == [("Brightsea",), ("Portline",)]
    assert merged.risks[0].affected == ("Portline", "nobody listed")
    assert merged.risks[0].assessed_by == ("Ada Holm",)


def test_the_same_act_told_twice_is_one_item_with_the_evidence_of_both() -> None:
    first = commitment("reopen berth 4 to ferries", "will reopen berth 4", by="Norland", to=["ferries"])
    again = commitment("reopen berth 4 to the ferries", "berth 4 is to reopen", by="Norland", deadline="by June")
    merged = merge([draft(commitments=[first]), draft(commitments=[again])])
    assert len(merged.commitments) == 1
    assert merged.commitments[0].evidence == ("will reopen berth 4", "berth 4 is to reopen")
    assert (merged.commitments[0].to, merged.commitments[0].deadline) == (("ferries",), "by June")


def test_items_that_differ_in_a_number_a_denial_a_kind_or_an_actor_stay_apart() -> None:
    base = commitment("reopen berth 4 to ferries", "will reopen berth 4")
    others = [
        commitment("reopen berth 5 to ferries", "will reopen berth 5"),
        commitment("not reopen berth 4 to ferries", "will not reopen berth 4"),
        commitment("reopen berth 4 to ferries", "may reopen berth 4", kind="offer"),
        commitment("reopen berth 4 to ferries", "will reopen berth 4", by="Sudland"),
        commitment("close the harbour", "will reopen berth 4"),
    ]
    for other in others:
        assert len(merge([draft(commitments=[base]), draft(commitments=[other])]).commitments) == 2
    pair = [reaction("blames the crew", "blamed the crew", stance=stance) for stance in ("accuses", "condemns")]
    assert len(merge([draft(reactions=pair[:1]), draft(reactions=pair[1:])]).reactions) == 2
    risks = [risk("ferries sink", "could sink", domain=domain) for domain in ("economic", "humanitarian")]
    assert len(merge([draft(risks=risks[:1]), draft(risks=risks[1:])]).risks) == 2


def test_items_on_the_same_words_are_one_where_they_say_about_the_same() -> None:
    one = risk("delays for all ferries", "“Ferries could be late”")
    other = risk("delays for passengers", '"ferries could be late"')
    assert len(merge([draft(risks=[one]), draft(risks=[other])]).risks) == 1


def test_the_bottom_line_is_that_of_the_first_part() -> None:
    assert merge([draft("The lead."), draft("The rest.")]).bottom_line == "The lead."


def test_a_quote_is_looked_for_first_in_the_part_that_it_was_taken_from() -> None:
    text = "They denied it all.\n\nLater they denied it all."
    parts = ["They denied it all.", "Later they denied it all."]
    drafts = [draft(), draft(reactions=[reaction("denies", "they denied it all", "denied it all")])]
    assert origins(drafts, parts, text) == {"they denied it all": 21, "denied it all": 21}


NAMES = st.sampled_from(["Norland", "Ada Holm", "Holm", "the company", "Sudland"])
ITEMS = st.builds(
    lambda n, kind, by, words: (n, kind, by, words),
    NAMES,
    st.sampled_from(["pledge", "threat"]),
    NAMES,
    st.sampled_from(["reopen berth 4", "reopen berth 5", "not reopen berth 4", "sue the operator"]),
)
DRAFTS = st.lists(ITEMS, max_size=5).map(
    lambda items: draft(
        actors=[actor(name, kind="person") for name, *_ in items],
        commitments=[commitment(words, f"will {words}", by=by, kind=kind) for _, kind, by, words in items],
    )
)


@given(st.lists(DRAFTS, min_size=1, max_size=4))
def test_merging_invents_nothing_and_loses_no_act(drafts: list[Draft]) -> None:
    merged = merge(drafts)
    assert {c.action for c in merged.commitments} <= {c.action for d in drafts for c in d.commitments}
    assert {q for _, i in merged.items() for q in i.evidence} <= {
        q for d in drafts for _, i in d.items() for q in i.evidence
    }
    assert len(merge([merged]).commitments) == len(merged.commitments)
    assert {c.action for c in merged.commitments} == {c.action for d in drafts for c in d.commitments}
