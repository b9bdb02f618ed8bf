"""`briefer sources`, and the tables it reads."""

from __future__ import annotations

import re
import time
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner
from loopback_web import answer, news_page, site
from test_intake_feeds import LONG, rss

from briefer.cli.main import cli
from briefer.config import Config, load
from briefer.errors import ConfigError

OPML = """<?xml version="1.0"?><!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<opml version="2.0"><body><outline text="News"><outline text="The &quot;Gazette&quot;" xmlUrl="https://g.example/feed" language="en-us"/>
<outline title="Courier" xmlUrl="https://c.example/feed"/><outline title="Courier" xmlUrl="https://c.example/other"/>
<outline text="again" xmlUrl="https://g.example/feed"/><outline text="&x;" xmlUrl="file:///etc/passwd"/></outline></body></opml>"""


def _config(folder: Path, toml: str) -> str:
    path = folder / "briefer.toml"
    path.write_text(toml, encoding="utf-8")
    return str(path)


def _said(folder: Path, toml: str) -> str:
    with pytest.raises(ConfigError) as caught:
        load(_config(folder, toml))
    return caught.value.line


def test_check_says_of_each_source_how_it_is(tmp_path: Path) -> None:
    with site() as web:
        teaser = f"<title>T</title><link>{web.url('/a')}</link><description>Short …</description>"
        web.put("/good", rss(f"<guid>1</guid><description>{LONG}</description>"), "text/xml")
        web.put("/empty", rss(), "text/xml")
        web.put("/teaser", rss(teaser), "text/xml")
        web.pages["/a"] = answer("no", status=403)
        tables = "".join(
            f'[[sources]]\nname = "{name}"\nurl = "{web.url("/" + name)}"\n'
            for name in ("good", "empty", "teaser", "gone")
        )
        path = _config(tmp_path, f'[fetch]\nallow_hosts = ["127.0.0.1"]\n{tables}')
        result = CliRunner().invoke(cli, ["sources", "check", "--config", path])
        good, empty, teased, gone = result.stdout.splitlines()
        assert result.exit_code == 3
        assert good == "ok            good    1 item tried"
        assert empty == "empty         empty   the feed has no items"
        assert teased.startswith("no full text  teaser  1 of 1 items tried: ")
        assert "the server answered 403" in teased
        assert gone.startswith("failed        gone    ")
        assert "404" in gone
        assert CliRunner().invoke(cli, ["sources", "check", "--config", path, "--only", "good"]).exit_code == 0
        assert CliRunner().invoke(cli, ["sources", "check", "--config", path, "--only", "gone"]).exit_code == 1


def test_check_says_every_reason_of_a_source(tmp_path: Path) -> None:
    with site() as web:
        items = (f"<guid>{n}</guid><link>{web.url(f'/{n}')}</link><description>Short …</description>" for n in (1, 2))
        web.put("/teaser", rss(*items), "text/xml")
        web.pages["/1"] = answer("no", status=403)
        table = f'[[sources]]\nname = "teaser"\nurl = "{web.url("/teaser")}"\n'
        path = _config(tmp_path, f'[fetch]\nallow_hosts = ["127.0.0.1"]\n{table}')
        result = CliRunner().invoke(cli, ["sources", "check", "--config", path])
    head, first, second = result.stdout.splitlines()
    assert head == "no full text  teaser  2 of 2 items tried:"
    assert (first.strip().startswith(web.url("/1")), "403" in first) == (True, True)
    assert (second.strip().startswith(web.url("/2")), "404" in second) == (True, True)


def test_sources_may_stand_in_a_file_of_their_own_with_paths_from_there(tmp_path: Path) -> None:
    (tmp_path / "lists" / "news").mkdir(parents=True)
    (tmp_path / "lists" / "news" / "a.html").write_text(news_page(), encoding="utf-8")
    (tmp_path / "lists" / "s.toml").write_text(
        '[[sources]]\nname = "folder"\npath = "news"\ntier = 1\n', encoding="utf-8"
    )
    path = _config(tmp_path, '[[sources]]\nname = "other"\nurl = "https://x.example/"\n')
    loaded = load(path, sources=tmp_path / "lists" / "s.toml")
    assert [(source.name, source.tier) for source in loaded.config.sources] == [("folder", "primary")]
    result = CliRunner().invoke(
        cli, ["sources", "check", "--config", path, "--sources", str(tmp_path / "lists" / "s.toml")]
    )
    assert result.stdout == "ok            folder  1 item tried\n"


def test_opml_is_imported_and_is_a_file_of_sources(tmp_path: Path) -> None:
    (tmp_path / "feeds.opml").write_text(OPML, encoding="utf-8")
    printed = CliRunner().invoke(cli, ["sources", "import", str(tmp_path / "feeds.opml")]).stdout
    assert printed.startswith(
        '[[sources]]\nname = "The \\"Gazette\\""\nurl = "https://g.example/feed"\nkind = "feed"\nlanguage = "en"\n'
    )
    imported = load(_config(tmp_path, printed)).config.sources
    assert [source.name for source in imported] == ['The "Gazette"', "Courier", "Courier (2)"]
    assert load(_config(tmp_path, ""), sources=tmp_path / "feeds.opml").config.sources == imported


def test_an_import_says_which_outlines_it_leaves_out_and_why(tmp_path: Path) -> None:
    (tmp_path / "feeds.opml").write_text(
        '<opml><body><outline text="Group"><outline text="Good" xmlUrl="https://g.example/feed"/></outline>'
        '<outline text="Old" xmlUrl="ftp://f.example/feed"/><outline text="Bookmark" url="https://b.example/"/></body></opml>',
        encoding="utf-8",
    )
    result = CliRunner().invoke(cli, ["sources", "import", str(tmp_path / "feeds.opml")])
    assert result.exit_code == 3
    assert result.stdout.count("[[sources]]") == 1
    assert result.stderr.splitlines() == [
        "briefer: 2 outlines left out:",
        "  Old: ftp://f.example/feed is no http or https address",
        "  Bookmark: it has no address of a feed",
    ]
    checked = CliRunner().invoke(
        cli, ["sources", "check", "--config", _config(tmp_path, ""), "--sources", str(tmp_path / "feeds.opml")]
    )
    assert checked.stderr == result.stderr, "as a file of sources it is told, too"


@pytest.mark.parametrize(
    ("content", "said"), [("<opml/>", "names no feed"), ("", "not valid XML"), ("junk", "names no feed")]
)
def test_what_is_no_opml_says_so(tmp_path: Path, content: str, said: str) -> None:
    (tmp_path / "feeds.opml").write_text(content, encoding="utf-8")
    with pytest.raises(ConfigError, match=said):
        load(_config(tmp_path, ""), sources=tmp_path / "feeds.opml")


def test_an_entity_bomb_in_opml_goes_off_nowhere(tmp_path: Path) -> None:
    laughs = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10 if i else "lol"}">' for i in range(10))
    (tmp_path / "feeds.opml").write_text(
        f'<!DOCTYPE opml [{laughs}]><opml><outline text="&l9;" xmlUrl="https://x.example/"/></opml>',
        encoding="utf-8",
    )
    start = time.process_time()
    with pytest.raises(ConfigError, match="names no feed"):
        load(_config(tmp_path, ""), sources=tmp_path / "feeds.opml")
    assert time.process_time() - start < 10


def test_an_unknown_key_of_a_source_is_named_with_its_line_and_the_nearest_known_one(tmp_path: Path) -> None:
    line = _said(tmp_path, '[[sources]]\nname = "a"\nurl = "https://x.example/"\nonwer = "G"\n')
    assert "briefer.toml:4: unknown key 'sources.0.onwer' (did you mean owner?)" in line


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ('name = "a"', "source 'a' needs either url or path"),
        ('name = "a"\nurl = "https://x.example/"\npath = "p"', "source 'a' needs either url or path"),
        ('name = "a"\nurl = "file:///etc/passwd"', "url starts with http"),
        ('name = "a"\nurl = "http://[x/feed"', "url is no address"),
        ('name = "a"\npath = "p"\ntier = 7', "tier"),
        ('path = "p"', "sources.0.name: Field required"),
        ('name = "a"\npath = "p"\n[[sources]]\nname = "a"\npath = "q"', "two sources are called 'a'"),
    ],
)
def test_a_source_that_cannot_be_meant_is_named(tmp_path: Path, table: str, said: str) -> None:
    assert said in _said(tmp_path, f"[[sources]]\n{table}\n")


def test_a_missing_source_and_a_missing_list_say_what_to_do(tmp_path: Path) -> None:
    empty = _config(tmp_path, "")
    with pytest.raises(ConfigError, match="no sources are configured"):
        CliRunner().invoke(cli, ["sources", "check", "--config", empty], catch_exceptions=False)
    with pytest.raises(ConfigError, match="no file of sources"):
        load(empty, sources=tmp_path / "none.toml")
    some = _config(tmp_path, '[[sources]]\nname = "gazette"\npath = "p"\n')
    with pytest.raises(ConfigError, match=r"unknown source 'gazete' \(did you mean gazette\?\)"):
        CliRunner().invoke(cli, ["sources", "check", "--config", some, "--only", "gazete"], catch_exceptions=False)
    (tmp_path / "s.toml").write_text('backend = "rules"\n', encoding="utf-8")
    with pytest.raises(ConfigError, match="unknown key 'backend'"):
        load(empty, sources=tmp_path / "s.toml")


def test_the_examples_of_the_documentation_load(root: Path) -> None:
    text = (root / "docs" / "sources.md").read_text(encoding="utf-8")
    blocks = [
        block
        for block in re.findall(r"(?:^(?:    .*)?\n)+", text, re.MULTILINE)
        if "[[sources]]" in block or "[fetch]" in block
    ]
    loaded = [Config.model_validate(tomllib.loads(re.sub(r"^    ", "", block, flags=re.MULTILINE))) for block in blocks]
    assert [source.name for config in loaded for source in config.sources] == ["Harbour Courier", "clippings"]
    assert loaded[-1].fetch.allow_hosts == ("wiki.intranet.example", "127.0.0.1")
