"""Editions for the tests of renderers: a rich day, a quiet one, a failed one, one full of hostile text, and a very large one."""

from __future__ import annotations

from typing import Any

from briefer.domain.brief import Actor, Commitment, Reaction, Risk, Tokens
from briefer.domain.edition import (
    Cited,
    Counts,
    Dated,
    Disagreement,
    Dispute,
    Earlier,
    Edition,
    Entry,
    Figure,
    Making,
    Page,
    SourceReport,
    Story,
    Term,
    Unread,
    Update,
)

CREATED = "2026-03-10T06:00:41+00:00"


def cited(article: str, text: str) -> tuple[Cited, ...]:
    """One quote of one article."""
    return (Cited(article=article, text=text, spans=((0, len(text)),), fit="exact"),)


def page(number: str, title: str, outlet: str, **values: Any) -> Page:
    """A page whose address is made of its number."""
    known: dict[str, Any] = {
        "id": number,
        "title": title,
        "outlet": outlet,
        "family": outlet,
        "source": "regional wires",
        "tier": "secondary",
        "url": f"https://news.example/{number}?a=1&b=2",
        "language": "en",
        "published": "2026-03-10T04:15:00-03:00",
        "fetched": "2026-03-10T05:58:02+00:00",
        "words": 412,
    }
    return Page(**(known | values))


def making(**values: Any) -> Making:
    """How it was made: by a model, at a known price."""
    known: dict[str, Any] = {
        "backend": "openai",
        "backend_kind": "openai",
        "models": ("gpt-5.4-mini-2026-03-01",),
        "prompt": "brief@2",
        "prompt_sha256": "9f" * 32,
        "tokens": Tokens(prompt=61_204, cached=12_800, completion=9_310, reasoning=2_048),
        "cost_usd": 0.0487,
        "notes": ("One article was briefed in 2 parts.",),
        "briefer": "0.5.0",
        "created": CREATED,
    }
    return Making(**(known | values))


WIRE = page(
    "a-wire",
    "Paraguay senate puts off river accord vote, March signing slips",
    "Cone Wire",
    joined="first article of the story",
    bottom_line="Paraguay's senate put off its vote on the Paraná dredging accord, so that the signing slips to 8 April.",
    updated="2026-03-10T07:40:00-03:00",
)
COPY = page(
    "a-copy",
    "River accord vote put off",
    "Rosario Ledger",
    family="Litoral Media",
    copy_of="a-wire",
    joined="copy of a-wire: 97% of its five-word runs",
    url="https://ledger.example/river",
)
INDEPENDENT = page(
    "a-own",
    "Farm groups split over a later Paraná deal",
    "Estuary Post",
    joined="shares 2 quotations and the names Benítez, CARU",
    bottom_line="Exporters want guarantees after the delay; river towns welcome it.",
)
MINISTRY = page(
    "a-ministry",
    "Statement on the waterway accord",
    "Ministry of Public Works",
    source="ministry feed",
    tier="primary",
    joined="names the same accord within 20 hours",
    whole=False,
    note="only the feed's teaser: the page answered 403",
)
BEFORE = page(
    "a-before",
    "Argentina, Paraguay, Uruguay agree draft deal to dredge Paraná waterway",
    "Cone Wire",
    published="2026-03-09T18:20:00-03:00",
    joined="told of the same accord a day before",
    new=False,
)
CYBER = page(
    "a-cyber",
    "Slovenia ties water utility breach to private contractor, which denies it",
    "Adriatic Courier",
    url="https://courier.example/breach",
    source="adriatic",
    joined="first article of the story",
    bottom_line="Slovenia blames a contractor for the breach of a water utility; the contractor denies it.",
)
OLD = page(
    "a-old",
    "Barge crews promise a truce until Easter",
    "Port Gazette",
    published="2026-02-20",
    new=False,
    url="https://gazette.example/truce",
)

ACCORD = Story(
    id="s-parana",
    title="Paraná dredging accord",
    status="update",
    first_seen="2026-03-09",
    pages=4,
    copies=1,
    families=4,
    primary=1,
    articles=(WIRE, COPY, INDEPENDENT, MINISTRY, BEFORE),
    why="4 publishers; 1 primary source; 2 commitments changed",
    bottom_line=WIRE.bottom_line,
    told_by="a-wire",
    update=Update(
        fact="the signing has slipped from 31 March to 8 April",
        evidence=cited("a-wire", "the presidents will now sign on 8 April, a week later than planned"),
    ),
    actors=(
        Actor(
            name="Rubén Ayala Benítez",
            aliases=("Benítez", "the senate leader"),
            kind="person",
            affiliation="Paraguay",
            role="put off the vote in the senate",
            evidence=cited("a-wire", "senate leader Rubén Ayala Benítez took the accord off Tuesday's agenda"),
        ),
        Actor(name="Paraguay", kind="state", evidence=cited("a-wire", "Paraguay's senate has put off its vote")),
    ),
    commitments=(
        Commitment(
            by=("Argentina", "Paraguay", "Uruguay"),
            to=("barge operators",),
            kind="pledge",
            action="sign the accord on dredging the Paraná",
            deadline="8 April",
            condition="once Paraguay's senate has voted",
            status="announced",
            evidence=cited("a-wire", "the presidents will now sign on 8 April, a week later than planned"),
        ),
    ),
    risks=(
        Risk(
            event="barges run aground on shoals before the harvest",
            driver="dredging that starts a month late",
            affected=("grain exporters", "barge crews"),
            domain="economic",
            likelihood="is very likely to",
            assessed_by=("Estuary Grain Chamber",),
            evidence=cited("a-own", "A late start is very likely to leave convoys aground in May, the chamber said"),
        ),
        Risk(
            event="river towns lose drinking water",
            domain="environmental",
            likelihood="could",
            evidence=cited("a-own", "deeper cuts could draw salt up to the town intakes"),
        ),
    ),
    reactions=(
        Reaction(
            by=("Estuary Grain Chamber",),
            target="the delay",
            stance="condemns",
            statement="calls the delay a gift to the competition",
            evidence=cited("a-own", "“A gift to our competitors,” the chamber's head called it"),
        ),
    ),
    unproven=2,
)
BREACH = Story(
    id="s-breach",
    title="Breach of a Slovenian water utility",
    status="new",
    first_seen="2026-03-10",
    pages=1,
    copies=0,
    families=1,
    primary=0,
    articles=(CYBER,),
    why="1 publisher; an accusation and its denial",
    bottom_line=CYBER.bottom_line,
    told_by="a-cyber",
    reactions=(
        Reaction(
            by=("Slovenia",),
            target="Tessaro Sistemi",
            stance="accuses",
            statement="says that the contractor's staff opened the valves from abroad",
            evidence=cited("a-cyber", "The intrusion was carried out by employees of Tessaro Sistemi, the agency said"),
        ),
        Reaction(
            by=("Tessaro Sistemi",),
            target="Slovenia's accusation",
            stance="denies",
            statement="denies any part in the breach",
            evidence=cited("a-cyber", "“We had no part in this and no access since January,” the company said"),
        ),
    ),
)

LEDGER = (
    Entry(
        id="c-sign",
        by=("Argentina", "Paraguay", "Uruguay"),
        to=("barge operators",),
        kind="pledge",
        action="sign the accord on dredging the Paraná",
        condition="once Paraguay's senate has voted",
        deadline="8 April",
        due="2026-04-08",
        status="announced",
        change="changed",
        first_seen="2026-03-09",
        last_seen="2026-03-10",
        was=Earlier(
            seen="2026-03-09",
            terms=(Term(term="deadline", old="by 31 March", new="8 April"), Term(term="amount", old="$180 million")),
            kind="pledge",
            action="sign the draft accord on the waterway",
            deadline="by 31 March",
            status="proposed",
            evidence=cited("a-before", "the three presidents are to sign by 31 March"),
        ),
        possible=("c-toll",),
        stories=("s-parana",),
        evidence=cited("a-wire", "the presidents will now sign on 8 April, a week later than planned"),
    ),
    Entry(
        id="c-toll",
        by=("Uruguay",),
        kind="offer",
        action="halve the toll for the first season",
        status="withdrawn",
        change="withdrawn",
        first_seen="2026-03-09",
        last_seen="2026-03-10",
        was=Earlier(
            seen="2026-03-09",
            terms=(Term(term="status", old="proposed", new="withdrawn"),),
            kind="offer",
            action="halve the toll for the first season",
            status="proposed",
            evidence=cited("a-before", "Uruguay said it was ready to halve the toll in the first season"),
        ),
        stories=("s-parana",),
        evidence=cited("a-own", "Montevideo has taken the half toll off the table"),
    ),
    Entry(
        id="c-truce",
        by=("Paraná Barge Crews' Union",),
        kind="pledge",
        action="hold no strike before the talks of 9 March",
        deadline="9 March",
        due="2026-03-09",
        status="announced",
        change="overdue",
        first_seen="2026-02-20",
        last_seen="2026-02-20",
        evidence=cited("a-old", "no crew will stop before the talks of 9 March"),
    ),
    Entry(
        id="c-audit",
        by=("Slovenia",),
        kind="pledge",
        action="audit all remote access to water utilities",
        deadline="within a month",
        due="2026-04-10",
        status="announced",
        change="new",
        first_seen="2026-03-10",
        last_seen="2026-03-10",
        stories=("s-breach",),
        evidence=cited("a-cyber", "every remote line into a utility will be audited within a month"),
    ),
    Entry(
        id="c-dredge",
        by=("Argentina",),
        kind="obligation",
        action="pay a third of the dredging",
        status="agreed",
        change="repeated",
        first_seen="2026-03-09",
        last_seen="2026-03-10",
        stories=("s-parana",),
        evidence=cited("a-wire", "Buenos Aires is bound to a third of the cost"),
    ),
)


def rich_edition(**values: Any) -> Edition:
    """A day with everything in it: an update, a copy, a primary source, changes, a disagreement, a dispute, a failed source."""
    known: dict[str, Any] = {
        "title": "Southern rivers",
        "date": "2026-03-10",
        "status": "partial",
        "since": "2026-03-09T06:00:00+00:00",
        "until": "2026-03-10T06:00:00+00:00",
        "counts": Counts(articles=5, copies=1, stories=2, briefed=4, kept=1, unread=2),
        "making": making(),
        "sources": (
            SourceReport(name="regional wires", status="ok", articles=3),
            SourceReport(name="ministry feed", status="ok", articles=1, reason="1 item is a teaser only"),
            SourceReport(name="adriatic", status="ok", articles=1),
            SourceReport(name="port notices", status="empty", reason="nothing new since 9 March"),
            SourceReport(name="harbour radio", status="failed", reason="no answer within 30 s"),
        ),
        "stories": (ACCORD, BREACH),
        "ledger": LEDGER,
        "disagreements": (
            Disagreement(
                story="s-parana",
                about="cost of the dredging",
                figures=(
                    Figure(
                        value="$210 million",
                        articles=("a-wire", "a-copy"),
                        evidence=cited("a-wire", "the work is now put at $210 million"),
                    ),
                    Figure(
                        value="$185 million",
                        articles=("a-ministry",),
                        evidence=cited("a-ministry", "an investment of 185 million dollars"),
                    ),
                ),
            ),
        ),
        "disputes": (Dispute(story="s-breach", claim=BREACH.reactions[0], denial=BREACH.reactions[1]),),
        "ahead": (
            Dated(
                on="2026-03-17",
                what="Paraguay's senate takes up the accord again",
                evidence=cited("a-wire", "the vote now stands on the agenda of 17 March"),
            ),
            Dated(
                on="2026-04-08",
                what="signing of the accord",
                entry="c-sign",
                evidence=cited("a-wire", "the presidents will now sign on 8 April, a week later than planned"),
            ),
        ),
        "unread": (
            Unread(what="harbour radio", source="harbour radio", reason="no answer within 30 s"),
            Unread(
                what="Tolls on the lower river",
                source="regional wires",
                url="https://news.example/tolls",
                reason="the backend gave no answer: 503 four times",
            ),
        ),
        "cited": (OLD,),
    }
    return Edition(**(known | values))


def quiet_edition() -> Edition:
    """A day on which all was read and nothing was new."""
    return Edition(
        title="Southern rivers",
        date="2026-03-11",
        status="quiet",
        since="2026-03-10T06:00:00+00:00",
        until="2026-03-11T06:00:00+00:00",
        counts=Counts(),
        making=making(
            backend="rules",
            backend_kind="rules",
            models=(),
            prompt="brief@1",
            tokens=Tokens(),
            cost_usd=0.0,
            notes=(),
            created="2026-03-11T06:00:03+00:00",
        ),
        sources=(
            SourceReport(name="regional wires", status="empty", reason="nothing new since 10 March"),
            SourceReport(name="ministry feed", status="empty"),
        ),
    )


def failed_edition() -> Edition:
    """A day on which nothing could be read."""
    return Edition(
        title="Southern rivers",
        date="2026-03-12",
        status="failed",
        since="2026-03-11T06:00:00+00:00",
        until="2026-03-12T06:00:00+00:00",
        counts=Counts(unread=2),
        making=making(models=(), tokens=Tokens(), cost_usd="unknown", notes=(), created="2026-03-12T06:02:00+00:00"),
        sources=(
            SourceReport(name="regional wires", status="failed", reason="name not found: news.example"),
            SourceReport(name="ministry feed", status="failed", reason="certificate expired on 1 March 2026"),
        ),
        unread=(
            Unread(what="regional wires", source="regional wires", reason="name not found: news.example"),
            Unread(what="ministry feed", source="ministry feed", reason="certificate expired on 1 March 2026"),
        ),
    )


HOSTILE = (
    "<script>alert(1)</script>",
    "</style><img src=x onerror=alert(2)>",
    "[click](javascript:alert(3)) <https://evil.example> ![x](https://evil.example/x.png)",
    "a | b || `c` **d** # e\n\n| f |\n|---|",
    "\u202egnp.exe\u2066 \x1b[31mred\x1b[0m \x07 \u200b\x00",
    "{{ 7 * 7 }}{% raw %} ${7*7} &amp; &#x3c;b&#x3e;",
    "Subject: x\r\nBcc: victim@evil.example",
    "name without end " + "x" * 10_000,
    "]]></text><entry xmlns='http://www.w3.org/2005/Atom'> \ufffe\uffff",
)
HOSTILE_URLS = (
    "javascript:alert(document.domain)",
    "data:text/html,<script>alert(1)</script>",
    'https://news.example/"><script>alert(1)</script>?<b>=|)',
    "file:///etc/passwd",
    "//evil.example/x",
    " http://[::1",
    "https://user:word@news.example/a b",
)


_WHOLE = {
    "id",
    "article",
    "articles",
    "told_by",
    "copy_of",
    "story",
    "stories",
    "entry",
    "possible",
    "status",
    "change",
}
_WHOLE |= {"term", "kind", "domain", "stance", "tier", "fit", "cost_usd", "backend_kind", "format"}


def hostile_edition(**values: Any) -> Edition:
    """The rich day with each of its texts in turn replaced by something hostile; ids, references and kinds are left whole."""
    turns = {"text": 0, "url": 0}

    def spoiled(key: str, value: Any) -> Any:
        if isinstance(value, dict):
            return {name: spoiled(name, inner) for name, inner in value.items()}
        if isinstance(value, list):
            return [spoiled(key, inner) for inner in value]
        if not isinstance(value, str) or key in _WHOLE:
            return value
        kind, texts = ("url", HOSTILE_URLS) if key == "url" else ("text", HOSTILE)
        turns[kind] += 1
        return texts[turns[kind] % len(texts)]

    document = rich_edition().model_dump(mode="json")
    return Edition.model_validate({key: spoiled(key, value) for key, value in document.items()} | values)


def large_edition(articles: int, *, per_story: int = 3) -> Edition:
    """An edition of so many articles: stories of `per_story` pages, each page with a few items, most of them in the ledger."""
    stories, ledger = [], []
    for number in range(articles // per_story):
        ids = [f"a-{number}-{n}" for n in range(per_story)]
        quote = (
            f"the council of district {number} will publish its plan for the river within {number % 60} days, it said"
        )
        proof = cited(ids[0], quote)
        pledge: Commitment[Cited] = Commitment(
            by=(f"council of district {number}",),
            kind="pledge",
            action=f"publish its plan for the river, number {number}",
            deadline=f"within {number % 60} days",
            status="announced",
            evidence=proof,
        )
        stories.append(
            Story(
                id=f"s-{number}",
                title=f"District {number} and its plan for the river",
                status=("new", "update", "repeated")[number % 3] if number % 3 != 1 else "new",
                first_seen="2026-03-10",
                pages=per_story,
                copies=0,
                families=per_story,
                primary=0,
                articles=tuple(
                    page(
                        i,
                        f"The plan of district {number}, told for the {n}. time",
                        f"Outlet {n}",
                        joined="shares names",
                    )
                    for n, i in enumerate(ids)
                ),
                why=f"{per_story} publishers",
                bottom_line=f"District {number} says that it will publish its plan within {number % 60} days.",
                told_by=ids[0],
                actors=tuple(
                    Actor(name=f"council of district {number}.{n}", kind="government_body", evidence=cited(i, quote))
                    for n, i in enumerate(ids)
                ),
                commitments=(pledge,) * per_story,
                risks=(Risk(event=f"the river floods district {number}", domain="environmental", evidence=proof),)
                * per_story,
                reactions=(
                    Reaction(by=("farmers",), stance="condemns", statement="call the plan too late", evidence=proof),
                )
                * per_story,
            )
        )
        ledger.append(
            Entry(
                **{name: getattr(pledge, name) for name in ("by", "kind", "action", "deadline", "status", "evidence")},
                id=f"c-{number}",
                change=("new", "repeated", "overdue")[number % 3],
                first_seen="2026-03-10",
                last_seen="2026-03-10",
                stories=(f"s-{number}",),
            )
        )
    return rich_edition(
        status="ok",
        counts=Counts(articles=articles, stories=len(stories), briefed=articles),
        stories=tuple(stories),
        ledger=tuple(ledger),
        disagreements=(),
        disputes=(),
        ahead=(),
        cited=(),
    )
