"""An article: text that never changes, named by its own hash, with what is known about where it came from."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cached_property

from briefer.domain.quote import Span
from briefer.domain.sentences import paragraphs, sentences

_UNSPACED = r"\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff"
_WORD = re.compile(r"\w+(?:[’'.,-]\w+)*")
_IN_PAIRS = rf"[{_UNSPACED}]{{1,2}}|[^\W{_UNSPACED}]+(?:[’'.,-][^\W{_UNSPACED}]+)*"
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


@dataclass(frozen=True)
class Article:
    """One article. Offsets into it are code points of `text`.

    `id` names the article in file names and reports; where none is given, or one that could not be a file name, it is
    the first 12 hex digits of the text's sha256. `published` is the ISO 8601 date or time that the source states,
    `language` an ISO 639-1 code. What is not known is None.
    """

    text: str
    id: str = ""
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None

    def __post_init__(self) -> None:
        if not _ID.fullmatch(self.id):
            object.__setattr__(self, "id", self.sha256[:12])

    @cached_property
    def sha256(self) -> str:
        """Hex sha256 of the text in UTF-8."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @cached_property
    def words(self) -> int:
        """How many words the text has; in scripts without spaces (Chinese, Japanese, Thai) two characters count as one."""
        spaced = self.text.isascii() or not re.search(rf"[{_UNSPACED}]", self.text)
        return len(_WORD.findall(self.text) if spaced else re.findall(_IN_PAIRS, self.text))

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """Spans of the paragraphs."""
        return paragraphs(self.text)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Spans of the sentences."""
        return sentences(self.text)
