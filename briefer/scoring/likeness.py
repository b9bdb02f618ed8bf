"""How alike two values of a field are, from 0 to 1."""

from __future__ import annotations

from briefer.scoring.constants import Constants
from briefer.scoring.items import Text
from briefer.scoring.names import Identity, Names
from briefer.scoring.polarity import POSSIBLE
from briefer.scoring.source import Ground, Source


def texts(a: Text, b: Text, evidence: float, source: Source) -> float:
    """Likeness of two phrases: the words they share, by rarity; less where only one hedges, or only one denies.

    `evidence` is how far both rest on the same words of the article: it saves a paraphrase.
    """
    c = source.constants
    p, q = a.phrase, b.phrase
    if p is q or p.tokens == q.tokens:
        return 1.0
    shared = p.words & q.words
    alike = 2 * source.weight(shared) / (a.weight + b.weight) if shared else 0.0
    if a.weight and b.weight:
        alike = max(alike, c.text_floor * evidence)
    if p.hedges != q.hedges:
        alike *= c.text_hedge
    if bool(p.negation.count) != bool(q.negation.count):
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


def targets(a: Text, b: Text, evidence: float, source: Source, names: Names) -> float:
    """Likeness of two targets: as actors where both name one and say no more, else as phrases."""
    if a.actor and b.actor:
        return voice(a.actor, b.actor, names, source.constants)
    return texts(a, b, evidence, source)


def people(ours: tuple[Identity, ...], theirs: tuple[Identity, ...], names: Names, c: Constants) -> float:
    """Likeness of two lists of actors: how well each finds itself on the other side, a body in its speaker included."""
    if ours == theirs:
        return 1.0
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


def evidence(a: Ground, b: Ground, source: Source) -> float:
    """Agreement of two pieces of evidence, in letters and in sentences; 0 where one is empty."""
    sentences = a.sentences & b.sentences
    if not sentences:
        return 0.0
    share = source.constants.evidence_characters
    by_letter = 2 * source.shared(a, b) / (a.letters + b.letters)
    by_sentence = 2 * sentences.bit_count() / (a.sentences.bit_count() + b.sentences.bit_count())
    return share * by_letter + (1 - share) * by_sentence


def enumerated(a: str, b: str, c: Constants) -> float:
    """1 for the same value, what the table has for near ones, else 0."""
    return 1.0 if a == b else c.near.get(frozenset((a, b)), 0.0)
