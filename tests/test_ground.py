"""An item stands among the proven ones if and only if the article has all its words of evidence."""

from __future__ import annotations

from drafting import actor, commitment, fired, grounded, reaction, risk

from briefer.domain.quote import Missing, Quote

STORY = (
    "Norland said on Monday that it would not close the port before June 1.\n\n"
    "“This is reckless,” said Ada Holm of Brightsea, which may sue for $1.2 bn.\n\n"
    "Norland denied the charge. Ferries could be cancelled."
)


def test_an_item_whose_quotes_are_all_located_is_proven() -> None:
    result = grounded(
        STORY,
        actors=[actor("Norland"), actor("Ada Holm", "said Ada Holm of Brightsea")],
        risks=[risk("cancelled ferries", "Ferries could be cancelled")],
        reactions=[reaction("calls it reckless", "“This is reckless,”", "said Ada Holm of Brightsea", by="Ada Holm")],
    )
    assert len(result.proven.actors) == 2
    assert [quote.text for quote in result.proven.reactions[0].evidence] == [
        "“This is reckless,”",
        "said Ada Holm of Brightsea",
    ]
    assert list(result.unproven.items()) == []


def test_an_item_without_evidence_is_unproven_and_said_to_be() -> None:
    result = grounded(STORY, risks=[risk("cancelled ferries")])
    assert result.proven.risks == ()
    assert [risk.event for risk in result.unproven.risks] == ["cancelled ferries"]
    assert fired(result, "evidence-not-found") == ["unproven.risks[0]"]


def test_one_quote_that_is_not_there_takes_the_whole_item_to_the_unproven_ones() -> None:
    result = grounded(STORY, reactions=[reaction("sues", "which may sue for $1.2 bn", "lawyers are ready to file")])
    assert result.proven.reactions == ()
    located, missing = result.unproven.reactions[0].evidence
    assert isinstance(located, Quote)
    assert STORY[slice(*located.spans[0])] == located.text == "which may sue for $1.2 bn"
    assert missing == Missing(quoted="lawyers are ready to file")
    assert fired(result, "evidence-not-found") == ["unproven.reactions[0].evidence[1]"]


def test_a_contradicting_quote_is_reported_with_both_texts_and_what_differs() -> None:
    result = grounded(
        STORY,
        commitments=[
            commitment("keep the port open", "it would not close the port before June 1"),
            commitment("close the port", "it would close the port before June 1"),
        ],
        reactions=[reaction("wants $12 bn", "which may sue for $12 bn")],
    )
    assert len(result.proven.commitments) == 1
    assert fired(result, "evidence-contradicting") == [
        "unproven.commitments[0].evidence[0]",
        "unproven.reactions[0].evidence[0]",
    ]
    negation, number = (c.message for c in result.checks if c.rule == "evidence-contradicting")
    assert "“it would close the port before June 1”" in negation
    assert "“it would not close the port before June 1”" in negation
    assert "the negation differs" in negation
    assert "“not”" in negation
    assert "“which may sue for $12 bn”" in number
    assert "“which may sue for $1.2 bn”" in number
    assert "the number differs (“12 bn” is quoted, “1.2 bn” stands there)" in number


def test_a_quote_of_two_words_proves_an_actor_and_nothing_else() -> None:
    result = grounded(STORY, actors=[actor("Norland", "Norland")], reactions=[reaction("denies", "Norland denied")])
    assert len(result.proven.actors) == 1
    assert fired(result, "evidence-not-found") == ["unproven.reactions[0].evidence[0]"]
    assert any("too short" in check.message for check in result.checks)


def test_quotes_may_come_in_another_order_than_the_article_has_them() -> None:
    result = grounded(
        STORY,
        reactions=[
            reaction("denies", "Norland denied the charge"),
            reaction("is angry", "“This is reckless,” said Ada Holm"),
            reaction("stays open", "it would not close the port"),
        ],
    )
    starts = [item.evidence[0].spans[0][0] for item in result.proven.reactions]
    assert starts == sorted(starts, reverse=True)


def test_paths_count_within_the_list_in_which_an_item_ends_up() -> None:
    result = grounded(
        STORY,
        risks=[
            risk("one", "not in here at all"),
            risk("two", "Ferries could be cancelled"),
            risk("three", "nor is this in here"),
        ],
    )
    assert fired(result, "evidence-not-found") == ["unproven.risks[0].evidence[0]", "unproven.risks[1].evidence[0]"]


def test_a_place_is_looked_for_first_in_the_part_that_the_quote_came_from() -> None:
    from drafting import draft

    from briefer.domain.article import Article
    from briefer.reading.ground import ground

    text = "Norland denied the charge. Later Norland denied the charge again."
    quote = "Norland denied the charge"
    made = draft(reactions=[reaction("denies", quote)])
    plain = ground(made, Article(text))
    second = ground(made, Article(text), {quote: 27})
    assert plain.proven.reactions[0].evidence[0].spans == ((0, 25),)
    assert second.proven.reactions[0].evidence[0].spans == ((33, 58),)
