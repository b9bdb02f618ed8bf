"""A brief as Markdown (CommonMark, and safe in GitHub's dialect)."""

from __future__ import annotations

import re

from briefer.domain.brief import Brief
from briefer.domain.quote import Evidence, Missing
from briefer.rendering import masthead
from briefer.rendering.lines import WARNING, Line, Sheet, sheet, where
from briefer.rendering.untrusted import one_line, web_address

_SPECIAL = re.compile(r"[\\`*_\[\]<>&|~@$]|:(?=//)|(?<=www)\.", re.IGNORECASE)
_EDGE = re.compile(r"^(\d{1,9})(?=[.)])|^(?=[#+=-])|(?=#+$)")


def brief_markdown(brief: Brief) -> str:
    """`brief` as a Markdown document; text of the article or of a model stands in it as words only, never as markup."""
    lines = sheet(brief)
    blocks = [*_masthead(brief)]
    for section in lines.sections:
        blocks.append(f"## {section.heading} ({len(section.lines)})")
        blocks += [_line(line) for line in section.lines] or ["None found."]
    blocks += [*_unproven(lines), *_checks(lines), *_provenance(brief)]
    return "\n\n".join(blocks) + "\n"


def escaped(text: str) -> str:
    """`text` on one line, so that Markdown shows it letter by letter wherever it stands."""
    safe = _SPECIAL.sub(r"\\\g<0>", one_line(text))
    return _EDGE.sub(lambda found: f"{found[1] or ''}\\", safe)


def _masthead(brief: Brief) -> list[str]:
    card, address = brief.article, web_address(brief.article.url)
    source = [f"[the article](<{address}>)"] if address else []
    made = masthead.made_by(brief.provenance)
    return [
        f"# {escaped(masthead.title(card))}",
        " · ".join([*(escaped(part) for part in masthead.dateline(card)), *source]),
        f"**{escaped(made[0])}**" + "".join(f" · {escaped(part)}" for part in made[1:]),
        *(f"*{escaped(remark)}*" for remark in masthead.remarks(brief.provenance)),
        escaped(brief.bottom_line),
    ]


def _line(line: Line) -> str:
    number = f"{line.number}. "
    indent = " " * len(number)
    labels = escaped(", ".join(line.labels))
    who = f"**{escaped(line.who)}**" if line.who else ""
    head = f"{who} ({labels})" if line.list == "actors" else f"*{labels.capitalize()}.* {who}"
    head += f", towards {escaped(line.towards)}" if line.towards else ""
    head += (": " if line.who and line.says else "") + escaped(line.says)
    rows = [number + head.rstrip()]
    rows += [f"{indent}- {name}: {escaped(value)}" for name, value in line.facts]
    rows += [f"{indent}- Why not proven: {escaped(reason)}" for reason in line.reasons]
    for evidence, verdict in zip(line.evidence, line.verdicts, strict=True):
        rows += ["", f"{indent}> {_evidence(evidence, verdict)}"]
    return "\n".join(rows)


def _evidence(evidence: Evidence, verdict: str) -> str:
    if isinstance(evidence, Missing):
        return f"{escaped(evidence.quoted)} *\\[{verdict}\\]*"
    quoted = f" *\\[quoted as: {escaped(evidence.quoted)}\\]*" if evidence.fit == "near" and evidence.quoted else ""
    return escaped(evidence.text) + quoted


def _unproven(lines: Sheet) -> list[str]:
    if not lines.unproven:
        return []
    return [f"## Not proven ({len(lines.unproven)})", WARNING, *(_line(line) for line in lines.unproven)]


def _checks(lines: Sheet) -> list[str]:
    rows = [
        f"- {escaped(check.message)}" + (f" ({about})" if (about := where(check, line)) else "")
        for check, line in lines.findings
    ]
    nothing = "Nothing more found than is said above." if lines.unproven else "Nothing found."
    return [f"## Checks ({len(rows)})", "\n".join(rows) or nothing]


def _provenance(brief: Brief) -> list[str]:
    return ["## Provenance", "\n".join(f"- {name}: {escaped(value)}" for name, value in masthead.details(brief))]
