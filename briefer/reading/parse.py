"""Completion in, draft out: the one reader of answers."""

from __future__ import annotations

from pydantic import ValidationError

from briefer.domain.brief import Draft
from briefer.domain.exchange import Completion
from briefer.errors import EmptyAnswer, Filtered, Malformed, Refused, Truncated


def parse(completion: Completion) -> Draft:
    """The draft that `completion` holds.

    Raises `Refused`, `Truncated`, `Filtered`, `EmptyAnswer` for answers that no repair mends, and `Malformed` for text that
    is no JSON of the schema of a draft.
    """
    match completion.finish:
        case "refusal":
            raise Refused(f"the model refused: {completion.refusal or completion.text}"[:200], answer=completion.text)
        case "length":
            raise Truncated(
                "the answer was cut at the cap on output tokens", hint="raise max_output_tokens", answer=completion.text
            )
        case "filter":
            raise Filtered("a content filter withheld the answer", answer=completion.text)
        case "empty":
            raise EmptyAnswer("the answer is empty", answer=completion.text)
        case "stop":
            pass
    try:
        return Draft.model_validate_json(completion.text)
    except ValidationError as error:
        problems = tuple(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors(include_url=False)[:10])
        raise Malformed("the answer is not a brief", answer=completion.text, problems=problems) from None
