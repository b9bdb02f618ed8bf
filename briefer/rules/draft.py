"""Article in, draft out, from the article's words alone."""

from __future__ import annotations

from briefer.domain.article import Article
from briefer.domain.brief import Draft
from briefer.rules.actors import actors
from briefer.rules.cast import Cast
from briefer.rules.commitments import commitments
from briefer.rules.discourse import Discourse
from briefer.rules.english import require_english
from briefer.rules.introductions import introduce
from briefer.rules.items import Found, Passage
from briefer.rules.lead import lead
from briefer.rules.lines import Lines
from briefer.rules.reactions import reactions
from briefer.rules.risks import risks
from briefer.rules.speech import attribute
from briefer.rules.tokens import read


def draft(article: Article) -> Draft:
    """The draft of `article` by rules.

    Raises `SourceError` for a text that is not English.
    """
    require_english(article.text, article.id)
    sentences = list(read(article))
    cast = Cast(sentences)
    introduce(cast, sentences)
    discourse = Discourse(cast)
    found: list[Found] = []
    for sentence in sentences:
        passage = Passage(sentence, attribute(sentence, discourse), discourse)
        found += [*commitments(passage), *risks(passage), *reactions(passage)]
        discourse.see(sentence)
    lines = Lines(cast, found, article.words)
    return Draft(
        bottom_line=lead(sentences),
        actors=actors(cast, lines, sentences),
        commitments=lines.commitments,
        risks=lines.risks,
        reactions=lines.reactions,
    )
