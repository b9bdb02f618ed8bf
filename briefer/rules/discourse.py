"""Who a noun phrase or pronoun means, at the point where the article is being read."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable

from briefer.rules.cast import Cast
from briefer.rules.clauses import Range
from briefer.rules.descriptions import POSSESSIVES, animate, bare, describes, introduced, noun_at, nouns, pair
from briefer.rules.lexicon import known, words
from briefer.rules.pointing import referred
from briefer.rules.subjects import head
from briefer.rules.titles import is_title, lookup
from briefer.rules.tokens import Mention, Sentence

_DEFINITE = frozenset({"the", "this", *POSSESSIVES})
_NOBODY = -1
_NOT_ONE = frozenset({"neither", "whose", "each", "every", "no", "any", "both", "which"})
_MOUTHS = frozenset({"spokesman", "spokeswoman", "spokesperson", "spokespeople", "spokesmen"})
_OWN = frozenset({"officials", "government", "authorities", "administration"})
"""Nouns that after a state's name or adjective mean that state."""


class Discourse:
    """The reader's memory: who was spoken of, who acted, who spoke. Sentences are to be `see`n in order, after they were read."""

    def __init__(self, cast: Cast, voice: int | None = None, author: int | None = None) -> None:
        self.cast = cast
        self.voice = voice
        self.author = author
        self.subjects: deque[int] = deque(maxlen=12)
        self.speaker: int | None = None
        self.acts: Counter[int] = Counter()
        self.here: list[int] = []
        self.last: list[int] = []
        self.spoken: set[int] = set()
        self.named: set[int] = set()

    def begin(self) -> None:
        """A sentence begins: nobody has acted in it."""
        self.here = []

    def see(self, sentence: Sentence) -> None:
        """Remembers the mentions of a sentence that was read."""
        for mention in sentence.mentions:
            self.cast.touch(mention.who)
            self.named.add(mention.who)
        self.last = [*self.here, *(m.who for m in sentence.mentions if self._heard(sentence, m, 0))]
        first = sentence.mentions[0] if sentence.mentions else None
        if first is None or first.start > 2 or _owner(sentence, first.end):
            return
        if _owner(sentence, first.end + 1):  # "the Leeds man’s family"
            self.unknown()
            return
        placed = first.start > 0 and sentence.tokens[first.start - 1].low in words("words", "prepositions")
        if not placed:  # it opens its sentence: most likely its subject
            self.subjects.append(first.who)

    def acted(self, who: Iterable[int]) -> None:
        """Remembers that each of `who` was the subject of a clause: the first that a pronoun means."""
        for key in who:
            self.cast.touch(key)
            self.subjects.append(key)
            self.here.append(key)
            self.acts[key] += 1

    def unknown(self) -> None:
        """Remembers that somebody acted whom the rules do not know: "it" may mean them, and so is nobody for sure."""
        self.subjects.append(_NOBODY)

    def resolve(self, sentence: Sentence, span: Range | None, *, acts: bool = False) -> list[int]:
        """The entities that the noun phrase `span` names, refers to, or introduces; none where that is not sure.

        Whoever `acts`, by a verb that only people have, may be of any noun: "two sponsors", "the bakers".
        """
        if span is None:
            return []
        a, b = span
        h = head(sentence, span)
        token = sentence.tokens[h]
        named = [m for m in sentence.mentions if a <= m.start and m.end <= h + 1]
        if named and named[-1].end < h and sentence.tokens[named[-1].end].low == "and":  # "the Federation and unions"
            cut = named[-1].end
            return [*self.resolve(sentence, (a, cut), acts=acts), *self.resolve(sentence, (cut + 1, b), acts=acts)]
        if named and named[-1].end == h + 1:
            return [m.who for m in named if self._coordinate(sentence, m.end, h + 1)] or [named[-1].who]
        if token.low in words("words", "pronouns") or (a == h and token.low in {"this", "that", "these", "those"}):
            alone = all(t.low in words("words", "adverbs", "conjunctions") for t in sentence.tokens[a:h])
            return self.pronoun(sentence, h) if alone else []  # "draining them" is nobody
        if (name := self._name_after(sentence, h, b)) is not None:
            return [name]
        return self._common(sentence, (a, h, b), acts=acts)

    def _coordinate(self, sentence: Sentence, end: int, stop: int) -> bool:
        """Whether what lies between two names is only "and", commas, titles and possible determiners, and not titles alone."""
        if end < stop and not any(
            t.low in {"and", ","} for t in sentence.tokens[end:stop]
        ):  # "Acme Chief Executive Jane Doe" is one
            return False
        inside = {k for m in sentence.mentions if m.start >= end for k in range(m.start, m.end)}
        return all(
            t.low in {"and", ",", "the", "both", "(", ")", "“", "”", '"'}
            or t.text in words("roles", "ranks", "portfolios", "honorifics")
            or (end + i) in inside
            or t.text in known()
            for i, t in enumerate(sentence.tokens[end:stop])
        )

    def _name_after(self, sentence: Sentence, h: int, b: int) -> int | None:
        """Who is named after a description and a comma: "the association’s spokeswoman, Jane Doe,"."""
        tokens = sentence.tokens
        role = tokens[h].low in words("roles", "persons")
        if b + 1 >= len(tokens) or tokens[b].text != "," or (tokens[h].capital and not role):
            return None
        start = b + 1 + (tokens[b + 1].low == "the")
        while start < len(tokens) and is_title(tokens, start):  # "the chief of the army, General Jane Doe,"
            start += 1
        for m in sentence.mentions:
            closed = any(t.text in {",", "."} for t in tokens[m.end : m.end + 4])
            person = self.cast[m.who].kind == "person"
            titled = start < m.start <= start + 2 and tokens[m.start - 1].low in words("roles", "persons")
            if (m.start == start or titled) and ((role and person) or (closed and not person)):
                return m.who
        return None

    def pronoun(self, sentence: Sentence, at: int) -> list[int]:
        """Whom the pronoun at token `at` means."""
        low = sentence.tokens[at].low
        before = [m.who for m in sentence.mentions if m.end <= at and self._heard(sentence, m, at)]
        subjects = list(reversed(self.subjects))
        candidates = [*reversed(self.here), *before, *subjects, *self.cast.recent()]
        if low in {"it", "they", "its", "their"} and not before and subjects[:1] == [_NOBODY]:
            return []
        apart = self._named_after(sentence, at) | {_NOBODY}
        candidates = [who for who in candidates if who not in apart]
        if low in {"he", "she", "him", "her", "his"}:
            near = [*reversed(self.here), *before, *self.last]
            return self._somebody([*near, *candidates], "f" if low in {"she", "her"} else "m")
        if low in {"it", "itself", "its"} and (body := self._spoken_body()) is not None:
            return [body] if body != _NOBODY else []
        if low in {"it", "itself", "its"}:
            return next(([who] for who in candidates if self.cast[who].kind not in {"person", "population"}), [])
        if low in {"i", "me", "my"} and self.author is not None and not sentence.tokens[at].quoted:
            return [self.author]
        if low in {"i", "we", "us", "our"}:
            who = self.speaker if self.voice is None or sentence.tokens[at].quoted else self.voice
            return [] if who is None else [who]
        if low in {"they", "them", "their"}:
            who = next((who for who in candidates if self.cast[who].kind not in {"person", "state"}), None)
            many = who is not None and (
                self.cast[who].kind in {"population", "civil_society", "armed_group"}
                or self.cast[who].name.endswith("s")
            )
            return [who] if many and who is not None else []
        return []

    def _named_after(self, sentence: Sentence, at: int) -> set[int]:
        """Whom the clause names after the pronoun at token `at`, who are others: "it will survey unless told otherwise by Norway"."""
        tokens, say = sentence.tokens, words("verbs", "say")
        end = next((k for k in range(at + 1, len(tokens)) if not tokens[k].word or tokens[k].low in say), len(tokens))
        named = {m.who for m in sentence.mentions if at < m.start and m.end <= end}
        adjectives = (lookup(tokens, k, end)[0] for k in range(at + 1, end) if tokens[k].capital)
        states = {self.cast.find(entry.name) for entry in adjectives if entry and entry.how == "demonym"}
        return named | {who for who in states if who is not None}

    def _heard(self, sentence: Sentence, mention: Mention, at: int) -> bool:
        """Whether a pronoun at `at` may mean a name before it: no owner of a thing, nor one whom a quotation names."""
        inside = sentence.tokens[mention.start].quoted and not sentence.tokens[at].quoted
        return not inside and not _owner(sentence, mention.end)

    def _spoken_body(self) -> int | None:
        """The body for which whoever acts in the sentence speaks ("its chairman said it would"); nobody where it is not known."""
        for who in reversed(self.here):
            if self.cast[who].kind != "person":
                return None
            if (body := self.body_of(who)) is not None:
                return body
            if self.cast[who].office_at:  # a body that was not named: somebody else is not meant
                return _NOBODY
        return None

    def voices(self, who: Iterable[int]) -> set[int]:
        """`who`, and the bodies they speak for: a spokesman and his company are one voice."""
        keys = set(who)
        return keys | {body for key in keys if (body := self.body_of(key)) is not None}

    def body_of(self, who: int) -> int | None:
        """The body or state that a person's office binds, named or not; None for all others."""
        entity = self.cast[who]
        if entity.kind != "person" or not entity.tags & words("roles", "offices"):
            return None
        body = self.cast.find(entity.affiliation) if entity.affiliation else None
        if body is None and entity.office_at:
            body = self.cast.latest(self.cast.tagged(entity.office_at))
        return body if body is not None and self.cast[body].kind != "population" else None

    def _somebody(self, candidates: list[int], gender: str) -> list[int]:
        for who in candidates:
            entity = self.cast[who]
            if entity.kind == "person" and entity.gender in {"", gender}:
                entity.gender = gender
                return [who]
        return []

    def _common(self, sentence: Sentence, at: tuple[int, int, int], *, acts: bool) -> list[int]:
        """A noun: "the ministry" points back, "U.S. officials" are the state's, "two opposition lawmakers" are new."""
        tokens = sentence.tokens
        a, h, b = at
        noun = noun_at(sentence, h)
        if (both := pair(self.cast, sentence, a, h)) is not None:
            return both
        somebody = noun in nouns() or (acts and animate(sentence, h))
        if not somebody or tokens[a].low in _NOT_ONE or not describes(sentence, a, h):
            return []
        if noun in _MOUTHS and (body := self._spoken_for(sentence, a, h, b)) is not None:
            return [body]
        text = bare(sentence, a, h)
        owner = self.owner(sentence, a, h)
        if owner is not None and (theirs := self._government(sentence, (a, h), owner)) is not None:
            return [theirs]
        if (key := self.cast.find(text)) is not None:
            return [key]
        if tokens[a].low in _DEFINITE:
            before, following = tokens[h - 1].low if h > a + 1 else "", [t.low for t in tokens[h + 1 : b]]
            acted = [key for key in reversed(self.subjects) if key != _NOBODY]
            found = referred(self.cast, noun, before, following, acted, self.named)
            if found is not None:
                if noun not in words("roles", "persons"):
                    self.cast.call(found, sentence.slice(a, h + 1))
                return [found]
            if noun in {"company", "firm", "group", "agency"} and h == a + 1:
                return []
        return [introduced(self.cast, sentence, (a, h, b), text, owner)]

    def _government(self, sentence: Sentence, span: tuple[int, int], owner: int) -> int | None:
        """Whom "U.S. officials" and "his government" mean: the state, or whom the person speaks for."""
        a, h = span
        noun, entity = sentence.tokens[h].low, self.cast[owner]
        if noun in _OWN and entity.kind == "state":
            self.cast.call(owner, sentence.slice(a, h + 1))
            return owner
        if noun == "government" and entity.kind == "person" and entity.affiliation:
            return self.cast.find(entity.affiliation)
        return None

    def _spoken_for(self, sentence: Sentence, a: int, h: int, b: int) -> int | None:
        """The body for which an unnamed spokesman speaks: "a finance ministry spokesman", "its spokeswoman"."""
        tokens = sentence.tokens
        if h + 2 < b and tokens[h + 1].low == "for":  # "a spokesman for the mission"
            return next(iter(self.resolve(sentence, (h + 2, b))), None)
        if tokens[a].low in POSSESSIVES:
            return next(iter(self.pronoun(sentence, a)), None)
        if h == a + 1 and tokens[a].low == "a":  # "a spokesman said": of the body that acted last
            return next(
                (
                    key
                    for key in reversed(self.subjects)
                    if key != _NOBODY and self.cast[key].kind not in {"person", "population"}
                ),
                None,
            )
        if h > a and (tokens[h - 1].low in words("heads", "voices") or any(m.end == h for m in sentence.mentions)):
            return next(iter(self.resolve(sentence, (a, h))), None)
        return None

    def owner(self, sentence: Sentence, a: int, h: int) -> int | None:
        """Whose a thing is: the name in the genitive, adjective of nationality, or possessive pronoun before a noun."""
        for m in sentence.mentions:
            if (
                a <= m.start
                and m.end <= h
                and (_owner(sentence, m.end) or self.cast[m.who].kind == "state" or m.end == h)
            ):
                return m.who
        for k in range(a, h):
            entry, _ = lookup(sentence.tokens, k, h)
            if entry and entry.how == "demonym":
                return self.cast.find(entry.name)
        if sentence.tokens[a].low in POSSESSIVES and a < h:
            return next(iter(self.pronoun(sentence, a)), None)
        return None


def _owner(sentence: Sentence, k: int) -> bool:
    return k < len(sentence.tokens) and sentence.tokens[k].text in {"’s", "'s", "’", "'"}
