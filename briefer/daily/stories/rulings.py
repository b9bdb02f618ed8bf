"""What people decide about stories: pages split off, stories joined; carried out at once, and kept for all later runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefer.daily.archive import Archive
from briefer.daily.shelves import Decision
from briefer.daily.stories.account import Rulings
from briefer.daily.stories.naming import fresh
from briefer.daily.stories.shelf import FIRST
from briefer.errors import MendSetup

JOIN, SPLIT = "story.join", "story.split"


def rulings(archive: Archive) -> Rulings:
    """The decisions as the linker takes them, as pairs of stories (or of pages that are in none).

    A split is kept as (key of the page, id of the story), a join as (id, id). The newest word on a pair holds: as each was
    carried out when it was made, a page that is in the story from which it was once split has been joined to it since.
    """
    together: dict[tuple[str, str], None] = {}
    apart: dict[tuple[str, str], None] = {}
    for decision in archive.decisions.all("story."):
        pair = (_story(archive, decision.subject), _story(archive, decision.object))
        if pair[0] != pair[1] and decision.kind in {JOIN, SPLIT}:
            (apart if decision.kind == SPLIT else together)[pair] = None
    return Rulings(tuple(pair for pair in together if pair not in apart), tuple(apart))


def split(archive: Archive, story: str, keys: Sequence[str], at: str) -> str:
    """Take pages out of a story and make them one of their own; its id. Raises `MendSetup` where that cannot be."""
    pages = {page.key: page for page in archive.stories.pages(story)}
    wanted = dict.fromkeys(keys)
    for key in wanted:
        if key not in pages:
            raise MendSetup(
                f"article {key} is not in story {story}", hint=f"`briefer story show {story}` lists its articles"
            )
    if len(wanted) == len(pages):
        raise MendSetup(f"these are all articles of story {story}", hint="leave at least one of them in it")
    made = fresh(min(wanted), archive.stories.ages())
    with archive.together():
        archive.stories.add(made, at)
        for page in pages.values():
            original = page.copy_of if (page.copy_of in wanted) == (page.key in wanted) else None
            if page.key in wanted:
                archive.stories.place(
                    [replace(page, story=made, joined=f"split from {story} by hand", copy_of=original)]
                )
                archive.decisions.keep(Decision(SPLIT, page.key, story, "", at))
            elif original != page.copy_of:
                archive.stories.place([replace(page, copy_of=None)])
    return made


def join(archive: Archive, stories: Sequence[str], at: str) -> str:
    """Make several stories one; the id that stays, which is the oldest. Raises `MendSetup` where that cannot be."""
    ages = archive.stories.ages()
    ordered = sorted(dict.fromkeys(stories), key=ages.__getitem__)
    if len(ordered) < 2:  # one story is no pair
        raise MendSetup("these are one story already", hint="name two stories or more")
    oldest = ordered[0]
    pages = {story: archive.stories.pages(story) for story in ordered[1:]}
    with archive.together():
        for story, members in pages.items():
            archive.stories.become(story, oldest)
            moved = [replace(page, story=oldest, joined="joined by hand") for page in members if page.joined == FIRST]
            archive.stories.place(moved)
            archive.decisions.keep(Decision(JOIN, story, oldest, "", at))
    return oldest


def _story(archive: Archive, name: str) -> str:
    """The story that a name stands for today: that of a page, or what an id has become; else the name itself."""
    placed = archive.stories.of(name)
    return placed.story if placed else archive.stories.current(name) or name
