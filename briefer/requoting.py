"""Between answer and brief: where quotes are not in the article, the model is asked for them once more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefer.domain.brief import Draft
from briefer.domain.exchange import Backend, Completion, Request
from briefer.domain.prompt import PromptTemplate
from briefer.errors import BudgetExceeded, NoAnswer
from briefer.prompting.requote import requote
from briefer.reading.requote import mend, offered, unfounded

Exchange = tuple[Request, Completion]


def requoted(
    template: PromptTemplate, backend: Backend, draft: Draft, exchanges: Sequence[Exchange]
) -> tuple[Draft, list[Exchange]]:
    """`draft` with better quotes where `backend` has some, and the `exchanges` that it took, the first of which asked for it.

    Nothing is asked where every quote is in the article. An answer that is of no use leaves the draft as it is, and so does
    none at all: the brief is there already. What came of it is a note of the last exchange.
    """
    request = exchanges[0][0]
    wanting = unfounded(draft, request.article)
    if not wanting:
        return draft, list(exchanges)
    again = requote(template, request, [one.shown() for one in wanting])
    try:
        completion = backend.complete(again)
    except (NoAnswer, BudgetExceeded) as error:
        return draft, _noted(exchanges, f"requote: no answer ({type(error).__name__}); {len(wanting)} left unproven")
    quotes = offered(completion.text) if completion.finish == "stop" else None
    exchanges = [*exchanges, (again, completion)]
    if quotes is None:
        return draft, _noted(exchanges, f"requote: an answer of no use; {len(wanting)} left unproven")
    result = mend(draft, request.article, wanting, quotes)
    said = f"requote: of {len(wanting)} items whose quotes are not in the article {result.mended} quoted anew"
    return result.draft, _noted(exchanges, f"{said}, {result.withdrawn} withdrawn, {result.left} left unproven")


def _noted(exchanges: Sequence[Exchange], note: str) -> list[Exchange]:
    *before, (request, completion) = exchanges
    return [*before, (request, replace(completion, notes=(*completion.notes, note)))]
