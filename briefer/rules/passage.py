"""One sentence as the rules see it: who says what in it, who does what, and the memory of what was read before."""

from __future__ import annotations

from dataclasses import dataclass, field

from briefer.rules.clauses import Range
from briefer.rules.discourse import Discourse
from briefer.rules.items import Found
from briefer.rules.lexicon import words
from briefer.rules.speech import Speech, speakers_at
from briefer.rules.subjects import carried, opening, subject
from briefer.rules.tokens import Sentence
from briefer.rules.verbs import verb_group

_SUPPOSES = frozenset({"if", "unless", "until", "whether", "once", "should"})
_RELATIVE = frozenset({"who", "which", "that"})


@dataclass
class Passage:
    """One sentence with its speeches; `before` is the passage of the sentence before it in the same paragraph or the last one.

    `found` are its reactions; `told` says whether it holds commitments or risks.
    """

    sentence: Sentence
    speeches: list[Speech]
    discourse: Discourse
    before: Passage | None = None
    mentioned: list[int] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)
    told: bool = False

    def subject_span(self, i: int) -> Range | None:
        """The noun phrase before the verb group at token `i`."""
        return subject(self.sentence, i)

    def speakers(self, i: int) -> list[int]:
        """Who says token `i`."""
        return speakers_at(self.speeches, i)

    def from_subject(self, i: int) -> int:
        """Where a quotation that proves the verb at token `i` should begin: at its subject, where that stands near before it."""
        span = subject(self.sentence, i)
        return (
            span[0] if span is not None and i - span[0] <= 12 else verb_group(self.sentence, i)
        )  # further back is too long

    def subject(self, i: int, *, acts: bool = False) -> list[int]:
        """Who does what the verb at token `i` says; after "and" or a relative pronoun, the subject or antecedent before it.

        Where the verb is one that only people have, whoever `acts` may be of any noun.
        """
        tokens = self.sentence.tokens
        j = verb_group(self.sentence, i)
        if j > 0 and tokens[j - 1].low in _RELATIVE:
            return self._antecedent(j - 1)
        span = subject(self.sentence, i)
        if (
            tokens[i].low.endswith("ing")
            and j > 0
            and tokens[j - 1].text == ","
            and (who := self._carried(j, acts=acts))
        ):
            return who  # "..., the institute warned, urging people to leave"
        if span is not None:
            who = self.discourse.resolve(self.sentence, span, acts=acts)
            if not who and tokens[i].low.endswith("ing"):  # "issued a statement condemning the raid"
                return self._carried(j, acts=acts)
            if who:
                self.discourse.acted(who)
            elif span[0] <= 1 and tokens[span[0]].low not in {"it", "that", "this", "they", "there"}:
                self.discourse.unknown()
            return who
        if (j > 0 and tokens[j - 1].low in {"and", "but", "or", ","}) or tokens[i].low.endswith("ing"):
            return self._carried(j if tokens[i].low.endswith("ing") else j - 1, acts=acts)
        return []

    def _antecedent(self, k: int) -> list[int]:
        """The name or noun that a relative pronoun at token `k` stands for."""
        tokens = self.sentence.tokens
        end = k - 1 if k > 0 and tokens[k - 1].text == "," else k
        named = [m.who for m in self.sentence.mentions if m.end == end]
        if named or end == 0:
            return named
        start = next(
            (a for a in range(end - 1, max(-1, end - 5), -1) if tokens[a].low in words("words", "determiners")), None
        )
        return self.discourse.resolve(self.sentence, (start, end)) if start is not None else []

    def _carried(self, k: int, *, acts: bool) -> list[int]:
        span = carried(self.sentence, k) or opening(self.sentence)
        if span is None or span[1] > k:  # "plans to hire 40 people and will train them": who acted last in the sentence
            return self.discourse.here[-1:]
        return self.discourse.resolve(self.sentence, span, acts=acts)

    def doubted(self, i: int) -> bool:
        """Whether what stands at token `i` is expected, hoped, feared or not sure: "believes that it will", "it is not clear whether"."""
        doubt, say = words("verbs", "doubt"), words("verbs", "say")
        for low in reversed(self.sentence.lows[:i]):
            if low in doubt:
                return True
            if low in {",", ";", ":", "”"} or low in say:
                return False
        return False

    def background(self, i: int) -> bool:
        """Whether a verb tells what had gone before, in the article's own voice: "the mayor, who had voted against it"."""
        return not self.speakers(i) and any(t.low == "had" for t in self.sentence.tokens[max(0, i - 2) : i])

    def unreal(self, i: int) -> bool:
        """Whether the verb at token `i` is denied, wished, conditional or only quoted."""
        tokens = self.sentence.tokens
        denied = not words("words", "unreal").isdisjoint(self.sentence.lows[max(0, i - 2) : i])
        if denied and (i == 0 or tokens[i - 1].low != "and"):
            return True
        span = subject(self.sentence, i)
        if span is not None and span[0] and tokens[span[0] - 1].low in _SUPPOSES:
            return True
        return tokens[i].quoted and not any(t.low in {"we", "i"} for t in tokens[max(0, i - 3) : i])
