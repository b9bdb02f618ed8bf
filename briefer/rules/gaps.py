"""Where a verb is left out because another does the same: "Mali would pay $2 million, Chad $1 million"."""

from __future__ import annotations

from briefer.rules.lexicon import words
from briefer.rules.tokens import Token


def gapped(tokens: list[Token], start: int, k: int) -> bool:
    """Whether at token `k` another does the same by an amount of his own: "pay $2 million, Chad $1 million"."""
    end = k
    while end < min(k + 4, len(tokens) - 1) and tokens[end].capital:
        end += 1
    dated = tokens[end - 1].text in words("words", "months", "weekdays")
    if end == k or dated or not _amount(tokens[end]):
        return False
    return any(_amount(t) for t in tokens[start:k])


def _amount(token: Token) -> bool:
    return token.text[0] in "$€£"
