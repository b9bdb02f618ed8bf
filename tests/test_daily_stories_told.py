"""What an edition makes of the lines of several articles: the same once, weighed with reasons, denials beside claims."""

from __future__ import annotations

import pytest

from briefer.daily.articles import Kept, instant
from briefer.daily.disputes import disputes
from briefer.daily.rank import weighed
from briefer.daily.stories.assign import Member
from briefer.daily.tell import Tale, Told
from briefer.daily.united import united
from briefer.domain.article import Article
from briefer.domain.brief import Actor, Commitment, Reaction, Risk
from briefer.domain.edition import Cited, Entry, Page, Story
from briefer.domain.gathered import Gathered


def quote(article: str, text: str = "the words of it") -> tuple[Cited, ...]:
    return (Cited(article=article, text=text, spans=((0, len(text)),), fit="exact"),)


def pledge(article: str, action: str, by: str = "Norland", **fields: object) -> Commitment[Cited]:
    base = {"by": (by,), "kind": "pledge", "action": action, "status": "announced", "evidence": quote(article)}
    return Commitment[Cited](**{**base, **fields})


def reaction(by: str, stance: str, statement: str, target: str | None = None) -> Reaction[Cited]:
    return Reaction[Cited](by=(by,), stance=stance, statement=statement, target=target, evidence=quote("a"))


def story(name: str = "s", **fields: object) -> Story:
    page = Page(id="a", family="G", source="g", tier="secondary", fetched="2026-03-09T06:00:00+00:00", words=90)
    base = {
        "id": name, "title": "T", "status": "new", "first_seen": "2026-03-09", "pages": 1, "copies": 0, "families": 1,
        "primary": 0, "articles": (page,), "why": "",
    }  # fmt: skip
    return Story(**{**base, **fields})


def test_the_same_promise_in_two_papers_is_one_line_with_both_quotes() -> None:
    first = pledge("a", "pay 40 million crowns into the harbour fund")
    second = pledge("b", "pay 40 million crowns into the fund for the harbour", deadline="by 1 May")
    (one,) = united([first, second])
    assert [cited.article for cited in one.evidence] == ["a", "b"]
    assert (one.action, one.deadline) == (first.action, "by 1 May")


@pytest.mark.parametrize(
    "other",
    [
        pledge("b", "pay 41 million crowns into the harbour fund"),
        pledge("b", "not pay 40 million crowns into the harbour fund"),
        pledge("b", "pay 40 million crowns into the harbour fund", by="Sund"),
        pledge("b", "pay 40 million crowns into the harbour fund", kind="threat"),
        pledge("b", "dredge the northern channel this summer"),
    ],
    ids=["amount", "denial", "promiser", "kind", "action"],
)
def test_promises_that_differ_stay_apart(other: Commitment[Cited]) -> None:
    assert len(united([pledge("a", "pay 40 million crowns into the harbour fund"), other])) == 2


def test_an_actor_of_two_papers_is_one_by_name_alias_or_surname() -> None:
    actors = [
        Actor[Cited](name="Ada Holm", kind="person", evidence=quote("a")),
        Actor[Cited](name="Holm", kind="person", role="minister", evidence=quote("b")),
        Actor[Cited](name="Harbour Board", aliases=("the board",), kind="government_body", evidence=quote("a")),
        Actor[Cited](name="The Board", kind="government_body", evidence=quote("b")),
        Actor[Cited](name="Holm", kind="company", evidence=quote("b")),
    ]
    found = united(actors)
    assert [(actor.name, actor.kind, len(actor.evidence)) for actor in found] == [
        ("Ada Holm", "person", 2),
        ("Harbour Board", "government_body", 2),
        ("Holm", "company", 1),
    ]
    assert found[0].role == "minister"
    assert found[0].aliases == ("Holm",)


def test_the_articles_of_a_story_stand_in_the_order_of_their_instants_whatever_zone_they_are_told_in() -> None:
    def page(name: str, published: str) -> Told:
        article = Article("The port of Lund shut on Monday.", id=name, title=name, published=published)
        gathered = Gathered(article, name, f"test:{name}", "1", "2026-03-09T12:00:00+00:00")
        member = Member(name, 1, instant(published), name, "secondary", "", None)
        return Told(member, Kept(1, gathered, gathered.fetched), name, None)

    pages = [page("b", "2026-03-09T07:30:00+00:00"), page("a", "2026-03-09T08:15:00+01:00")]
    made = Tale("s", pages, "2026-03-09").story()
    assert ([each.id for each in made.articles], made.title) == (["a", "b"], "a")


def test_the_weight_of_a_story_is_what_its_reasons_say() -> None:
    moved = Entry(
        id="c1", by=("Norland",), kind="pledge", action="pay", status="withdrawn", change="withdrawn",
        first_seen="2026-03-08", last_seen="2026-03-09", evidence=quote("a"),
    )  # fmt: skip
    risk = Risk[Cited](event="the dam could fail", domain="environmental", evidence=quote("a"))
    plain, rich = weighed(story(), ()), weighed(story("r", voices=2, primary=1, risks=(risk,)), (moved,))
    assert plain.story.why == "1 independent publisher"
    assert rich.story.why == "2 independent publishers, 1 primary source; 1 promise withdrawn; 1 risk"
    assert rich > plain
    stale = weighed(story("r", voices=2, primary=1, risks=(risk,), status="repeated"), ())
    assert stale.story.why.endswith("nothing new")
    assert stale.points < rich.points


def test_equal_stories_have_an_order_of_their_own() -> None:
    a, b = weighed(story("a"), ()), weighed(story("b"), ())
    assert sorted([a, b], reverse=True) == sorted([b, a], reverse=True) == [a, b]


def test_a_denial_stands_beside_the_accusation_that_it_answers() -> None:
    accusation = reaction("Norland", "accuses", "says that Brightsea cut crews on the northern line", "Brightsea")
    other = reaction("Norland", "accuses", "says that Sund hid the survey", "Sund")
    denial = reaction(
        "Brightsea", "denies", "denies that it cut crews on the line", "Norland's charge that it cut crews"
    )
    (found,) = disputes("s", (other, denial, accusation))
    assert (found.claim, found.denial) == (accusation, denial)


def test_a_denial_of_something_else_or_of_oneself_is_no_dispute() -> None:
    accusation = reaction("Norland", "accuses", "says that Brightsea cut crews", "Brightsea")
    elsewhere = reaction("Sund", "denies", "denies that its survey was late")
    itself = reaction("Norland", "denies", "denies that it knew that Brightsea cut crews")
    assert disputes("s", (accusation, elsewhere, itself)) == ()


ACCUSED = reaction("Norland", "accuses", "says that Brightsea cut crews on the northern line", "Brightsea")
DENIED = reaction("Brightsea", "denies", "denies that it cut crews on the line", "Norland's charge that it cut crews")


def test_a_denial_is_paired_with_the_accusation_of_an_earlier_day_and_an_accusation_with_an_earlier_denial() -> None:
    for today, earlier in (((DENIED,), (ACCUSED,)), ((ACCUSED,), (DENIED,))):
        (found,) = disputes("s", today, earlier)
        assert (found.story, found.claim, found.denial) == ("s", ACCUSED, DENIED)


def test_what_was_denied_on_an_earlier_day_is_not_told_again_because_one_side_is_repeated() -> None:
    again = ACCUSED.model_copy(update={"evidence": quote("b")})
    assert disputes("s", (again,), (ACCUSED, DENIED)) == ()
    assert disputes("s", (), (ACCUSED, DENIED)) == ()
    assert len(disputes("s", (again, DENIED), (ACCUSED, DENIED))) == 1
