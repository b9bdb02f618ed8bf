"""What becomes of answers that are damaged in the ways in which models damage them: mended by the reader, repaired, or reported.

    python tests/benchmarks/repairs.py                     # the recorded answers of the strong model, each damaged in each way
    python tests/benchmarks/repairs.py FOLDER              # the recordings below SYSTEM/PROMPT/ as they are: quotes found or not

Tokens are counted with the tables of o200k: a repair sends request, answer and problems again and gets the whole answer, a
re-ask for quotes sends the article and the items whose quotes are not there.
"""

from __future__ import annotations

import json
import random
import re
import statistics
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from briefer.backends.recordings import load
from briefer.domain.article import Article
from briefer.domain.brief import Draft
from briefer.errors import Malformed
from briefer.prompting.compose import compose, repair
from briefer.prompting.requote import requote
from briefer.prompting.shelf import Shelf, released
from briefer.prompting.tokens import count
from briefer.reading.parse import read
from briefer.reading.requote import unfounded

ROOT = Path(__file__).resolve().parents[2]
RECORDINGS = ROOT / "evals" / "recordings" / "strong" / "brief@1"
SHELF = Shelf((released(),))
BRIEF, REPAIR, REQUOTE = SHELF.get("brief@1"), SHELF.get("repair@1"), SHELF.get("requote@1")
OPPOSITE = {"will": "will not", "would": "would not", "has": "has not", "is": "is not", "was": "was not"}

MALFORMED: dict[str, Callable[[str, random.Random], str]] = {
    "in a fence, with a sentence before it": lambda t, _: f"Here is the brief:\n```json\n{t}\n```\nI hope that helps.",
    "after a train of thought": lambda t, _: f"<think>The {{actors}} are two.</think>\n{t}",
    "encoded twice": lambda t, _: json.dumps(t),
    "within one more object": lambda t, _: f'{{"brief": {t}}}',
    "a comma too many": lambda t, _: t.replace("]}", "],}", 1),
    "a string for a list of one": lambda t, _: re.sub(r'"by":\["([^"]*)"\]', r'"by":"\1"', t),
    "null for empty lists": lambda t, _: t.replace(":[]", ":null"),
    "last brace missing": lambda t, _: t.rstrip()[:-1],
    "cut at four fifths": lambda t, _: t[: len(t) * 4 // 5],
    "a comma too few": lambda t, _: t.replace("},{", "} {", 1),
    "quotation marks not escaped": lambda t, _: re.sub(r"[“”]", '"', t),
    "an unknown stance": lambda t, _: re.sub(r'"stance":"\w+"', '"stance":"criticizes"', t, count=1),
    "an unknown kind": lambda t, _: re.sub(r'"kind":"state"', '"kind":"country"', t, count=1),
    "a property missing": lambda t, _: re.sub(r',"status":"\w+"', "", t, count=1),
    "a property more": lambda t, _: t.replace('"name":', '"confidence":0.9,"name":', 1),
    "no JSON": lambda _, __: "Norland and Sudland have signed a pact. The risks are considerable.",
}


def numbered(quote: str, dice: random.Random) -> str:
    """One digit changed."""
    digits = [m.start() for m in re.finditer(r"\d", quote)]
    if not digits:
        return quote
    at = dice.choice(digits)
    return quote[:at] + str((int(quote[at]) + dice.randint(1, 8)) % 10) + quote[at + 1 :]


def turned(quote: str, _: random.Random) -> str:
    """A negation put in, or taken out."""
    words = quote.split()
    if "not" in words:
        return " ".join(w for w in words if w != "not")
    at = next((i for i, w in enumerate(words) if w in OPPOSITE), None)
    return quote if at is None else " ".join([*words[:at], OPPOSITE[words[at]], *words[at + 1 :]])


def told(quote: str, dice: random.Random) -> str:
    """The same in other words: half of the words in another order, two of them other ones."""
    words = quote.split()
    if len(words) < 4:  # words of the shortest quote
        return quote
    half = len(words) // 2
    words = words[half:] + words[:half]
    words[dice.randrange(len(words))] = "apparently"
    return " ".join(words)


UNGROUNDED: dict[str, Callable[[str, random.Random], str]] = {
    "plain marks and dashes, double spaces": lambda q, _: re.sub(
        r" ", "  ", q.translate(str.maketrans("“”‘’–—", "\"\"''--")), count=1
    ),
    "another case": lambda q, _: q.upper(),
    "one letter doubled": lambda q, _: re.sub(r"([a-z]{3})([a-z])([a-z]{2})", r"\1\2\2\3", q, count=1),
    "middle left out with an ellipsis": lambda q, _: re.sub(r"^(\S+ \S+ \S+ ).+( \S+ \S+ \S+)$", r"\1...\2", q),
    "a digit changed": numbered,
    "a negation put in or taken out": turned,
    "told in other words": told,
}


def main(arguments: list[str]) -> None:
    """The tables, or what is found in other recordings."""
    if arguments:
        as_they_are(Path(arguments[0]))
        return
    pairs = answers(RECORDINGS)
    malformed(pairs)
    ungrounded(pairs)


def answers(folder: Path) -> list[tuple[Article, str]]:
    """Every first answer recorded in `folder`, with its article."""
    texts = {}
    for head in sorted((ROOT / "evals" / "corpus").glob("*/article.toml")):
        name = re.search(r'^id = "([^"]+)"', head.read_text(encoding="utf-8"), re.MULTILINE)
        texts[name[1] if name else ""] = (head.parent / "article.txt").read_text(encoding="utf-8")
    kept = {path.stem: load(path).completion.text for path in sorted(folder.glob("*.json"))}
    return [(Article(texts[name], id=name), text) for name, text in kept.items() if name in texts]


def malformed(pairs: list[tuple[Article, str]]) -> None:
    """How many answers of each kind the reader takes as the brief that was meant, and what a repair of the others costs."""
    print(
        "| damage to an answer | answers that it changes | read as meant | read as less | to be repaired | tokens of a repair |"
    )
    print("|---|--:|--:|--:|--:|--:|")
    for name, damage in MALFORMED.items():
        hit = meant = less = 0
        costs = []
        for article, text in pairs:
            broken = damage(text, random.Random(article.id))
            if broken == text:
                continue
            hit += 1
            try:
                same = read(broken) == read(text)
                meant, less = meant + same, less + (not same)
            except Malformed as error:
                request = compose(BRIEF, article, 12_000)[0]
                again = repair(REPAIR, request, broken, error.problems)
                costs.append(sum(count(m.content) for m in again.messages) + count(text))
        cost = f"{statistics.mean(costs):,.0f}" if costs else ""
        print(f"| {name} | {hit} | {meant or ''} | {less or ''} | {len(costs) or ''} | {cost} |")


def ungrounded(pairs: list[tuple[Article, str]]) -> None:
    """One quote in ten damaged: how many are found all the same, how many are reported, and what one re-ask would cost."""
    print(
        "\n| quotes damaged, one in ten | quotes | found all the same | contradicts | not found | tokens of a re-ask |"
    )
    print("|---|--:|--:|--:|--:|--:|")
    for name, damage in UNGROUNDED.items():
        hit = found = contradicts = 0
        costs = []
        for article, text in pairs:
            draft, broken = damaged(read(text), damage, random.Random(article.id))
            wanting = unfounded(draft, article)
            lines = [line for one in wanting for line in one.problems if any(f"“{q}”: " in line for q in broken)]
            hit, found = hit + len(broken), found + len(broken) - len(lines)
            contradicts += sum("the article differs" in line for line in lines)
            if wanting:
                costs.append(asking(article, draft))
        missing = hit - found - contradicts
        cost = f"{statistics.mean(costs):,.0f}" if costs else ""
        print(f"| {name} | {hit} | {found or ''} | {contradicts or ''} | {missing or ''} | {cost} |")


def damaged(draft: Draft, damage: Callable[[str, random.Random], str], dice: random.Random) -> tuple[Draft, list[str]]:
    """`draft` with one quote in ten damaged, among those that the damage changes; and the damaged ones."""
    table: dict[str, Any] = draft.model_dump()
    places = [
        (item, index)
        for items in table.values()
        if isinstance(items, (list, tuple))
        for item in items
        for index, quote in enumerate(item["evidence"])
        if damage(quote, random.Random(quote)) != quote
    ]
    chosen = dice.sample(places, max(len(places) // 10, min(1, len(places))))
    broken: list[str] = []
    for item, index in chosen:
        quotes = list(item["evidence"])
        quotes[index] = damage(quotes[index], random.Random(quotes[index]))
        broken.append(quotes[index])
        item["evidence"] = quotes
    return Draft.model_validate(table), broken


def asking(article: Article, draft: Draft) -> int:
    """Tokens of the request for new quotes."""
    request = compose(BRIEF, article, 12_000)[0]
    shown = [one.shown() for one in unfounded(draft, article)]
    return sum(count(message.content) for message in requote(REQUOTE, request, shown).messages)


def as_they_are(folder: Path) -> None:
    """What the reader and the grounding make of recorded answers."""
    for article, text in answers(folder):
        try:
            draft = read(text)
        except Malformed as error:
            print(f"{article.id}: malformed: {'; '.join(error.problems)[:150]}")
            continue
        wanting = unfounded(draft, replace(article))
        items = len(list(draft.items()))
        cost = asking(article, draft) if wanting else 0
        print(
            f"{article.id}: {items} items, {len(wanting)} not proven, of them {sum(o.contradicts for o in wanting)}"
            f" contradicting; a re-ask would send {cost:,} tokens"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
