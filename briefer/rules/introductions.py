"""How the article introduces somebody: the role before or after a name, and whom he or she speaks for."""

from __future__ import annotations

import re

from briefer.rules.cast import Cast, Entity
from briefer.rules.lexicon import kinds, words
from briefer.rules.titles import calls, lookup, office_before
from briefer.rules.tokens import Mention, Sentence
from briefer.rules.wordclasses import GENITIVE

_LEADS = frozenset(["chairs", "chaired", "leads", "led", "heads", "headed", "runs", "ran"])
_LINKS = frozenset(["of", "at", "from", "for", "with", "in"])
_OWNED = re.compile(r"(?:its|their|(?:the|The) ([a-z-]+)[’']s)\b", re.IGNORECASE)
_OF_STATES = frozenset({"minister", "premier", "ambassador", "envoy", "chancellor"})
_APPOSITION = 14
"""An apposition is read up to so many tokens."""


def introduce(cast: Cast, sentences: list[Sentence]) -> None:
    """Fills in role, affiliation, gender and tags of the people, from the words beside their names."""
    body: Entity | None = None
    state: Entity | None = None
    paragraph = -1
    for sentence in sentences:
        if sentence.paragraph != paragraph:
            paragraph, body, state = sentence.paragraph, None, None
        for mention in sentence.mentions:
            entity = cast[mention.who]
            if entity.kind == "person":
                known = entity.role
                _before(cast, sentence, mention, entity)
                _after(cast, sentence, mention, entity)
                if entity.role != known and not entity.affiliation:
                    entity.affiliation = _behind(entity, body, state)
            elif entity.kind == "state":
                state = entity
            elif entity.kind not in {"state", "population"}:
                if (entity.sure or entity.count > 1) and not sentence.tokens[mention.start].quoted:
                    body = entity
                if not entity.role:
                    _body(sentence, mention, entity)


def _behind(entity: Entity, body: Entity | None, state: Entity | None) -> str:
    """The body or state last named, where a role points back to it; else ""."""
    if body is not None and _points_back(entity, body):
        return body.name
    ours = state is not None and _OWNED.match(entity.role) and entity.tags & _OF_STATES
    return state.name if state is not None and ours else ""  # "Its development minister, Jane Doe"


def naturalise(cast: Cast) -> None:
    """Ministers and presidents whose country is not said are of the state that the article is about, where it is about one."""
    states = sorted((cast[k].count, k) for k in range(len(cast)) if cast[k].kind == "state")
    if not states or (len(states) > 1 and (states[-1][0] < 3 or states[-1][0] < 2 * states[-2][0])):
        return
    for key in range(len(cast)):
        entity = cast[key]
        if entity.kind == "person" and not entity.affiliation and entity.tags & {"minister", "premier", "chancellor"}:
            entity.affiliation = cast[states[-1][1]].name


def _points_back(entity: Entity, body: Entity) -> bool:
    """Whether a role is one at the body last named: "its general counsel", "the association’s spokeswoman"."""
    found = _OWNED.match(entity.role)
    if found is None or not entity.tags & words("roles", "offices"):
        return False
    noun = found[1]
    return noun is None or noun in body.tags or noun in words("heads", "bodies") or noun in body.name.lower().split()


def _before(cast: Cast, sentence: Sentence, mention: Mention, entity: Entity) -> None:
    """As in "U.S. State Department spokesperson Matthew Miller", "the group’s Bria coordinator, Yannick Delorme"."""
    tokens, end = sentence.tokens, office_before(sentence.tokens, 0, mention.start)
    k = end
    title = end < mention.start
    if k > 1 and tokens[k - 1].text == "," and not title:
        k = _role_end(sentence, k - 1)
    if not title and (k == 0 or not calls(tokens[k - 1].low)):
        return
    if title and all(t.text in words("roles", "honorifics") for t in tokens[end : mention.start]):
        return  # "Mr Doe" says nothing
    start = _owners(sentence, end) if title else k
    while not title and start > 0 and k - start < 9 and _part(sentence, start - 1):  # longer is no description
        start -= 1
    if not entity.introduction:
        entity.introduction = sentence.slice(start, mention.end)
    _describe(cast, sentence, start, mention.start, entity)


def _owners(sentence: Sentence, k: int) -> int:
    """Where begins what stands before a title and says whose it is: "Kazakhstan’s Deputy Prime Minister", "the US President"."""
    tokens, start = sentence.tokens, k
    while start > 0 and k - start < _APPOSITION:
        name = next((m.start for m in sentence.mentions if m.end == start), None)
        if name is None and not (tokens[start - 1].capital or tokens[start - 1].text in GENITIVE):
            break
        start = start - 1 if name is None else name
    return start - (start > 0 and tokens[start - 1].low in {"the", "its"})


def _role_end(sentence: Sentence, comma: int) -> int:
    """The token after the role noun before a comma: after "minister" in "deputy minister for mines and energy, Jane Doe,"."""
    for k in range(comma - 1, max(-1, comma - 8), -1):
        token = sentence.tokens[k]
        if token.low in words("roles", "persons"):
            return k + 1
        if not token.word or token.low in words("words", "modals", "auxiliaries", "be", "relatives") | words(
            "verbs", "say"
        ):
            break
    return comma


def _part(sentence: Sentence, k: int) -> bool:
    token = sentence.tokens[k]
    if token.text in {"’s", "'s", "’", "'"}:
        return True
    if not token.word or token.low in words(
        "words", "modals", "auxiliaries", "subordinators", "relatives", "pronouns", "conjunctions"
    ) | words("verbs", "say"):
        return token.low == "and" and sentence.tokens[k - 1].low in words("roles", "persons")
    if token.low in words("words", "prepositions"):
        return token.low in {"of", "for"}
    return not token.low.endswith(("ed", "ing"))


def _after(cast: Cast, sentence: Sentence, mention: Mention, entity: Entity) -> None:
    """As in "Evan Medeiros, an Asia specialist from the Obama administration,"; "Hugo Ferreira, who chairs the committee,"."""
    tokens, k = sentence.tokens, mention.end
    if k + 1 < len(tokens) and tokens[k].low in {"of", "from"} and not entity.affiliation:
        bodies = [m.who for m in sentence.mentions if k < m.start <= k + 3 and cast[m.who].kind != "person"]
        entity.affiliation = cast[bodies[0]].name if bodies else ""
    if k + 1 >= len(tokens) or tokens[k].text not in {",", "("}:
        return
    end = k + 1
    while (
        end < len(tokens) and end - k < _APPOSITION and tokens[end].text not in {",", ";", ".", "—", "–", "“", ")", '"'}
    ):
        end += 1
    inside = tokens[k + 1 : end]
    leads = tokens[k + 1].low == "who" and any(t.low in _LEADS for t in inside[:3])
    if not leads and not any(calls(t.low) for t in inside[:7]):
        return
    if tokens[k + 1].low in {"who", "whose", "which", "and", "but"} and not leads:
        return
    if any(t.low in words("verbs", "say") for t in inside[:4]):
        return
    entity.role = entity.role or sentence.slice(k + 1, end)
    if not entity.introduction:
        entity.introduction = sentence.slice(mention.start, end)
    _describe(cast, sentence, k + 1, end, entity)


def _describe(cast: Cast, sentence: Sentence, start: int, end: int, entity: Entity) -> None:
    """Takes role nouns and the affiliation from a stretch that describes a person."""
    nouns = {t.low for t in sentence.tokens[start:end]} & words("roles", "persons")
    entity.tags |= nouns
    for gender, group in (("m", "man"), ("f", "woman")):
        if nouns & words("roles", group):
            entity.gender = gender
    if not entity.role:
        entity.role = sentence.slice(start, end).strip(" ,")
    if entity.affiliation:
        return
    inside = [m for m in sentence.mentions if start <= m.start and m.end <= end and cast[m.who] is not entity]
    official = bool(entity.tags & words("roles", "offices"))
    bodies = [m for m in inside if cast[m.who].kind not in {"person", "population"} and _certain(cast[m.who], official)]
    if bodies:
        entity.affiliation = cast[bodies[0].who].name
        return
    for k in range(start, end):
        entry, _ = lookup(sentence.tokens, k, end)
        if entry and entry.how == "demonym":
            entity.affiliation = entry.name
            return
    if entity.tags & words("roles", "offices"):
        entity.affiliation, entity.office_at = _described_body(cast, sentence, start, end)


def _certain(entity: Entity, official: bool) -> bool:
    """Whether a name is somebody one can speak for: known to be a body, more than a place in passing, or one with officials."""
    return entity.sure or ((entity.count > 1 or official) and not entity.placed)


def _described_body(cast: Cast, sentence: Sentence, start: int, end: int) -> tuple[str, str]:
    """The body that a role names by its noun alone ("the company’s technical director", "union leader"), and that noun."""
    noun = ""
    for token in sentence.tokens[start:end]:
        if token.low not in words("heads", "voices") or token.low in words("roles", "persons"):
            continue
        noun = noun or token.low
        keys = cast.tagged(token.low)
        if not keys and kinds().get(token.low) == "company":
            keys = [key for key in range(len(cast)) if cast[key].kind == "company"]
        most = max((cast[key].count for key in keys), default=0)
        chief = [key for key in keys if cast[key].count == most]
        if len(chief) == 1:
            return cast[chief[0]].name, noun
    return "", noun


def _body(sentence: Sentence, mention: Mention, entity: Entity) -> None:
    """As in "Orilla Viva, an Argentine environmental group,": what a body is."""
    tokens, k = sentence.tokens, mention.end
    if k + 2 >= len(tokens) or tokens[k].text != "," or tokens[k + 1].low not in {"a", "an", "the", "which"}:
        return
    end = k + 1
    while end < len(tokens) and end - k < _APPOSITION and tokens[end].text not in {",", ";", ".", "—", "–", "“", ")"}:
        end += 1
    if tokens[k + 1].low != "which":
        for token in tokens[k + 2 : end]:
            if token.low in words("words", "prepositions", "relatives"):
                break
            if token.low in kinds():
                entity.tags.add(token.low)
                if not entity.sure:
                    entity.kind, entity.sure = kinds()[token.low], True  # type: ignore[assignment]  # the lexicon's groups are kinds
        entity.role = sentence.slice(k + 1, end)
