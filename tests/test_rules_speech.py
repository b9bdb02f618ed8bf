"""Attribution: direct, indirect and split quotations, "according to", pronouns, unnamed officials."""

from __future__ import annotations

import pytest
from ruled import risks

CLAIM = "prices could rise sharply"
TRANSCRIPT = (
    "MS. HARLAN: Good afternoon. We will publish the report by Friday.",
    "QUESTION: Will you impose sanctions? The opposition says you will send troops to the border.",
    "MS. HARLAN: We condemn the attack on the embassy.",
    "QUESTION: And the talks?",
)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (f"Jane Miller, a senior economist, said {CLAIM}.", "Jane Miller"),
        (f"Jane Miller said on Tuesday that {CLAIM}.", "Jane Miller"),
        (f"“Next year {CLAIM},” said Jane Miller, an economist.", "Jane Miller"),
        (f"“Next year {CLAIM},” economist Jane Miller told reporters.", "Jane Miller"),
        (f"“Next year,” said Jane Miller, an economist, “{CLAIM}.”", "Jane Miller"),
        (f"Next year, according to economist Jane Miller, {CLAIM}.", "Jane Miller"),
        (f"Economist Jane Miller, who spoke in Oslo, warned that {CLAIM}.", "Jane Miller"),
        (f"Economist Jane Miller praised the budget. She added that {CLAIM}.", "Jane Miller"),
        (f"The Bakers Federation praised the budget. It warned that {CLAIM}.", "Bakers Federation"),
        (f"An official in Oslo, who asked not to be named, said {CLAIM}.", "official in Oslo"),
        (f"Two opposition lawmakers said {CLAIM}.", "Two opposition lawmakers"),
        (f"Next year {CLAIM}, the finance ministry said.", "finance ministry"),
        (f"Next year {CLAIM}, Norway’s central bank said.", "Norway’s central bank"),
        (f"The Bakers Federation praised the budget but warned that {CLAIM}.", "Bakers Federation"),
    ],
)
def test_words_are_attributed_to_whoever_says_them(text: str, speaker: str) -> None:
    assert [r.assessed_by for r in risks(text)] == [(speaker,)]


def test_what_nobody_says_is_the_articles_own_voice() -> None:
    assert [r.assessed_by for r in risks("Next year the price of bread could rise sharply in the north.")] == [()]


def test_whoever_did_not_say_it_is_not_its_speaker() -> None:
    assert [r.assessed_by for r in risks(f"The finance ministry did not say whether {CLAIM}.")] in ([], [()])


def test_in_a_transcript_the_label_tells_who_speaks_and_questions_bind_nobody() -> None:
    text = "\n\n".join((*TRANSCRIPT, "MS. HARLAN: Prices could rise if the talks fail."))
    found = risks(text)
    assert [r.assessed_by for r in found] == [("HARLAN",)]


def test_we_in_a_statement_is_the_body_that_speaks() -> None:
    from ruled import reactions

    text = (
        "The United States condemns the detention of the leaders. We call on the government of Ruritania to release them. "
        "Our partners agree, and we stand with them. We welcome the statement of the African Union."
    )
    assert [(r.by, r.stance) for r in reactions(text)] == [
        (("United States",), "condemns"),
        (("United States",), "demands"),
        (("United States",), "endorses"),
    ]
