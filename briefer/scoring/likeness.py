"""How alike two values of a field are, from 0 to 1."""

from __future__ import annotations

from briefer.scoring.constants import Constants
from briefer.scoring.items import Item, Text
from briefer.scoring.names import Identity, Names
from briefer.scoring.polarity import POSSIBLE
from briefer.scoring.source import Source


def texts(a: Text, b: Text, evidence: float, source: Source) -> float:
    """Likeness of two phrases: the words they share, by rarity; less where only one hedges, or only one denies.

    `evidence` is how far both rest on the same words of the article: it saves a paraphrase.
    """
    c = source.constants
    if a.phrase is b.phrase or a.phrase.tokens == b.phrase.tokens:
        return 1.0
    shared = a.phrase.words & b.phrase.words
    alike = 2 * source.weight(shared) / (a.weight + b.weight) if shared else 0.0
    if a.weight and b.weight:
        alike = max(alike, c.text_floor * evidence)
    if a.phrase.hedges != b.phrase.hedges:
        alike *= c.text_hedge
    if bool(a.phrase.negation.count) != bool(b.phrase.negation.count):
        alike *= c.text_negation
    return alike


def likelihoods(a: Text, b: Text, c: Constants) -> float:
    """Likeness of two expressions of likelihood: the same words, or both no more than possible, or the words they share."""
    ours, theirs = frozenset(a.phrase.tokens), frozenset(b.phrase.tokens)
    if ours == theirs:
        return 1.0
    if not POSSIBLE.isdisjoint(ours) and not POSSIBLE.isdisjoint(theirs):
        return c.likelihood_possible
    return 2 * len(ours & theirs) / (len(ours) + len(theirs))


def people(ours: tuple[Identity, ...], theirs: tuple[Identity, ...], names: Names, c: Constants) -> float:
    """Likeness of two lists of actors: how well each finds itself on the other side, a body in its speaker included."""
    if len(ours) == len(theirs) == 1:
        return voice(ours[0], theirs[0], names, c)
    table = [[voice(a, b, names, c) for b in theirs] for a in ours]
    rows = sorted(max(row) for row in table)
    columns = sorted(max(column) for column in zip(*table, strict=True))
    return float(sum(rows) + sum(columns)) / (len(rows) + len(columns))


def voice(a: Identity, b: Identity, names: Names, c: Constants) -> float:
    """Likeness of two actors in the part of one who speaks, is bound, or suffers."""
    alike = names.likeness(a, b)
    return alike if alike or not names.speaks_for(a, b) else c.name_voice


def evidence(a: Item, b: Item, c: Constants) -> float:
    """Agreement of the evidence of two items, in letters and in sentences; 0 where one has none."""
    sentences = a.sentences & b.sentences
    if not sentences:
        return 0.0
    by_letter = 2 * (a.letters & b.letters).bit_count() / (a.letters.bit_count() + b.letters.bit_count())
    by_sentence = 2 * sentences.bit_count() / (a.sentences.bit_count() + b.sentences.bit_count())
    return c.evidence_characters * by_letter + (1 - c.evidence_characters) * by_sentence


def enumerated(a: str, b: str, c: Constants) -> float:
    """1 for the same value, what the table has for near ones, else 0."""
    return 1.0 if a == b else c.near.get(frozenset((a, b)), 0.0)
