"""Article in, requests out: the template filled, the article fenced, long articles in parts, questions one by one."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from briefer.domain.article import Article
from briefer.domain.exchange import Message, Request
from briefer.domain.prompt import PromptTemplate, Question
from briefer.prompting import schema as wire
from briefer.prompting.split import split

MARKER_DIGITS = 8


def compose(template: PromptTemplate, article: Article, part_tokens: int) -> list[Request]:
    """The requests that brief `article`: one, or one a part where it has more than `part_tokens` tokens.

    Where the template has questions, it is one a question and part, part by part, so that a server which keeps what it has
    read reads each part once. Each request's `article` is the part that it shows, with the id of the whole article.
    """
    spans = split(article.text, part_tokens)
    whole = len(spans) == 1
    parts = [article if whole else replace(article, text=article.text[a:b]) for a, b in spans]
    return [
        _request(template, question, part, number, len(parts))
        for number, part in enumerate(parts, 1)
        for question in template.questions or (None,)
    ]


def repair(template: PromptTemplate, request: Request, answer: str, problems: tuple[str, ...]) -> Request:
    """The request that shows a model its malformed `answer` and what is wrong with it."""
    shown = template.fill(problems="\n".join(f"- {problem}" for problem in problems))
    turns = (*request.messages, Message("assistant", answer or "(nothing)"), *shown)
    return replace(request, messages=turns, round=request.round + 1)


def _request(template: PromptTemplate, question: Question | None, article: Article, part: int, parts: int) -> Request:
    request = Request(
        article=article,
        messages=(),
        schema_name="brief",
        schema=wire.question_schema(template, question) if question else wire.answer_schema(),
        prompt=template.id,
        prompt_sha256=template.sha256,
        part=part,
        parts=parts,
        task=question.task if question else "",
        shown=numbered(article) if template.dialect == "sentences" else "",
    )
    return replace(request, messages=messages(template, request, question.text if question else ""))


def messages(template: PromptTemplate, request: Request, question: str) -> tuple[Message, ...]:
    """The messages that show the part of the article that `request` is about, and ask a question."""
    shown = request.shown or request.article.text
    values = {
        "schema": request.schema,
        "context": _context(request.article, request.part, request.parts),
        "marker": marker(shown),
        "article": shown,
        "question": question,
    }
    return template.fill(**{name: values[name] for name in template.blanks if name in values})


def numbered(article: Article) -> str:
    """The sentences of `article`, one a line, each behind the number by which it is cited."""
    spans = enumerate(article.sentences, 1)
    return "\n".join(f"[{number}] {article.text[start:end]}" for number, (start, end) in spans)


def marker(text: str) -> str:
    """A word that fences `text` and does not occur in it: nobody can write an article that holds its own hash."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    word = f"ARTICLE:{digest[:MARKER_DIGITS]}"
    while word in text:
        digest = hashlib.sha256(digest.encode()).hexdigest()
        word = f"ARTICLE:{digest[:MARKER_DIGITS]}"
    return word


def _context(article: Article, part: int, parts: int) -> str:
    """What is known beside the text, as lines of their own: it is as untrusted as the article, so it is kept to one line each."""
    lines = []
    if article.published:
        lines.append(f"Published: {_line(article.published)}")
    if parts > 1:
        lines.append(f"This is part {part} of {parts} of a long article: brief this part alone.")
    return "".join(f"{line}\n" for line in lines)


def _line(text: str) -> str:
    return " ".join(text.split())[:200]
