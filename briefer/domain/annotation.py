"""An annotation: what a brief of an article should hold, written by hand (docs/guide.md, References)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from briefer.domain.brief import LISTS, Actor, Commitment, Draft, Reaction, Risk, Text, Value

Importance = Literal["vital", "okay"]
Annotator = Literal["a", "b", "adjudicated"]


class AnnotatedActor(Actor[str]):
    """An actor of an annotation."""

    importance: Importance


class AnnotatedCommitment(Commitment[str]):
    """A commitment of an annotation."""

    importance: Importance


class AnnotatedRisk(Risk[str]):
    """A risk of an annotation."""

    importance: Importance


class AnnotatedReaction(Reaction[str]):
    """A reaction of an annotation."""

    importance: Importance


AnnotatedItem = AnnotatedActor | AnnotatedCommitment | AnnotatedRisk | AnnotatedReaction


class Annotation(Value):
    """One pass over one article: a draft whose items say how much they matter."""

    guide: Literal[1]
    annotator: Annotator
    bottom_line: Text
    actors: tuple[AnnotatedActor, ...] = ()
    commitments: tuple[AnnotatedCommitment, ...] = ()
    risks: tuple[AnnotatedRisk, ...] = ()
    reactions: tuple[AnnotatedReaction, ...] = ()

    def items(self) -> Iterator[tuple[str, AnnotatedItem]]:
        """Every item with its path, such as `commitments[0]`, in the order of the file."""
        for name in LISTS:
            for index, item in enumerate(getattr(self, name)):
                yield f"{name}[{index}]", item

    @property
    def draft(self) -> Draft:
        """The same as a draft, as if a backend had written it."""
        return Draft.model_validate(
            {"bottom_line": self.bottom_line}
            | {name: [item.model_dump(exclude={"importance"}) for item in getattr(self, name)] for name in LISTS}
        )
