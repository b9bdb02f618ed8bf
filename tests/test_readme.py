"""The README is true: its brief is what is printed, its Python runs, its links lead somewhere."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from commandline import run
from golden_files import RENEW

from briefer.config import load


@pytest.fixture(scope="module")
def readme(root: Path) -> str:
    return (root / "README.md").read_text(encoding="utf-8")


def excerpt(printed: str) -> str:
    """Of a printed brief what fits on a screen: the head, two actors, the commitments, two risks, two reactions."""
    head, *lists = re.split(r"(?m)^(?=[A-Z]+ \(\d+\)$)", printed)
    actors, commitments, risks, reactions, *_ = (re.split(r"(?m)^(?= ?\d+\. )", part) for part in lists)
    shown = [head, *actors[:3], " […]\n\n", *commitments, *risks[:3], " […]\n\n", *reactions[:3], " […]\n"]
    return "".join(shown)


def test_the_brief_in_the_readme_is_what_the_command_prints(
    root: Path, readme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    printed = run("brief", root / "seeds" / "000-russia-north-korea-arms.txt", "--backend", "rules").out
    before, rest = readme.split("<!-- brief -->\n```text\n")
    shown, after = rest.split("```\n<!-- /brief -->")
    printed = excerpt(printed)
    if RENEW:
        new = f"{before}<!-- brief -->\n```text\n{printed}```\n<!-- /brief -->{after}"
        (root / "README.md").write_text(new, encoding="utf-8")
    assert shown == printed, "renew it with BRIEFER_TESTS_RENEW_GOLDEN=1 and read the difference"


def test_the_python_in_the_readme_runs(
    readme: str, seed_text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "article.txt").write_text(seed_text, encoding="utf-8")
    source = '[[sources]]\nname = "desk"\npath = "article.txt"\n'
    (tmp_path / "briefer.toml").write_text(f'backend = "rules"\narchive = "archive.sqlite"\n\n{source}')
    monkeypatch.chdir(tmp_path)
    code = "\n".join(_blocks(readme, "python"))
    exec(compile(code.replace("open(", "open_("), "README.md", "exec"), {"open_": _opened})  # our own README
    printed = capsys.readouterr().out
    assert "→" in printed
    assert "independent publisher" in printed, "the edition has a story, with the reasons of its rank"


def _blocks(readme: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", readme, re.DOTALL)


class _opened:  # noqa: N801  # stands where the README says open(...), and closes what it opened
    def __init__(self, path: str, encoding: str) -> None:
        self._text = Path(path).read_text(encoding=encoding)

    def read(self) -> str:
        return self._text


def test_the_configuration_in_the_readme_is_valid(readme: str, tmp_path: Path) -> None:
    toml = "\n".join(sorted(_blocks(readme, "toml"), key=lambda block: "[[" in block))
    tomllib.loads(toml)
    (tmp_path / "briefer.toml").write_text(toml, encoding="utf-8")
    config = load(tmp_path / "briefer.toml").config
    assert config.backends["careful"].order == ("openai", "local", "rules")
    assert [source.name for source in config.sources] == ["Harbour Courier"]


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_links_lead_somewhere(root: Path, page: str) -> None:
    text = (root / page).read_text(encoding="utf-8")
    lost = [link for link in re.findall(r"\]\(([^)#]+)", text) if "://" not in link and not (root / link).exists()]
    assert lost == []
