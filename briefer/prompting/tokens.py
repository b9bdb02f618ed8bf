"""Exact token counts, offline: the o200k_base table travels in the package.

The table is that of tiktoken (MIT, Copyright (c) 2022 OpenAI, Shantanu Jain; see o200k_base.txt beside it), packed as the
tokens in rank order, each behind its length, in xz. `pack` made it; `encoding` checks what it unpacks against the hash of the original.
For models whose own table is not public the count is an estimate.
"""

from __future__ import annotations

import base64
import hashlib
import lzma
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import tiktoken

TABLE = "o200k_base.xz"
TABLE_SHA256 = "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d"
_BITE = 100_000
_PATTERN = "|".join(  # noqa: FLY002  # a line an alternative
    [
        r"""[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?""",
        r"""[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?""",
        r"""\p{N}{1,3}""",
        r""" ?[^\s\p{L}\p{N}]+[\r\n/]*""",
        r"""\s*[\r\n]+""",
        r"""\s+(?!\S)""",
        r"""\s+""",
    ]
)


def count(text: str) -> int:
    """How many o200k_base tokens `text` has; words that look like special tokens count as the words they are.

    Where a text has more blanks in a row than the tokenizer can take, it is counted in pieces, which may give a few too many.
    """
    try:
        return len(encoding().encode(text, disallowed_special=()))
    except ValueError:  # the tokenizer's own pattern gives up on some 500,000 blanks in a row
        return (
            sum(count(text[at : at + _BITE]) for at in range(0, len(text), _BITE)) if len(text) > _BITE else len(text)
        )


def fits(text: str, budget: int) -> bool:
    """Whether `text` has at most `budget` tokens. A token has at least one byte, so a short text is never counted."""
    return len(text) * 4 <= budget or len(text.encode("utf-8", "surrogatepass")) <= budget or count(text) <= budget


@lru_cache(maxsize=1)
def encoding() -> tiktoken.Encoding:
    """The o200k_base encoding, built once a process in about half a second, without a file outside the package."""
    import tiktoken

    ranks = {token: rank for rank, token in enumerate(unpack(files("briefer.prompting").joinpath(TABLE).read_bytes()))}
    original = b"".join(base64.b64encode(token) + b" %d\n" % rank for token, rank in ranks.items())
    if hashlib.sha256(original).hexdigest() != TABLE_SHA256:
        raise RuntimeError(f"the token table {TABLE} in this installation is damaged: install briefer again")
    special = {"<|endoftext|>": 199999, "<|endofprompt|>": 200018}
    return tiktoken.Encoding("o200k_base", pat_str=_PATTERN, mergeable_ranks=ranks, special_tokens=special)


def unpack(packed: bytes) -> list[bytes]:
    """The tokens of a packed table, in rank order."""
    raw, tokens, at = lzma.decompress(packed), [], 0
    while at < len(raw):
        size = raw[at]
        tokens.append(raw[at + 1 : at + 1 + size])
        at += 1 + size
    return tokens


def pack(original: bytes) -> bytes:
    """The packed form of a tiktoken table (lines of base64 token and rank). Raises ValueError where it would lose anything."""
    tokens = []
    for rank, line in enumerate(original.splitlines()):
        token, number = line.split()
        if int(number) != rank:
            raise ValueError(f"rank {number!r} where {rank} was due")
        tokens.append(base64.b64decode(token))
    if max(map(len, tokens)) > 255:  # noqa: PLR2004  # a length is one byte
        raise ValueError("a token is longer than 255 bytes")
    return lzma.compress(b"".join(bytes([len(t)]) + t for t in tokens), preset=9 | lzma.PRESET_EXTREME)
