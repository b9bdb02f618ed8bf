"""Words of several styles laid out within a width counted in terminal cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len, split_graphemes

_NARROW = re.compile("[\x20-\x7e\xa1-\xac\xae-\u02ff\u2010-\u2027]*")
Run = tuple[str, str]
"""A stretch of text and the name of its style ("" for none)."""
Paint = Callable[[str, str], str]
"""Text and the name of a style in, painted text out."""


class _Word(NamedTuple):
    spaced: bool
    runs: tuple[Run, ...]

    @property
    def cells(self) -> int:
        return cell_len("".join(text for text, _ in self.runs))


def plain(text: str, _style: str) -> str:
    """The paint that leaves text as it is."""
    return text


def flow(
    runs: Sequence[Run], *, width: int, first: Run = ("", ""), rest: Run = ("", ""), paint: Paint = plain
) -> list[str]:
    """Lines of at most `width` cells: `first` stands before the first, `rest` before each of the others.

    Lines break at spaces; a word longer than a line is broken where the line ends. No line ends in a space.
    """
    room = width - max(cell_len(first[0]), cell_len(rest[0]))
    if paint is plain and all(_NARROW.fullmatch(text) for text, _ in runs):
        return _flowed("".join(text for text, _ in runs), room, first[0], rest[0])
    lines: list[list[Run]] = [[]]
    used = 0
    for word in _words(runs, room):
        gap = 1 if word.spaced and lines[-1] else 0
        if used + gap + word.cells > room and lines[-1]:
            lines.append([])
            used = gap = 0
        lines[-1] += [(" ", word.runs[0][1])] * gap
        lines[-1] += word.runs
        used += gap + word.cells
    heads = [first, *[rest] * (len(lines) - 1)]
    return [_painted([head, *line], paint) for head, line in zip(heads, lines, strict=True)]


def _flowed(text: str, room: int, first: str, rest: str) -> list[str]:
    """`flow` for text in which every character is one cell, without styles: many times as fast."""
    lines, line = [], ""
    head = first
    for word in filter(None, text.split(" ")):
        if line and len(line) + 1 + len(word) > room:
            lines.append(head + line)
            head, line = rest, ""
        whole = max(len(word) - 1, 0) // room * room
        for start in range(0, whole, room):
            lines.append(head + word[start : start + room])
            head = rest
        line = f"{line} {word}" if line else word[whole:]
    return [*lines, (head + line).rstrip()]


def _words(runs: Sequence[Run], room: int) -> Iterator[_Word]:
    """The words, the ones longer than `room` in pieces; a word may change its style within."""
    words: list[list[Run]] = [[]]
    for text, style in runs:
        for index, piece in enumerate(text.split(" ")):
            if index:
                words.append([])
            if piece:
                words[-1].append((piece, style))
    for parts in words:
        word = _Word(spaced=True, runs=tuple(parts))
        if word.cells <= room:
            yield from [word] if parts else []
            continue
        pieces = [(piece, style) for text, style in parts for piece in _chopped(text, room)]
        for index, piece_run in enumerate(pieces):
            yield _Word(spaced=index == 0, runs=(piece_run,))


def _chopped(text: str, room: int) -> Iterator[str]:
    """`text` in pieces of at most `room` cells; what is drawn as one character stays whole."""
    begin = used = 0
    for start, _, cells in split_graphemes(text)[0]:
        if used + cells > room:
            yield text[begin:start]
            begin, used = start, 0
        used += cells
    yield text[begin:]


def _painted(runs: Sequence[Run], paint: Paint) -> str:
    """Neighbours of one style are painted together, and what ends the line is no space."""
    merged: list[Run] = []
    for text, style in runs:
        if merged and merged[-1][1] == style:
            merged[-1] = (merged[-1][0] + text, style)
        else:
            merged.append((text, style))
    while merged and not merged[-1][0].rstrip():
        merged.pop()
    if merged:
        merged[-1] = (merged[-1][0].rstrip(), merged[-1][1])
    return "".join(paint(text, style) if style else text for text, style in merged)
