"""`briefer story list | show | split | join`: which pages tell one story, why, and what people decide about it."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefer.cli import options
from briefer.errors import MendSetup

if TYPE_CHECKING:
    from briefer.daily.archive import Archive

_WAIT_SECONDS = 5.0
_SHORTEST = 3
"""So many characters at least are taken for the beginning of an id."""


class UnknownStory(MendSetup):
    """No story, or no article of a story, has the name that was given."""


def _common(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options that all commands have."""
    for option in (
        click.option("--config", help="Configuration file."),
        click.option(
            "--archive", "file", type=click.Path(path_type=Path), help="Archive file; default: as configured."
        ),
        click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True),
    ):
        function = option(function)
    return function


@click.group("story")
def command() -> None:
    """Stories: list them, show why each article is in one, split and join them by hand."""


@command.command("list")
@click.option("--limit", type=click.IntRange(1), default=30, show_default=True, help="Stories to print.")
@click.option(
    "--pages", "least", type=click.IntRange(1), default=1, show_default=True, help="Only with so many articles."
)
@_common
def list_(limit: int, least: int, form: str, **where: Any) -> None:
    """Print the stories of the archive, the newest first."""
    with options.archive(where["file"], where["config"]) as archive:
        stories = [_described(archive, story) for story in archive.stories.newest(limit, least)]
    if form == "json":
        _print(stories)
        return
    for story in stories:
        click.echo(f"{story['id']}  {_counted(story)}  {_shown(story['title'])}")
    if not stories:
        click.echo("no stories yet: `briefer daily` makes them", err=True)


@command.command("show")
@click.argument("name", metavar="ID")
@_common
def show(name: str, form: str, **where: Any) -> None:
    """Print the articles of a story, each with the reason of its join and what it copies, and what people decided."""
    with options.archive(where["file"], where["config"]) as archive:
        story = _described(archive, _found(archive, name))
        story["decisions"] = _decisions(archive, story["id"], [page["key"] for page in story["articles"]])
    if form == "json":
        _print(story)
        return
    for line in _lines(story):
        click.echo(line)


@command.command("split")
@click.argument("name", metavar="ID")
@click.argument("articles", metavar="ARTICLE...", nargs=-1, required=True)
@_common
def split(name: str, articles: tuple[str, ...], form: str, **where: Any) -> None:
    """Take ARTICLEs (keys or ids, as `story show` prints them) out of a story; they become one of their own."""
    from briefer.daily.stories import rulings
    from briefer.wiring import now

    with options.archive(where["file"], where["config"]) as archive, archive.alone(_WAIT_SECONDS):
        story = _found(archive, name)
        made = rulings.split(archive, story, _keys(archive, story, articles), now())
        answer = {"split": story, "story": made, "articles": [page.key for page in archive.stories.pages(made)]}
    if form == "json":
        _print(answer)
        return
    click.echo(f"{len(answer['articles'])} of {story} are now story {made}")


@command.command("join")
@click.argument("names", metavar="ID...", nargs=-1, required=True)
@_common
def join(names: tuple[str, ...], form: str, **where: Any) -> None:
    """Make several stories one, which keeps the oldest id."""
    from briefer.daily.stories import rulings
    from briefer.wiring import now

    with options.archive(where["file"], where["config"]) as archive, archive.alone(_WAIT_SECONDS):
        stories = [_found(archive, name) for name in names]
        stays = rulings.join(archive, stories, now())
        answer = {"joined": list(dict.fromkeys(stories)), "story": stays}
        pages = len(archive.stories.pages(stays))
    if form == "json":
        _print(answer)
        return
    click.echo(f"{' and '.join(answer['joined'])} are now story {stays} ({_many(pages, 'article')})")


def _described(archive: Archive, story: str) -> dict[str, Any]:
    """A story and its pages, the oldest first, as a JSON object."""
    from briefer.daily.stories.assign import members
    from briefer.daily.stories.counts import counts

    pages, articles = members(archive, story), []
    for page in pages:
        kept = archive.articles.row(page.row)
        article = kept.gathered.article if kept else None
        known = {name: getattr(article, name, None) for name in ("id", "title", "outlet", "url")}
        articles.append({"key": page.key, **known, "family": page.family, "tier": page.tier, "at": page.at})
        articles[-1] |= {"copy_of": page.copy_of, "joined": page.joined}
    return {
        "id": story,
        "title": next((article["title"] for article in articles if article["title"]), None),
        "first": pages[0].at if pages else None,
        "last": pages[-1].at if pages else None,
        **dataclasses.asdict(counts(pages)),
        "articles": articles,
    }


def _decisions(archive: Archive, story: str, keys: Sequence[str]) -> list[dict[str, str]]:
    """What people decided about a story or its pages, the oldest decision first."""
    about = {story, *keys}
    return [
        {"kind": decision.kind, "subject": decision.subject, "object": decision.object, "made": decision.made}
        for decision in archive.decisions.all("story.")
        if about & {decision.subject, decision.object, archive.stories.current(decision.object)}
    ]


def _lines(story: Mapping[str, Any]) -> Iterator[str]:
    yield f"{story['id']}  {_shown(story['title'])}"
    yield f"  {_counted(story)}, {_many(story['voices'], 'independent publisher')}, {_many(story['primary'], 'primary source')}"
    for page in story["articles"]:
        yield ""
        yield f"{page['key']}  {page['at'][:16]}  {_shown(page['family'])}: {_shown(page['title'] or page['id'])}"
        yield f"    id      {_shown(page['id'])}"
        if page["copy_of"]:
            yield f"    copy    of {page['copy_of']}"
        yield f"    why     {_shown(page['joined'])}"
    for decision in story["decisions"]:
        yield ""
        what = "split from" if decision["kind"] == "story.split" else "joined with"
        yield f"decided {decision['made'][:16]}  {decision['subject']} {what} {decision['object']}"


def _counted(story: Mapping[str, Any]) -> str:
    days = " to ".join(dict.fromkeys(story[end][:10] for end in ("first", "last") if story[end]))
    articles, copies = _many(story["pages"], "article"), _many(story["copies"], "copy", "copies")
    return ", ".join([days, articles, copies, _many(story["families"], "publisher")])


def _many(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def _found(archive: Archive, name: str) -> str:
    """The id that a story has today, by any id that it had, or by the beginning of only one."""
    if current := archive.stories.current(name):
        return current
    begun = (
        {archive.stories.current(one) for one in archive.stories.beginning(name)} if len(name) >= _SHORTEST else set()
    )
    if len(begun) == 1 and (only := begun.pop()):
        return only
    known = f"it may be {', '.join(sorted(filter(None, begun))[:5])}" if begun else "`briefer story list` lists them"
    raise UnknownStory(f"{'more than one story is' if begun else 'no story is'} called '{name}'", hint=known)


def _keys(archive: Archive, story: str, articles: Sequence[str]) -> list[str]:
    """The keys of pages of a story that are given by key or id."""
    from briefer.daily.stories.assign import members

    names: dict[str, list[str]] = {}
    for page in members(archive, story):
        kept = archive.articles.row(page.row)
        for name in {page.key, kept.gathered.article.id if kept else page.key}:
            names.setdefault(name, []).append(page.key)
    found = []
    for name in articles:
        keys = names.get(name, [])
        if len(keys) != 1:
            raise UnknownStory(
                f"{'several articles' if keys else 'no article'} of story {story} {'are' if keys else 'is'} called '{name}'",
                hint=f"take a key: {', '.join(keys)}" if keys else f"`briefer story show {story}` lists them",
            )
        found += keys
    return found


def _shown(text: object) -> str:
    from briefer.intake.naming import shown

    return shown(" ".join(str(text or "(no title)").split()))


def _print(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
