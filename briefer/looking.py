"""The second look at an answer: the model is asked of each item that it drafted whether its evidence says so."""

from __future__ import annotations

from briefer.domain.brief import Piece
from briefer.domain.exchange import Backend, Completion, Request
from briefer.domain.prompt import PromptTemplate
from briefer.prompting.look import look
from briefer.reading.look import verdicts

Exchange = tuple[Request, Completion]


def looked_at(
    template: PromptTemplate, backend: Backend, piece: Piece, request: Request, exchanges: list[Exchange]
) -> tuple[Piece, list[Exchange]]:
    """`piece`, which answers `request`, without the items that the model takes back, and the exchanges with those of the look.

    One request a list for which the template has a `look`, none for an empty list. An answer that gives no verdict on every
    item is not asked for again: the items stay, and a note of the exchange says so.
    """
    made = list(exchanges)
    for name in template.looks:
        items = getattr(piece, name)
        if not items:
            continue
        asked = look(template, request, name, items)
        completion = backend.complete(asked)
        stays = verdicts(completion.text, len(items)) if completion.finish == "stop" else None
        if stays is None:
            note = f"{name}: the second look gave no verdict"
        else:
            kept = tuple(item for item, stay in zip(items, stays, strict=True) if stay)
            piece = piece.model_copy(update={name: kept})
            note = f"{name}: {len(items) - len(kept)} of {len(items)} items taken back at the second look"
        made.append((asked, completion.noted(note)))
    return piece, made
