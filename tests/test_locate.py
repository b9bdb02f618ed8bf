"""Quotes are located where they stand, and nothing that the article does not say is ever located."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from briefer.domain.article import Article
from briefer.domain.quote import ELISION, Quote
from briefer.reading.fold import fold
from briefer.reading.locate import Contradiction, NotFound, locate

STORY = (
    "HARBOUR CITY, March 3 (Wire) — The port authority of Norland said on Monday that it would not reopen berth 4 "
    "before June 1, after a crane collapsed and killed two workers.\n\n"
    "“We did not cut corners,” said Ada Holm, the authority’s director. “Nobody was told to work in the storm.” "
    "The repairs cost $1.2 billion, or 4.5 percent of revenue, and 1,740 containers were moved (some twice) to "
    "Port Sela.\n\n"
    "Brightsea, a ferry operator, denied that its crews had ignored the warning. It can’t resume sailings, it "
    "said, unless the non-military channel is dredged. Norland accused Sudland of hiding a report; Sudland "
    "rejected the charge as un-lawful.\n\n"
    "The temperature fell to -5 degrees. An official, who had never spoken in public before, said Norland may "
    "sue. Minister Ola Berg [of the interior] called it “a gift … to lawyers”. The ﬁre brigade arrived after "
    "forty-two minutes."
)
ARTICLE = Article(STORY)


def found(quote: str, article: Article = ARTICLE) -> Quote:
    verdict = locate(quote, article)
    assert isinstance(verdict, Quote), verdict
    assert verdict.text == ELISION.join(article.text[s:e] for s, e in verdict.spans)
    return verdict


@pytest.mark.parametrize(
    "quote",
    [
        "the authority’s director",
        "moved (some twice) to Port Sela.",
        "Minister Ola Berg [of the interior] called it",
        "called it “a gift … to lawyers”",
        "killed two workers.\n\n“We did not cut corners,” said Ada Holm",
        "Norland may sue",
    ],
)
def test_words_copied_letter_by_letter_are_found_exactly(quote: str) -> None:
    verdict = found(quote)
    assert (verdict.text, verdict.fit, verdict.quoted) == (quote, "exact", None)


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("the authority's director", "the authority’s director"),
        ('"We did not cut corners," said Ada Holm', "“We did not cut corners,” said Ada Holm"),
        ("'We did not cut corners'", "We did not cut corners"),
        ("HARBOUR CITY, March 3 (Wire) - The port", "HARBOUR CITY, March 3 (Wire) — The port"),
        ("HARBOUR CITY, March 3 (Wire)--The port", "HARBOUR CITY, March 3 (Wire) — The port"),
        ("killed two workers. “We did not cut", "killed two workers.\n\n“We did not cut"),
        ("THE PORT AUTHORITY OF NORLAND", "The port authority of Norland"),
        ("The fire brigade arrived", "The ﬁre brigade arrived"),
        ("port\u00a0authority   of\tNorland", "port authority of Norland"),
        ("the port author\u00adity of Nor\u200bland", "The port authority of Norland"),
        ("called it 'a gift ... to lawyers'", "called it “a gift … to lawyers”"),
        ("…the repairs cost $1.2 billion…", "The repairs cost $1.2 billion"),
        ("Norland may sue!", "Norland may sue"),
        ("after forty–two minutes", "after forty-two minutes"),
    ],
)
def test_what_a_copyist_changes_without_noticing_is_folded_away(quote: str, text: str) -> None:
    verdict = found(quote)
    assert (verdict.text, verdict.fit, verdict.quoted) == (text, "folded", quote)


@pytest.mark.parametrize(
    ("quote", "spans"),
    [
        ("The port authority of Norland said … it would not reopen berth 4", 2),
        ("The port authority of Norland said ... that it would not reopen berth 4 ... after a crane collapsed", 3),
        ("Brightsea [...] denied that its crews", 2),
        ("An official … said Norland may sue", 2),
        ("Minister Ola Berg [the politician] called it", 2),
    ],
)
def test_pieces_in_order_and_close_together_are_found(quote: str, spans: int) -> None:
    verdict = found(quote)
    assert (verdict.fit, len(verdict.spans)) == ("elided", spans)


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("denied that its crew had ignored the warning", "denied that its crews had ignored the warning"),
        ("after a crane colapsed and killed", "after a crane collapsed and killed"),
        ("We didn't cut corners", "We did not cut corners"),
        ("said on Monday that it would not re-open berth 4", "said on Monday that it would not reopen berth 4"),
        ("Norland accused Sudland of hiding the report", "Norland accused Sudland of hiding a report"),
        (
            "The repairs cost $1.2bn, or 4.5 percent of revenue",
            "The repairs cost $1.2 billion, or 4.5 percent of revenue",
        ),
        ("brigade arrived after 42 minutes", "brigade arrived after forty-two minutes"),
    ],
)
def test_a_few_letters_off_is_near(quote: str, text: str) -> None:
    verdict = found(quote)
    assert (verdict.text, verdict.fit, verdict.quoted) == (text, "near", quote)


@pytest.mark.parametrize(
    ("quote", "differs"),
    [
        ("it would reopen berth 4 before June 1", "negation"),
        ("it would not reopen berth 5 before June 1", "number"),
        ("it would not reopen berth 4 before July 1", "name"),
        ("We did cut corners", "negation"),
        ("Somebody was told not to work in the storm", "negation"),
        ("The repairs cost $12 billion", "number"),
        ("The repairs cost $1.2 million", "number"),
        ("The repairs cost €1.2 billion", "number"),
        ("The repairs cost $1.2", "number"),
        ("2 billion, or 4.5 percent of revenue", "number"),
        ("or 45 percent of revenue", "number"),
        ("740 containers were moved", "number"),
        ("fell to 5 degrees", "number"),
        ("killed three workers", "number"),
        ("arrived after forty minutes", "number"),
        ("Brightsea, a ferry operator, admitted that its crews had ignored the warning", "negation"),
        ("It can resume sailings, it said", "negation"),
        ("unless the military channel is dredged", "negation"),
        ("Sudland accused Norland of hiding a report", "name"),
        ("Norland accused Brightsea of hiding a report", "name"),
        ("Sudland accepted the charge as un-lawful", "negation"),
        ("Sudland rejected the charge as lawful", "negation"),
        ("who had spoken in public before", "negation"),
        ("said on Friday that it would not reopen", "name"),
        ("it would … reopen berth 4", "leaves out “not”"),
        ("We did … cut corners", "leaves out “not”"),
        ("Ada Holm, the authority’s director. “Everybody was told to work", "negation"),
    ],
)
def test_a_quote_with_another_number_name_or_negation_contradicts_its_source(quote: str, differs: str) -> None:
    verdict = locate(quote, ARTICLE)
    assert isinstance(verdict, Contradiction), verdict
    assert any(differs in what for what in verdict.differs)
    assert 0 <= verdict.passage[0] < verdict.passage[1] <= len(STORY)


@pytest.mark.parametrize(
    "quote",
    [
        "",
        "   ",
        "…",
        "port authority",
        "the moon is made of green cheese",
        "The port authority … Norland may sue",
        "denied that its crews … is dredged",
        "Norland … sue",
        "a ferry operator … It can",
        "Norland … may … jump",
        "said Norland will sue",
        "the port authority of Nor",
        "ort authority of Norland",
        "berth 4 … The port authority of Norland",
        "Norland said … Sudland of hiding",
        "[Sudland] said Norland may sue",
        "close .* berths and (a+)+$",
        "a crane was inspected and killed two workers",
    ],
)
def test_what_the_article_does_not_say_is_not_found(quote: str) -> None:
    assert isinstance(locate(quote, ARTICLE), NotFound | Contradiction)


def test_characters_of_regular_expressions_are_data() -> None:
    text = "The board (all 7 of it) voted [no] on the $4.50 fee*; it was a 50/50+ matter, they said? Yes."
    assert locate("(all 7 of it) voted [no] on the $4.50 fee*", Article(text)) == Quote(
        text="(all 7 of it) voted [no] on the $4.50 fee*", spans=((10, 52),), fit="exact"
    )
    assert isinstance(locate(r"The board .* voted \[no\]", Article(text)), NotFound)


def test_of_several_places_the_first_after_the_start_is_taken() -> None:
    text = "He said it was late. Then the vote was late again. It was late again, he said."
    article = Article(text)
    second = text.index("was late again")
    assert locate("was late again", article).spans == ((second, second + 14),)  # type: ignore[union-attr]  # it is found
    third = text.index("was late again", second + 1)
    assert locate("was late again", article, start=second + 1).spans == ((third, third + 14),)  # type: ignore[union-attr]
    assert locate("was late again", article, start=len(text)).spans == ((second, second + 14),)  # type: ignore[union-attr]


def test_a_whole_word_is_preferred_to_the_middle_of_one() -> None:
    text = "The scoping review ended. Then coping with loss began."
    assert locate("coping with loss", Article(text)).spans == ((31, 47),)  # type: ignore[union-attr]
    assert locate("oping", Article(text), fewest=1) == NotFound("it begins or ends inside a word", (6, 11))


def test_the_mention_of_an_actor_may_be_a_single_word() -> None:
    assert isinstance(locate("Brightsea", ARTICLE), NotFound)
    assert found_short("Brightsea") == "Brightsea"


def found_short(quote: str) -> str:
    verdict = locate(quote, ARTICLE, fewest=1)
    assert isinstance(verdict, Quote)
    return verdict.text


def test_an_article_of_one_megabyte_is_read_in_linear_time() -> None:
    import time

    text = "\n\n".join(f"{STORY} Paragraph {n} ends at {n} o’clock." for n in range(900))
    started = time.process_time()
    article = Article(text)
    assert isinstance(locate("Paragraph 871 ends at 871 o'clock", article), Quote)
    assert isinstance(locate("Paragraph 871 ends at 872 o'clock", article), Contradiction)
    assert time.process_time() - started < 10


# Laws

WORDS = st.sampled_from(
    "the a minister said that it would not never sell 40 tanks $1.2 billion Norland Sudland’s can’t “we” — co-operate 3,500 "
    "ﬁne naïve straße İzmir 10⁶ half of\u00a0the sup\u00adply e\u0301tat half-hearted non-nuclear U.S. (see below) 2026 50% .* [sic]".split(
        " "
    )
)


def bare(text: str) -> str:
    """The words alone, without the articles, in which a copyist may err."""
    return " ".join(word for word in re.findall(r"[^\W_]+", fold(text).text) if word not in {"a", "the"})


TEXTS = st.lists(WORDS, min_size=4, max_size=40).map(" ".join)


@st.composite
def passages(draw: st.DrawFn) -> tuple[str, str]:
    """A text, and a run of at least four of its words."""
    parts = draw(st.lists(WORDS, min_size=6, max_size=40))
    first = draw(st.integers(0, len(parts) - 5))
    last = draw(st.integers(first + 4, len(parts)))
    return " ".join(parts), " ".join(parts[first:last])


def cuts_a_number(text: str, quote: str) -> bool:
    """Whether "$1.2 | billion" or "40 | billion" is cut in two at an edge of every place of `quote`."""
    at, places = text.find(quote), []
    while at >= 0:
        before, after = text[:at].rstrip(), text[at + len(quote) :].lstrip()
        ends = quote.split(" ")
        places.append(
            (after.startswith("billion") and (any(map(str.isdigit, ends[-1])) or ends[-1] in {"billion", "half"}))
            or (ends[0] == "billion" and (before.endswith(("billion", "half")) or before[-1:].isdigit()))
        )
        at = text.find(quote, at + 1)
    return all(places)


@given(passages())
def test_every_run_of_whole_words_is_found_exactly(case: tuple[str, str]) -> None:
    text, quote = case
    assume(sum(any(map(str.isalnum, word)) for word in quote.split()) >= 3 and not cuts_a_number(text, quote))
    verdict = locate(quote, Article(text))
    assert isinstance(verdict, Quote)
    assert verdict.fit == "exact"
    assert verdict.text == quote


CHANGES = [
    lambda s: s.upper() if "ß" not in s else s.swapcase(),
    lambda s: s.replace("’", "'").replace("“", '"').replace("”", '"'),
    lambda s: s.replace(" ", "\n\n"),
    lambda s: s.replace("—", "--").replace("-", "–"),
    lambda s: unicodedata.normalize("NFD", s),
    lambda s: unicodedata.normalize("NFC", s),
    lambda s: s.replace("ﬁ", "fi").replace("\u00ad", ""),
    lambda s: s.replace("in", "i\u200bn"),
]


@given(passages(), st.lists(st.sampled_from(CHANGES), min_size=1, max_size=3))
def test_folding_a_run_of_words_does_not_lose_its_place(case: tuple[str, str], changes: list) -> None:  # type: ignore[type-arg]  # of functions
    text, quote = case
    assume(sum(any(map(str.isalnum, word)) for word in quote.split()) >= 3 and not cuts_a_number(text, quote))
    changed = quote
    for change in changes:
        changed = change(changed)
    verdict = locate(changed, Article(text))
    assert isinstance(verdict, Quote)
    assert verdict.fit in {"exact", "folded"}
    assert fold(verdict.text).text.strip(" '-.") == fold(quote).text.strip(" '-.")


@given(passages(), st.data())
def test_a_changed_number_or_negation_is_never_found(case: tuple[str, str], data: st.DataObject) -> None:
    text, quote = case
    parts = quote.split(" ")
    at = data.draw(st.integers(1, len(parts) - 1))
    word = parts[at]
    if any(map(str.isdigit, word)) and word != "10⁶":
        digit = next(c for c in word if c.isdigit())
        parts[at] = word.replace(digit, str((int(digit) + 1) % 10) if digit != "9" else "8", 1)
    elif word in {"not", "never"}:
        del parts[at]
    else:
        parts.insert(at, "not")
    changed = " ".join(parts)
    assume("[" not in changed and bare(changed) not in bare(text))  # "[sic]" would be read as a gloss
    assert not isinstance(locate(changed, Article(text)), Quote)


@given(TEXTS, TEXTS)
def test_whatever_is_found_is_made_of_the_articles_own_slices(text: str, quote: str) -> None:
    verdict = locate(quote, Article(text))
    if isinstance(verdict, Quote):
        assert verdict.text == ELISION.join(text[s:e] for s, e in verdict.spans)
        flat = [edge for span in verdict.spans for edge in span]
        assert flat == sorted(flat)
        assert all(0 <= s < e <= len(text) for s, e in verdict.spans)


@given(st.text(max_size=200), st.text(max_size=60))
@settings(max_examples=300)
def test_no_text_and_no_quote_raises(text: str, quote: str) -> None:
    locate(quote, Article(text), fewest=1)


@given(st.text(max_size=200))
def test_folding_keeps_every_place_within_the_text(text: str) -> None:
    folded = fold(text)
    last = 0
    for at in range(len(folded.text)):
        start, end = folded.origin(at, at + 1)
        assert 0 <= start < end <= len(text)
        assert start >= last
        last = start
    assert fold(folded.text).text == folded.text or not text.isascii()


@pytest.mark.parametrize(
    ("quoted", "article"),
    [("U. S. officials said", "Two U.S. officials said so."), ("J.R. Brown told", "Mr J. R. Brown told us.")],
)
def test_initials_stand_together_or_apart(quoted: str, article: str) -> None:
    found = locate(quoted, Article(article))
    assert isinstance(found, Quote)
    assert found.fit == "folded"
