"""Every rule fires where a reader should be warned, and stays silent where nothing is wrong."""

from __future__ import annotations

import pytest
from drafting import actor, commitment, fired, grounded, reaction, risk

from briefer.reading.unsettled import stem

STORY = (
    "HARBOUR CITY, March 3 (Wire) — The United States may impose sanctions on Sudland by May 4, and both ferries "
    "could sail by June 1, U.S. officials said on Monday. President Édouard Lemaître of Norland, which has 40 "
    "million people, hinted that it might sue. The European Union gave $1.2 billion.\n\n"
    "“This is reckless behaviour by a neighbour,” Lemaître told reporters. Sudland’s foreign minister, Ada Holm, "
    "denied supplying weapons to rebels. She said the talks were “a gift to lawyers”.\n\n"
    "Sudland will reopen berth 4 within forty days. Norland did not attend the talks. The Norwegians sent 12 "
    "experts; Ukrainian engineers followed in the third week, costs rose 5 per cent, and NATO is “watching”. "
    "Brightsea, which could sail, vowed to pay by June. The ferries lie still for 30 days or more, and fees "
    "of up to $5 million. The strike might disrupt trade; it could break the bank."
)
HOLM = "Sudland’s foreign minister, Ada Holm"


def facts(text: str, rule: str) -> list[str]:
    """Where `rule` fires on a free text, tried as the bottom line and as a statement."""
    result = grounded(STORY, text, reactions=[reaction(text, HOLM)])
    paths = fired(result, rule)
    assert ("bottom_line" in paths) == ("reactions[0].statement" in paths) or text[0].isupper()
    return paths


@pytest.mark.parametrize(
    "text",
    [
        "the talks with Eastland failed",
        "praised by Angela Merkel",
        "Emmanuel Macron said that it would sue",
        "Germany rejects the plan",
        "Zelensky warned that it might sue",
        "in talks with the IMF",
        "Eastland's minister denied it",
        "He met Ada Larsson on Monday",
        "it affects Iraqis",
        "an Austrian adviser",
        "Larsson to leave the talks",
        "Merkel, who leads it, left",
        "Larson, 54, left",
        "Keller rejects the offer",
        "Keller and Lemaître met",
    ],
)
def test_a_name_that_the_article_lacks_is_reported(text: str) -> None:
    assert facts(text, "name-not-in-article")


@pytest.mark.parametrize(
    "text",
    [
        "U.S. officials and the US government",
        "American officials spoke",
        "the EU gave money",
        "President Edouard Lemaitre hinted at it",
        "Mr Lemaître’s remarks",
        "LEMAÎTRE spoke",
        "Ukraine and Norway sent experts",
        "Minister Holm denied it",
        "in talks with Ambassador Holm",
        "Sudland's and Norland's talks, Sudlands",
        "Reckless behaviour was criticised",
        "Criticises the neighbour",
        "It hinted. They said so. Both may sue.",
        "Further talks could follow",
        "NATO is watching",
        "what I said",
        "Open: who pays for it",
        "Unclear: whether it sails",
        "Today's talks failed",
        "Everyone and Lemaître met",
        "Risky plans, who pays",
        "Worsen the talks",
    ],
)
def test_a_name_that_the_article_has_in_another_form_is_not_reported(text: str) -> None:
    assert facts(text, "name-not-in-article") == []


@pytest.mark.parametrize(
    "text",
    [
        "gave $12 billion",
        "gave €1.2 billion",
        "has 4 million people",
        "within fourteen days",
        "reopens berth 7",
        "costs rose 50 per cent",
        "costs rose $5",
        "sent a dozen of 13 experts",
        "gave 1.2 million",
        "over three hundred ships",
        "30 days or less",
        "up to 30 days",
        "at least $5 million",
        "no fewer than five million dollars",
    ],
)
def test_a_number_that_the_article_lacks_is_reported(text: str) -> None:
    assert facts(text, "number-not-in-article")


@pytest.mark.parametrize(
    "text",
    [
        "gave $1.2bn",
        "gave 1,200 million dollars",
        "has 40m people",
        "has forty million people",
        "within 40 days",
        "sent twelve experts",
        "in the 3rd week",
        "costs rose 5%",
        "costs rose five percent",
        "one of the two",
        "half of the ferries",
        "more than 12 experts",
        "30 days or more",
        "a minimum of 30 days",
        "no less than thirty days",
        "at most $5 million",
        "40 days or more",
        "40 days at least",
        "first talks",
    ],
)
def test_a_number_that_the_article_writes_in_another_way_is_not_reported(text: str) -> None:
    assert facts(text, "number-not-in-article") == []


@pytest.mark.parametrize(
    "text",
    ["by May 1", "by June 4", "by July", "on Friday", "by 4 June", "on 2026-03-05", "until Jan. 3", "by 5 March"],
)
def test_a_date_that_the_article_lacks_is_reported(text: str) -> None:
    assert facts(text, "date-not-in-article")
    assert facts(text, "name-not-in-article") == []


@pytest.mark.parametrize(
    "text",
    ["by May 4", "by 4 May", "by the 1st of June", "on Monday", "in March", "on Mar. 3", "it may sue", "May sue"],
)
def test_a_date_that_the_article_has_is_not_reported(text: str) -> None:
    assert facts(text, "date-not-in-article") == []


def test_every_free_text_field_is_looked_at_and_named() -> None:
    result = grounded(
        STORY,
        actors=[actor("Ada Holm", role="meets Angela Merkel", affiliation="Eastland", aliases=["Ada Holmqvist"])],
        commitments=[
            commitment(
                "pay 77 million",
                "The European Union gave $1.2 billion",
                condition="if Eastland agrees",
                deadline="by July 9",
            )
        ],
        risks=[risk("war with Eastland", "both ferries could sail by June 1", driver="anger in Eastland")],
        reactions=[reaction("says so", "“This is reckless behaviour", target="the plan of Eastland")],
    )
    paths = {check.path for check in result.checks if check.rule.endswith("-not-in-article")}
    assert paths == {
        "actors[0].role",
        "actors[0].affiliation",
        "actors[0].aliases[0]",
        "commitments[0].action",
        "commitments[0].condition",
        "commitments[0].deadline",
        "risks[0].event",
        "risks[0].driver",
        "reactions[0].target",
    }


# Actors

ACTORS = [
    actor("Ada Holm", aliases=["Holm", "the minister"], kind="person"),
    actor("United States", "The United States", aliases=["U.S."], kind="state"),
    actor("Édouard Lemaître", "President Édouard Lemaître of Norland", kind="person"),
]


@pytest.mark.parametrize(
    "name",
    [
        "Ada Holm",
        "holm",
        "The minister",
        "the United States",
        "US",
        "President Edouard Lemaitre",
        "Lemaître",
        "Mr Lemaître",
    ],
)
def test_a_listed_actor_is_known_by_alias_case_accent_title_and_surname(name: str) -> None:
    result = grounded(STORY, actors=ACTORS, reactions=[reaction("is angry", HOLM, by=name)])
    assert fired(result, "actor-not-listed") == []


def test_a_name_that_is_no_listed_actor_is_reported_in_each_of_the_four_fields() -> None:
    result = grounded(
        STORY,
        actors=ACTORS,
        commitments=[commitment("reopen it", "Sudland will reopen berth 4", by="Sudland", to=["US", "Norland"])],
        risks=[risk("war", "it might sue. The European", affected=["rebels"], assessed_by=["Holm", "NATO"])],
    )
    assert fired(result, "actor-not-listed") == [
        "commitments[0].by[0]",
        "commitments[0].to[1]",
        "risks[0].affected[0]",
        "risks[0].assessed_by[1]",
    ]


def test_an_actor_among_the_unproven_ones_is_listed_all_the_same() -> None:
    result = grounded(
        STORY, actors=[actor("Sudland", "no such words here")], reactions=[reaction("is angry", HOLM, by="Sudland")]
    )
    assert [item.name for item in result.unproven.actors] == ["Sudland"]
    assert fired(result, "actor-not-listed") == []


def test_a_surname_that_two_actors_share_names_neither() -> None:
    text = "Ola Holm met Ada Holm at noon today."
    result = grounded(
        text,
        actors=[actor("Ola Holm", kind="person"), actor("Ada Holm", kind="person")],
        reactions=[reaction("meets", "met Ada Holm at noon", by="Holm")],
    )
    assert fired(result, "actor-not-listed") == ["reactions[0].by[0]"]


# Quotation marks


@pytest.mark.parametrize(
    "text",
    [
        "calls it 'a gift to lawyers'",
        'says "This is reckless behaviour"',
        "is “watching”",
        "the minister's and rebels' talks",
    ],
)
def test_words_in_quotation_marks_that_are_the_articles_are_silent(text: str) -> None:
    assert facts(text, "quotation-not-in-article") == []


@pytest.mark.parametrize(
    "text",
    ["calls it 'a gift to judges'", 'says "This was reckless behaviour"', "is “waiting”", "calls the talks «absurd»"],
)
def test_words_in_quotation_marks_that_are_not_the_articles_are_reported(text: str) -> None:
    assert facts(text, "quotation-not-in-article")


def test_a_direct_quotation_that_no_item_rests_on_is_reported_with_its_place() -> None:
    covered = grounded(
        STORY, reactions=[reaction("is angry", "“This is reckless behaviour by a neighbour,” Lemaître told")]
    )
    messages = [check.message for check in covered.checks if check.rule == "quotation-not-covered"]
    at = STORY.index("a gift to lawyers")
    assert messages == [f"no item rests on the direct quotation “a gift to lawyers” ({at}–{at + 17})"]
    assert fired(covered, "quotation-not-covered") == ["article"]
    bare = grounded(STORY)
    assert len(fired(bare, "quotation-not-covered")) == 2


def test_words_of_one_or_two_in_marks_are_no_direct_quotation() -> None:
    assert fired(grounded('He was “very angry” and ‘sad’, and "left early", they said.'), "quotation-not-covered") == []


@pytest.mark.parametrize(
    "text",
    [
        'He said "I will not go there" today.',
        "He said ‘I won’t go there’ today.",
        "He said: “I will not go.\n\n“Not today.”",
    ],
)
def test_direct_quotations_are_seen_in_all_their_marks(text: str) -> None:
    assert fired(grounded(text), "quotation-not-covered")


# Strength


@pytest.mark.parametrize(
    ("action", "quote", "kind"),
    [
        ("will impose sanctions", "The United States may impose sanctions on Sudland", "threat"),
        ("will sail by June 1", "both ferries could sail by June 1", "offer"),
        ("is going to sue", "hinted that it might sue", "threat"),
        ("sue", "hinted that it might sue", "pledge"),
    ],
)
def test_a_modality_harder_than_the_evidence_is_reported(action: str, quote: str, kind: str) -> None:
    result = grounded(STORY, commitments=[commitment(action, quote, kind=kind)])
    assert fired(result, "modality-harder")


@pytest.mark.parametrize(
    ("action", "quote", "kind"),
    [
        ("may impose sanctions", "The United States may impose sanctions on Sudland", "threat"),
        ("impose sanctions", "The United States may impose sanctions on Sudland", "threat"),
        ("will reopen berth 4", "Sudland will reopen berth 4 within forty days", "pledge"),
        ("might sue, which will take time", "hinted that it might sue", "threat"),
        ("will pay", "which could sail, vowed to pay by June", "pledge"),
        ("will reopen berth 4", HOLM, "pledge"),
    ],
)
def test_a_modality_that_the_evidence_bears_is_silent(action: str, quote: str, kind: str) -> None:
    assert fired(grounded(STORY, commitments=[commitment(action, quote, kind=kind)]), "modality-harder") == []


@pytest.mark.parametrize(
    "text",
    [
        "The strike has disrupted trade.",
        "The strike disrupts the trade of Norland.",
        "The strike is disrupting trade.",
        "The bank has been broken by the strike.",
        "The strike broke the bank.",
        "The United States imposed more sanctions; Norland sued.",
        "Norland might sue. The strike will disrupt trade.",
    ],
)
def test_what_the_article_only_holds_possible_and_a_text_states_is_reported(text: str) -> None:
    result = grounded(STORY, text, reactions=[reaction(text, HOLM)])
    assert set(fired(result, "modality-harder")) == {"bottom_line", "reactions[0].statement"}


@pytest.mark.parametrize(
    "text",
    [
        "The strike could disrupt trade, and it may break the bank.",
        "The strike threatens trade, which it has disrupted.",
        "Sanctions that the United States imposes would be answered.",
        "It fears that the strike disrupts the trade.",
        "Sudland will reopen berth 4.",
        "The disrupted trade of Norland",
        "The ferries have sailed from Norland if they could.",
    ],
)
def test_what_a_text_leaves_open_as_the_article_does_is_silent(text: str) -> None:
    result = grounded(STORY, text, reactions=[reaction(text, HOLM)])
    assert fired(result, "modality-harder") == []


def test_a_verb_that_the_article_also_uses_of_what_happened_is_settled() -> None:
    text = STORY + " The first strike disrupted trade in May; imposition of sanctions began."
    result = grounded(text, "The strike has disrupted trade. The United States imposed the sanctions.")
    assert fired(result, "modality-harder") == []


@pytest.mark.parametrize(
    ("event", "likelihood", "found"),
    [
        ("the strike has disrupted trade", None, ["risks[0].event"]),
        ("the strike has disrupted trade", "might", []),
        ("the strike disrupts the trade", None, []),
        ("disrupted trade", None, []),
    ],
)
def test_a_risk_names_an_event_and_does_not_say_that_it_has_come(
    event: str, likelihood: str | None, found: list[str]
) -> None:
    result = grounded(STORY, risks=[risk(event, "The strike might disrupt trade", likelihood=likelihood)])
    assert fired(result, "modality-harder") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Norland attended the talks.", ["bottom_line"]),
        ("Norland has attended the talks; ferries could sail.", ["bottom_line"]),
        ("Sudland supplied the weapons.", ["bottom_line"]),
        ("Norland attended none of the talks.", []),
        ("Norland stayed away from the talks.", []),
        ("The talks were attended by the Norwegians alone and not by Norland.", []),
    ],
)
def test_a_denial_that_the_bottom_line_has_lost_is_reported(text: str, found: list[str]) -> None:
    assert fired(grounded(STORY, text), "denial-lost") == found


def test_a_denial_in_a_contraction_is_quoted_as_a_whole_and_a_verb_weighed_is_none_decided() -> None:
    text = (
        "The mayor won’t reopen the gate. The port didn't answer, and is considering closing the pier; it can't wait."
    )
    result = grounded(text, "The mayor will reopen the gate. The port answered the call and has closed the pier.")
    assert [(check.rule, check.message) for check in result.checks] == [
        ("modality-harder", "“has closed” is harder than the article, which says “considering closing”"),
        ("denial-lost", "“won’t reopen” in the article, and no denial in “will reopen”"),
        ("denial-lost", "“didn't answer” in the article, and no denial in “answered”"),
    ]


@pytest.mark.parametrize(
    "forms",
    [
        "disrupt disrupts disrupted disrupting",
        "impose imposes imposed imposing",
        "stop stops stopped stopping",
        "sell sells selling sold",
        "carry carries carried carrying",
        "break breaks broke broken breaking",
        "cancel cancels cancelled cancelling canceled",
    ],
)
def test_the_forms_of_a_verb_have_one_stem(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("statement", "quote", "stance"),
    [
        ("supplied weapons to rebels", "Ada Holm, denied supplying weapons to rebels", "acts"),
        ("attended the talks", "Norland did not attend the talks", "acts"),
        ("attended the talks", "attend the talks. The Norwegians", "acts"),
        ("attended the talks", "forty days. Norland did", "acts"),
    ],
)
def test_a_denial_that_the_item_has_lost_is_reported(statement: str, quote: str, stance: str) -> None:
    result = grounded(STORY, reactions=[reaction(statement, quote, stance=stance)])
    assert fired(result, "denial-lost") == ["reactions[0].statement"]


@pytest.mark.parametrize(
    ("statement", "quote", "stance"),
    [
        ("denies supplying weapons", "Ada Holm, denied supplying weapons to rebels", "denies"),
        ("supplying weapons to rebels", "Ada Holm, denied supplying weapons to rebels", "denies"),
        ("says that it never supplied weapons", "Ada Holm, denied supplying weapons to rebels", "neutral"),
        ("stayed away from the talks", "Norland did not attend the talks", "acts"),
        ("sent experts", "Norland did not attend the talks. The Norwegians sent 12 experts", "acts"),
        ("sued", "hinted that it might sue", "acts"),
    ],
)
def test_a_denial_that_the_item_keeps_or_does_not_touch_is_silent(statement: str, quote: str, stance: str) -> None:
    assert fired(grounded(STORY, reactions=[reaction(statement, quote, stance=stance)]), "denial-lost") == []


# Others


def test_a_quote_as_long_as_an_article_is_reported() -> None:
    text = " ".join(f"Norland sent ship {n} to the port." for n in range(40))
    result = grounded(
        text, reactions=[reaction("sends ships", text), reaction("sends one", "Norland sent ship 7 to the port.")]
    )
    assert fired(result, "evidence-too-long") == ["reactions[0].evidence[0]"]
    assert len(result.proven.reactions) == 2


def test_words_of_likelihood_have_to_be_the_articles() -> None:
    quote = "both ferries could sail by June 1"
    assert fired(grounded(STORY, risks=[risk("delay", quote, likelihood="could")]), "likelihood-not-in-article") == []
    assert fired(
        grounded(STORY, risks=[risk("delay", quote, likelihood="almost certain")]), "likelihood-not-in-article"
    ) == ["risks[0].likelihood"]


def test_a_brief_that_says_nothing_wrong_has_no_finding() -> None:
    result = grounded(
        STORY,
        "The United States may impose sanctions on Sudland by May 4; Ada Holm denied supplying weapons.",
        actors=[*ACTORS, actor("Sudland", "sanctions on Sudland"), actor("Norland")],
        commitments=[
            commitment(
                "impose sanctions",
                "The United States may impose sanctions on Sudland by May 4",
                by="United States",
                to=["Sudland"],
                kind="threat",
                deadline="by May 4",
            )
        ],
        reactions=[
            reaction(
                "calls it reckless", "“This is reckless behaviour by a neighbour,” Lemaître told", by="Édouard Lemaître"
            ),
            reaction("calls the talks a gift", "the talks were “a gift to lawyers”", by="Ada Holm"),
        ],
    )
    assert result.checks == ()
