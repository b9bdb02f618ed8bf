"""Article in, draft out, from the article's words alone."""

from __future__ import annotations

from briefer.domain.article import Article
from briefer.domain.brief import Draft
from briefer.rules.actors import actors
from briefer.rules.casting import cast_of
from briefer.rules.commitments import commitments
from briefer.rules.discourse import Discourse
from briefer.rules.english import require_english
from briefer.rules.introductions import introduce, naturalise
from briefer.rules.items import Found
from briefer.rules.lead import lead
from briefer.rules.lines import Lines, overlap
from briefer.rules.passage import Passage
from briefer.rules.reactions import reactions
from briefer.rules.risks import risks, settle
from briefer.rules.speech import attribute
from briefer.rules.tokens import read
from briefer.rules.transcript import spoken, turns
from briefer.rules.voice import author, voice


def draft(article: Article) -> Draft:
    """The draft of `article` by rules.

    Raises `SourceError` for a text that is not English.
    """
    require_english(article.text, article.id)
    sentences = list(read(article))
    cast = cast_of(sentences)
    introduce(cast, sentences)
    naturalise(cast)
    talk = turns(cast, sentences)
    said_by = (None, None) if talk else (voice(cast, sentences, article.outlet or ""), author(cast, sentences))
    discourse = Discourse(cast, *said_by)
    found: list[Found] = []
    passage: Passage | None = None
    for sentence in sentences:
        turn = talk.get(sentence.paragraph)
        if turn is not None and turn.who is None:  # a question binds nobody
            continue
        passage = Passage(sentence, attribute(sentence, discourse, turn.who if turn else None), discourse, passage)
        bound = commitments(passage)
        harms = [risk for risk in risks(passage) if not any(overlap(risk, act) for act in bound)]
        passage.told = bool(bound or harms)
        found += [*bound, *harms, *reactions(passage, bound)]
        discourse.see(sentence)
        if passage.before:
            passage.before.before = None  # one sentence back is enough
    settle(found, article.text)
    lines = Lines(cast, found, article.words)
    return Draft(
        bottom_line=lead(spoken(sentences, talk)),
        actors=actors(cast, lines, sentences, discourse),
        commitments=lines.commitments,
        risks=lines.risks,
        reactions=lines.reactions,
    )
