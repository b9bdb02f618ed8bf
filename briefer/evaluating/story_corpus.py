"""A corpus of stories: articles of which the card says what event they tell of and which article they copy."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from briefer.errors import CorpusError
from briefer.evaluating.corpus import CARD, TEXT, folders, read_text, read_toml


@dataclass(frozen=True)
class StoryCase:
    """One article. Only text, title, outlet, owner, url and published may be shown to a linker; the rest is the answer."""

    id: str
    text: str
    published: str
    title: str = ""
    outlet: str = ""
    owner: str | None = None
    url: str | None = None
    event: str | None = None
    copy_of: str | None = None
    split: str | None = None


@dataclass(frozen=True)
class StoryCorpus:
    """The articles of one folder, in the order of their folders' names."""

    folder: Path
    cases: tuple[StoryCase, ...]

    def part(self, split: str) -> tuple[StoryCase, ...]:
        """The cases of one split; `all` are all."""
        return tuple(case for case in self.cases if split in {"all", case.split})

    @property
    def splits(self) -> tuple[str, ...]:
        """`all`, then the splits that the cards name."""
        return ("all", *sorted({case.split for case in self.cases if case.split}))

    @cached_property
    def events(self) -> dict[str, str]:
        """The event of each article; one without is an event of its own."""
        return {case.id: f"event {case.event}" if case.event else case.id for case in self.cases}

    @cached_property
    def voices(self) -> dict[str, str]:
        """The article that each article copies in the end, else itself."""
        original = {case.id: case.copy_of for case in self.cases}
        found = {}
        for name in original:
            seen = [name]
            while (above := original.get(seen[-1])) and above not in seen:
                seen.append(above)
            found[name] = seen[-1]
        return found


def load(folder: Path) -> StoryCorpus:
    """The corpus in a folder. Raises `CorpusError` for what cannot be read, an id that comes twice, and a copy of nothing."""
    cases = tuple(_case(article / CARD) for article in folders(folder))
    ids = [case.id for case in cases]
    for case in cases:
        if ids.count(case.id) > 1:
            raise CorpusError(f"{folder}: two articles have the id {case.id}")
        if case.copy_of and case.copy_of not in ids:
            raise CorpusError(f"{folder}: {case.id} is said to be a copy of {case.copy_of}, which is not there")
    return StoryCorpus(folder, cases)


def _case(card: Path) -> StoryCase:
    fields = read_toml(card)
    names = ("title", "outlet", "owner", "url", "event", "copy_of", "split")
    known = {name: fields[name] for name in names if isinstance(fields.get(name), str)}
    try:
        return StoryCase(str(fields["id"]), read_text(card.with_name(TEXT)), str(fields["published"]), **known)
    except KeyError as missing:
        raise CorpusError(f"{card}: {missing.args[0]} is missing") from missing
