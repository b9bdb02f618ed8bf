"""A scorecard as JUnit XML: a suite a system, a case an article, so that every CI system can list it."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from briefer.domain.evaluation import ArticleFigures, Scorecard, SystemCard
from briefer.rendering.untrusted import neutral


def scorecard_junit(card: Scorecard) -> str:
    """The XML document. Invalid briefs are failures; no answer is an error; a missing or stale recording is one, too.

    A system of which nothing is recorded is a suite of skipped cases. Times are 0: a scorecard holds none, so that the
    same answers give the same file.
    """
    root = Element("testsuites", name="briefer eval")
    for system in card.systems:
        root.append(_suite(card, system))
    for name in ("tests", "failures", "errors", "skipped"):
        root.set(name, str(sum(int(suite.get(name, "0")) for suite in root)))
    indent(root)
    return tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _suite(card: Scorecard, system: SystemCard) -> Element:
    suite = Element("testsuite", name=neutral(system.name), time="0")
    properties = SubElement(suite, "properties")
    figures = {"scorer": card.scorer, "corpus": card.corpus, "split": system.split, "f1": system.f1}
    figures |= {"share_of_ceiling": system.share_of_ceiling, "grounding": system.grounding}
    for name, value in (figures | {"contradictions": system.contradictions}).items():
        SubElement(properties, "property", name=name, value="" if value is None else str(value))
    for name, article in system.articles.items():
        case = SubElement(suite, "testcase", classname=neutral(system.name), name=neutral(name), time="0")
        _result(case, article, absent=system.absent)
    for tag, count in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(tag, str(len(suite.findall(f"testcase/{count}"))))
    suite.set("tests", str(system.n))
    return suite


def _result(case: Element, article: ArticleFigures, *, absent: bool) -> None:
    message = neutral(article.error or "")
    if article.problem == "invalid":
        SubElement(case, "failure", type="invalid", message=message)
    elif article.problem == "missing" and absent:
        SubElement(case, "skipped", message=message)
    elif article.problem is not None:
        SubElement(case, "error", type=article.problem, message=message)
    else:
        lists = ", ".join(f"{name} {one.f1:.3f}" for name, one in article.lists.items() if one.f1 is not None)
        f1 = "none" if article.f1 is None else f"{article.f1:.3f}"
        out = SubElement(case, "system-out")
        out.text = f"F1 {f1} ({lists}), {article.contradictions} contradictions"
