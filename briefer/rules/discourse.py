"""Who a noun phrase or pronoun means, at the point where the article is being read."""

from __future__ import annotations

from briefer.domain.brief import ActorKind
from briefer.rules.cast import Cast, Entity
from briefer.rules.clauses import Range, head
from briefer.rules.lexicon import kinds, known, words
from briefer.rules.tokens import Sentence


class Discourse:
    """The reader's memory: who was last spoken of. `see` is called once a sentence, in order, after it was read."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.last: dict[int, int] = {}
        self.clock = 0
        self.subjects: list[int] = []
        self.speaker: int | None = None

    def see(self, sentence: Sentence) -> None:
        """Remembers the mentions of a sentence that was read."""
        for mention in sentence.mentions:
            self.touch(mention.who)

    def touch(self, who: int) -> None:
        """Remembers that `who` was just spoken of."""
        self.clock += 1
        self.last[who] = self.clock

    def spoke(self, who: int) -> None:
        """Remembers that `who` was the subject of a clause: the first that a pronoun means."""
        self.touch(who)
        self.subjects.append(who)
        del self.subjects[:-12]

    def resolve(self, sentence: Sentence, span: Range | None) -> list[int]:
        """The entities that the noun phrase `span` names, refers to, or introduces; none where that is not sure."""
        if span is None:
            return []
        a, b = span
        h = head(sentence, span)
        tokens = sentence.tokens
        named = [m for m in sentence.mentions if a <= m.start and m.end <= h + 1]
        if named and named[-1].end == h + 1:
            return [m.who for m in named if self._coordinate(sentence, m.end, h + 1)] or [named[-1].who]
        token = tokens[h]
        if token.low in words("words", "pronouns") or (a == h and token.low in {"this", "that", "these", "those"}):
            return self._pronoun(sentence, h)
        return self._common(sentence, a, h, b)

    def _coordinate(self, sentence: Sentence, end: int, stop: int) -> bool:
        """Whether what lies between two names is only "and", commas, titles and possible determiners."""
        between = sentence.tokens[end:stop]
        inside = {k for m in sentence.mentions if m.start >= end for k in range(m.start, m.end)}
        return all(
            t.low in {"and", ",", "the", "both"}
            or t.text in words("roles", "ranks", "honorifics")
            or (end + i) in inside
            or t.text in known()
            for i, t in enumerate(between)
        )

    def _pronoun(self, sentence: Sentence, at: int) -> list[int]:
        low = sentence.tokens[at].low
        before = [m.who for m in sentence.mentions if m.end <= at]
        candidates = [*before, *reversed(self.subjects), *sorted(self.last, key=lambda k: -self.last[k])]
        if low in {"he", "she", "him", "her"}:
            return self._somebody(candidates, "m" if low in {"he", "him"} else "f")
        if low in {"it", "itself"}:
            return next(([who] for who in candidates if self.cast[who].kind not in {"person", "population"}), [])
        if low in {"i", "we"} and self.speaker is not None:
            return [self.speaker]
        if low in {"they", "them"}:
            who = next((who for who in candidates if self.cast[who].kind not in {"person", "state"}), None)
            many = who is not None and self.cast[who].kind in {"population", "civil_society", "armed_group"}
            return [who] if many and who is not None else []
        return []

    def _somebody(self, candidates: list[int], gender: str) -> list[int]:
        for who in candidates:
            entity = self.cast[who]
            if entity.kind == "person" and entity.gender in {"", gender}:
                entity.gender = gender
                return [who]
        return []

    def _common(self, sentence: Sentence, a: int, h: int, b: int) -> list[int]:
        tokens = sentence.tokens
        noun = tokens[h].low
        if (
            noun not in words("heads", "voices")
            and noun not in words("roles", "groups")
            and noun not in words("roles", "persons")
        ):
            return []
        possessor = self._possessor(sentence, a, h)
        definite = tokens[a].low in {"the", "this", "its", "their", "his", "her"}
        text = _bare(sentence, a, h)
        if (
            possessor is not None
            and noun in {"officials", "government", "authorities"}
            and self.cast[possessor].kind == "state"
        ):
            self.cast[possessor].alias(sentence.slice(a, h + 1))
            return [possessor]
        if (key := self.cast.find(text)) is not None:
            return [key]
        if definite and (found := self._referred(noun, tokens[h - 1].low if h > a else "")) is not None:
            if noun not in words("roles", "persons"):
                self.cast[found].alias(sentence.slice(a, h + 1))
            return [found]
        if definite and noun in {"company", "firm", "group", "agency"}:
            return []
        return [self._introduce(sentence, a, h, b, text, possessor)]

    def _possessor(self, sentence: Sentence, a: int, h: int) -> int | None:
        for m in sentence.mentions:
            if (
                a <= m.start
                and m.end <= h
                and (
                    m.end == h
                    or sentence.tokens[m.end].text in {"’s", "'s", "’", "'"}
                    or self.cast[m.who].kind == "state"
                )
            ):
                return m.who
        for token in sentence.tokens[a : h + 1]:
            entry = known().get(token.text)
            if entry and entry.how == "demonym":
                return self.cast.find(entry.name)
        return None

    def _referred(self, noun: str, modifier: str) -> int | None:
        keys = [key for key in self.cast.named(noun) if key in self.last]
        if modifier and modifier not in {"the", "its", "this", "their", "his", "her"}:
            fitting = [
                key for key in keys if modifier in self.cast[key].tags or modifier in self.cast[key].name.lower()
            ]
            return max(fitting, key=lambda k: self.last[k]) if fitting else None
        if not keys and noun in words("heads", "bodies"):
            wanted = {"company", "other"} if noun in {"company", "firm", "utility", "operator"} else set()
            keys = [key for key in self.last if self.cast[key].kind in wanted]
        return max(keys, key=lambda k: self.last[k]) if keys else None

    def _introduce(self, sentence: Sentence, a: int, h: int, b: int, text: str, possessor: int | None) -> int:
        noun = sentence.tokens[h].low
        kind: ActorKind
        if noun in words("roles", "groups"):
            kind = "population"
        elif noun in words("roles", "persons"):
            kind = "person"
        else:
            kind = kinds().get(noun, "other")  # type: ignore[assignment]  # the lexicon's groups are kinds
        name = text if noun != "official" or h + 1 >= b else _bare(sentence, a, b - 1)
        modifiers = {t.low for t in sentence.tokens[a:h] if t.word and t.low not in words("words", "determiners")}
        entity = Entity(name, kind, tags={noun, *modifiers}, evidence=sentence.slice(a, b))
        entity.alias(sentence.slice(a, h + 1))
        if possessor is not None:
            entity.affiliation = self.cast[possessor].name
        key = self.cast.add(entity, sentence.slice(a, h + 1), text)
        entity.count += 1
        self.touch(key)
        return key


def _bare(sentence: Sentence, a: int, h: int) -> str:
    """The noun phrase without its article; "NATO’s head" and "two opposition lawmakers" stay as they are."""
    while a < h and sentence.tokens[a].low in {"the", "a", "an", "its", "their", "his", "her", "this", "some"}:
        a += 1
    return sentence.slice(a, h + 1)
