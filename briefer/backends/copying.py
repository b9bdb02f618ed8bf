"""Whether a model copies: a quote that is a word off proves nothing, and a model that cannot copy does better with numbers to cite."""

from __future__ import annotations

import json
from typing import Literal

QUOTES = 6
ENOUGH = 5
"""Of `QUOTES` quotes; a model that copies fewer is recommended `PROMPT`."""
PROMPT = "brief-small@1"
TOKENS = 500
SCHEMA = json.dumps(
    {
        "type": "object",
        "properties": {"quotes": {"type": "array", "items": {"type": "string"}, "maxItems": QUOTES}},
        "required": ["quotes"],
        "additionalProperties": False,
    },
    separators=(",", ":"),
)
TEXT = (
    "Skerry Harbour Trust, which runs four of the county’s nine piers, said on Tuesday that the Hallin ferry would not sail again "
    "before May 14 unless the crack in her stern ramp was “welded, tested and signed for”.\n"
    "Its engineer, Ida Moe, had counted 17 loose bolts in February; the owner’s own survey, dated January 29, listed only three.\n"
    "“We were told it was cosmetic,” said Per Aune, who chairs the islanders’ council, and he accused the Trust of having sat on "
    "Ms. Moe’s letter for 11 weeks.\n"
    "The Trust denied that. A spokeswoman said the letter had been forwarded within two days – to an address that the owner had "
    "meanwhile given up.\n"
    "Nordvik Lines, the owner, offered to charter the smaller Ternen at 4,250 crowns a day, though not on Sundays.\n"
    "A repair could cost as much as 1.3 million crowns, Moe warned, and the yard in Lofsund might not have a dock free until June."
)
QUESTION = (
    f"Give {QUOTES} quotes from the text below that show: 1. until when the ferry stays in port; 2. how many bolts were loose; "
    "3. what the council's chairman accuses the Trust of; 4. what the Trust says of the letter; 5. what the owner offers; "
    "6. what might happen at the yard. Copy each quote from the text character by character, at least six words, with its own "
    f'punctuation. Answer with one JSON object: {{"quotes": [...]}}.\n\n{TEXT}'
)
_WORDS = 4


def copied(answer: str) -> int:
    """How many of the first `QUOTES` quotes in an answer stand in the text letter by letter, each counted once."""
    try:
        value = json.loads(answer[answer.index("{") : answer.rindex("}") + 1])
    except ValueError:
        return 0
    quotes = value.get("quotes") if isinstance(value, dict) else None
    if not isinstance(quotes, list):
        return 0
    wanted = {quote.strip() for quote in quotes[:QUOTES] if isinstance(quote, str)}
    return sum(len(quote.split()) >= _WORDS and quote in TEXT for quote in wanted)


def verdict(found: int) -> tuple[Literal["yes", "no"], str]:
    """Whether a model copies that got `found` quotes right, and the words for it."""
    detail = f"{found} of {QUOTES} quotes are letter by letter in the text that was shown"
    return ("yes", detail) if found >= ENOUGH else ("no", f"{detail}: {PROMPT} asks for numbers of sentences instead")
