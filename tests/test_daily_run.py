"""`briefer daily` from feeds and pages on loopback to the edition in all its forms."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import press
import pytest
from commandline import run
from fault_server import answer as answer_chat
from fault_server import serving
from loopback_web import Site, answer, site
from smtp_server import smtp

from briefer.daily.archive import Archive
from briefer.domain.edition import Edition

HOSTILE = (
    "<!DOCTYPE html><html><head><title><script>alert(1)</script>Dock strike</title></head><body><article>"
    "<h1>Dock strike <img src=x onerror=alert(2)></h1><p>Dock workers at three ports walked out on Monday, the union said, "
    "after talks with the operator broke down.<script>alert(3)</script></p><p>“We will not return until the offer is on paper,” "
    "said Ana Ruiz, who leads the union. &lt;/script&gt;&lt;script&gt;alert(4)&lt;/script&gt; ${7*7} {{ 7*7 }} $(reboot)</p>"
    "<p>The operator could go to court on Friday, a move that could close the northern gate, analysts warned.</p>"
    "</article></body></html>"
)


@pytest.fixture(name="web")
def _web() -> Iterator[Site]:
    with site() as web:
        yield web


def _edition(folder: Path, day: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "editions" / day / "edition.json").read_text(encoding="utf-8"))
    return found


def _names(pages: list[dict[str, Any]]) -> dict[str, str]:
    """What the edition calls its pages, to the ids that the corpus has for them."""
    return {page["id"]: page["url"].rpartition("/")[2].removesuffix(".html") for page in pages}


def _three_days(web: Site, folder: Path) -> list[dict[str, Any]]:
    for day in press.DAYS:
        press.publish(web, day)
        config = press.settings(web, folder)
        made = run("daily", "--date", day, "--config", config, "--quiet")
        assert (made.code, made.err) == (0, ""), day
    return [_edition(folder, day) for day in press.DAYS]


def test_three_dates_are_three_editions_of_one_story(web: Site, tmp_path: Path) -> None:
    first, second, third = _three_days(web, tmp_path)
    assert [list(_names(story["articles"]).values()) for story in first["stories"]] == [["w-001"]]
    (story,) = second["stories"]
    names = _names(story["articles"])
    assert {names[page["id"]]: page["new"] for page in story["articles"]} == {
        "w-001": False, "w-002": True, "w-003": True, "w-004": True,
    }  # fmt: skip
    copies = {names[page["id"]]: page["copy_of"] for page in story["articles"] if page["copy_of"]}
    assert {copy: names[original] for copy, original in copies.items()} == {"w-002": "w-001"}
    assert (story["pages"], story["copies"], story["families"]) == (3, 1, 3)
    assert [edition["stories"][0]["id"] for edition in (first, second, third)] == [story["id"]] * 3
    assert [edition["stories"][0]["status"] for edition in (first, second, third)] == ["new", "update", "update"]
    assert all(edition["status"] == "ok" for edition in (first, second, third))


def test_an_edition_is_valid_by_its_schema_and_every_quote_stands_in_its_article(web: Site, tmp_path: Path) -> None:
    texts = {piece.id: piece.text for piece in press.pieces(press.PARANA)}
    for document in _three_days(web, tmp_path):
        edition = Edition.model_validate(document)
        assert edition.model_dump(mode="json") == document
        assert document["format"] == "briefer.edition/1"
        jsonschema.validate(document, json.loads(run("schema", "edition").out))
        for story, raw in zip(edition.stories, document["stories"], strict=True):
            names = _names(raw["articles"])
            for item in (*story.actors, *story.commitments, *story.risks, *story.reactions):
                assert item.evidence
                for cited in item.evidence:
                    for part in cited.text.split(" … "):
                        assert " ".join(part.split()) in " ".join(texts[names[cited.article]].split())


def test_all_forms_are_written_and_name_the_source_of_every_line(web: Site, tmp_path: Path) -> None:
    _three_days(web, tmp_path)
    root = tmp_path / "editions"
    for day in press.DAYS:
        assert {file.name for file in (root / day).iterdir()} == {
            "edition.json", "brief.md", "brief.html", "brief.txt", "brief.eml",
        }  # fmt: skip
        page = (root / day / "brief.html").read_text(encoding="utf-8")
        for story in _edition(tmp_path, day)["stories"]:
            for told in story["articles"]:
                assert told["url"] in page
    index = (root / "index.html").read_text(encoding="utf-8")
    assert [day in index for day in press.DAYS] == [True] * 3
    assert (root / "feed.xml").read_text(encoding="utf-8").count("<entry>") == 3


def test_one_feed_down_one_empty_one_hostile_is_told_and_exits_with_3(web: Site, tmp_path: Path) -> None:
    press.publish(web, "2026-03-10", ())
    web.pages["/wire.xml"] = answer("down", status=500)
    piece = press.Piece("hostile", "Dock strike", "Evil Post", "2026-03-10", "Dock workers walked out.")
    web.put("/hostile.html", HOSTILE)
    web.put("/evil.xml", press.rss(web, [piece], whole=False), press.RSS)
    config = press.settings(web, tmp_path, f'[[sources]]\nname = "evil"\nurl = "{web.url("/evil.xml")}"')
    made = run("daily", "--date", "2026-03-10", "--config", config)
    assert made.code == 3
    assert "not read: all of wire: " in made.err
    edition = _edition(tmp_path, "2026-03-10")
    assert edition["status"] == "partial"
    assert {source["name"]: source["status"] for source in edition["sources"]} == {
        "wire": "failed", "papers": "empty", "evil": "ok",
    }  # fmt: skip
    assert [unread["source"] for unread in edition["unread"]] == ["wire"]
    assert edition["counts"]["articles"] == 1
    for form in ("brief.html", "brief.md", "brief.txt", "brief.eml"):
        text = (tmp_path / "editions" / "2026-03-10" / form).read_text(encoding="utf-8")
        assert "wire" in text
        assert "500" in text
        assert "alert(4)</script>" not in text.replace("\\", "")
    assert "<script>alert" not in (tmp_path / "editions" / "2026-03-10" / "brief.html").read_text(encoding="utf-8")


def test_a_day_with_nothing_new_is_quiet_and_says_so(web: Site, tmp_path: Path) -> None:
    press.publish(web, "2026-03-09")
    config = press.settings(web, tmp_path)
    assert run("daily", "--date", "2026-03-09", "--config", config).code == 0
    made = run("daily", "--date", "2026-03-10", "--config", config)
    assert made.code == 0
    edition = _edition(tmp_path, "2026-03-10")
    assert (edition["status"], edition["stories"], edition["unread"]) == ("quiet", [], [])


def test_a_day_on_which_nothing_could_be_read_failed_and_can_be_made_again(web: Site, tmp_path: Path) -> None:
    press.publish(web, "2026-03-09")
    config = press.settings(web, tmp_path)
    good = dict(web.pages)
    web.pages["/wire.xml"] = web.pages["/papers.xml"] = answer("down", status=500)
    made = run("daily", "--date", "2026-03-09", "--config", config)
    assert made.code == 1
    assert _edition(tmp_path, "2026-03-09")["status"] == "failed"
    web.pages.update(good)
    assert run("daily", "--date", "2026-03-09", "--config", config).code == 0
    assert _edition(tmp_path, "2026-03-09")["status"] == "ok"


def test_profiles_and_slots_have_editions_of_their_own_in_one_index(web: Site, tmp_path: Path) -> None:
    press.publish(web, "2026-03-09")
    config = press.settings(web, tmp_path)
    for more in ((), ("--slot", "evening"), ("--profile", "weekly")):
        assert run("daily", "--date", "2026-03-09", "--config", config, *more).code == 0
    index = (tmp_path / "editions" / "index.html").read_text(encoding="utf-8")
    for folder in ("2026-03-09", "2026-03-09-evening", "2026-03-09-weekly"):
        assert (tmp_path / "editions" / folder / "edition.json").is_file()
        assert f"{folder}/brief.html" in index
    made = run("daily", "--config", config, "--slot", "../../evening")
    assert (made.code, "--slot ../../evening: no name" in made.err) == (2, True)


def test_an_edition_is_made_once_unless_it_is_forced(web: Site, tmp_path: Path) -> None:
    press.publish(web, "2026-03-09")
    config = press.settings(web, tmp_path)
    assert run("daily", "--date", "2026-03-09", "--config", config).code == 0
    first = _edition(tmp_path, "2026-03-09")
    seen = len(web.seen)
    again = run("daily", "--date", "2026-03-09", "--config", config)
    assert again.code == 0
    assert "was made before" in again.err
    assert len(web.seen) == seen, "nothing is read for an edition that stands"
    assert _edition(tmp_path, "2026-03-09") == first
    press.publish(web, "2026-03-09", (*press.PARANA, "w-012"))
    assert run("daily", "--date", "2026-03-09", "--config", config, "--force").code == 0
    remade = _edition(tmp_path, "2026-03-09")
    assert remade["counts"]["kept"] == 1
    assert [story["id"] for story in remade["stories"]] == [story["id"] for story in first["stories"]]


def _mail(port: int) -> str:
    people = '["ana@post.example", "ben@post.example"]'
    return (
        f'[mail]\nhost = "127.0.0.1"\nport = {port}\nsecurity = "none"\n'
        f'sender = "brief@desk.example"\nrecipients = {people}\n'
    )


def test_an_edition_is_mailed_to_each_recipient_once(web: Site, tmp_path: Path) -> None:
    press.publish(web, "2026-03-09")
    with smtp("none", login=False) as room:
        config = press.settings(web, tmp_path, _mail(room.port))
        for _ in range(2):
            assert run("daily", "--date", "2026-03-09", "--config", config, "--mail").code == 0
        assert sorted(one for mail in room.taken for one in mail.recipients) == ["ana@post.example", "ben@post.example"]


def test_a_mail_that_fails_keeps_the_edition_ends_with_3_and_is_tried_again(web: Site, tmp_path: Path) -> None:
    press.publish(web, "2026-03-09")
    with smtp("none", login=False, refused={"ben@post.example": "550 no such user"}) as room:
        made = run(
            "daily", "--date", "2026-03-09", "--config", press.settings(web, tmp_path, _mail(room.port)), "--mail"
        )
    assert made.code == 3
    assert "ben@post.example" in made.err.splitlines()[-1]
    assert _edition(tmp_path, "2026-03-09")["status"] == "ok"
    with smtp("none", login=False) as room:
        config = press.settings(web, tmp_path, _mail(room.port))
        assert run("daily", "--date", "2026-03-09", "--config", config, "--mail").code == 0
        assert [mail.recipients for mail in room.taken] == [["ben@post.example"]]


def test_a_mail_table_that_cannot_work_is_told_before_anything_is_read(web: Site, tmp_path: Path) -> None:
    press.publish(web, "2026-03-09")
    made = run("daily", "--date", "2026-03-09", "--config", press.settings(web, tmp_path), "--mail")
    assert made.code == 2
    assert "no mail is configured" in made.err
    assert web.seen == []


def test_a_dry_run_tells_what_it_would_cost_and_keeps_nothing(web: Site, tmp_path: Path) -> None:
    press.publish(web, "2026-03-10")
    config = press.settings(web, tmp_path)
    made = run("daily", "--date", "2026-03-10", "--config", config, "--dry-run")
    assert made.code == 0
    assert made.out.startswith("articles    3\n")
    assert "sends nothing" in made.out
    assert {file.name for file in tmp_path.iterdir()} == {"briefer.toml"}


def test_a_dry_run_needs_no_key_and_knows_what_is_briefed_under_whatever_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    config, news = tmp_path / "briefer.toml", tmp_path / "news"
    news.mkdir()

    def dry(name: str, backend: str) -> str:
        config.write_text(f'[[sources]]\nname = "{name}"\npath = "news"\n', encoding="utf-8")
        made = run("daily", "--config", config, "--backend", backend, "--dry-run")
        assert made.code == 0, made.err
        return made.out.splitlines()[0]

    (news / "a.txt").write_text(
        "Norland said on Friday that it will fine ferry operators by 1 May.\n", encoding="utf-8"
    )
    assert dry("desk", "openai") == "articles    1"
    assert run("daily", "--config", config, "--backend", "rules").code == 0
    (news / "b.txt").write_text("Sund said on Friday that it will tax harbour pilots by 1 June.\n", encoding="utf-8")
    assert [dry(name, "openai") for name in ("desk", "clippings")] == ["articles    2", "articles    2"]
    assert [dry(name, "rules") for name in ("desk", "clippings")] == ["articles    1", "articles    1"]


def test_a_limit_takes_the_newest_and_lists_the_others_as_not_read(web: Site, tmp_path: Path) -> None:
    press.publish(web, "2026-03-10")
    config = press.settings(web, tmp_path)
    made = run("daily", "--date", "2026-03-10", "--config", config, "--limit", "2")
    assert made.code == 3
    edition = _edition(tmp_path, "2026-03-10")
    assert edition["counts"]["articles"] == 2
    assert [unread["reason"] for unread in edition["unread"]] == ["over the limit of 2 articles"]


def test_one_source_alone_is_read_and_an_unknown_one_named(web: Site, tmp_path: Path) -> None:
    press.publish(web, "2026-03-10")
    config = press.settings(web, tmp_path)
    assert run("daily", "--date", "2026-03-10", "--config", config, "--only", "papers").code == 0
    assert [source["name"] for source in _edition(tmp_path, "2026-03-10")["sources"]] == ["papers"]
    made = run("daily", "--config", config, "--only", "paper")
    assert (made.code, "did you mean papers" in made.err) == (2, True)


def test_the_cost_cap_ends_with_4_and_what_was_paid_for_is_printed(web: Site, tmp_path: Path) -> None:
    press.publish(web, "2026-03-10")
    usage = {"prompt_tokens": 5000, "completion_tokens": 500, "total_tokens": 5500}
    with serving(answer_chat(usage=usage)) as server:
        backend = (
            f'[backends.paid]\nkind = "openai"\nbase_url = "{server.url}"\nmodel = "mock-1"\nanswers = "text"\n'
            "max_output_tokens = 1000\nprice = {prompt = 1.0, completion = 1.0}\n"
        )
        config = press.settings(web, tmp_path, backend, backend="paid")
        asked = ("daily", "--date", "2026-03-10", "--config", config)
        made = run(*asked, "--max-cost", "0.012")
        assert made.code == 4
        edition = _edition(tmp_path, "2026-03-10")
        assert 0 < edition["counts"]["briefed"] < 3
        assert edition["status"] == "partial"
        paid = server.count
        assert run(*asked, "--force").code == 0
        assert server.count == 3, f"{paid} were paid for before, and are not again"
    assert _edition(tmp_path, "2026-03-10")["counts"]["briefed"] == 3


def test_two_runs_at_once_the_second_says_so(web: Site, tmp_path: Path) -> None:
    press.publish(web, "2026-03-09")
    config = press.settings(web, tmp_path)
    with Archive.open(tmp_path / "archive.sqlite") as archive, archive.alone():
        made = run("daily", "--date", "2026-03-09", "--config", config)
    assert made.code == 1
    assert "another run is using this archive" in made.err
    assert "--wait SECONDS" in made.err
    assert not (tmp_path / "editions").exists()


def _desk(folder: Path, *articles: tuple[str, str, str, str]) -> Path:
    """A configuration with a folder of articles: name, day, outlet, text."""
    for name, day, outlet, text in articles:
        place = folder / "desk" / name
        place.mkdir(parents=True, exist_ok=True)
        (place / "article.txt").write_text(text, encoding="utf-8")
        about = f'id = "{name}"\ntitle = "Ferry fire off Halden"\noutlet = "{outlet}"\npublished = "{day}"\n'
        (place / "article.toml").write_text(about, encoding="utf-8")
    config = folder / "briefer.toml"
    config.write_text('backend = "rules"\n\n[[sources]]\nname = "desk"\npath = "desk"\n', encoding="utf-8")
    return config


FIRE = (
    "A fire on the ferry Solvei off Halden killed {dead} people on Sunday night, the coastguard said. The Solvei, which belongs to "
    "Brannick Lines, was on its way from Halden to Port Ness with 212 people aboard when smoke was seen on the car deck.\n\n"
    "“We heard a bang, and then the lights went out all over the ship,” said Marta Ilves, who was on her way home to Port Ness. "
    "Boats from Halden took the others off before dawn.\n\nThe coastguard's inspector, Joren Ahl, will look into the wiring of "
    "the car deck. Brannick Lines said that the ship had passed its last inspection.\n"
)


def test_a_copy_with_another_figure_is_read_and_the_outlets_disagree(tmp_path: Path) -> None:
    config = _desk(
        tmp_path,
        ("wire", "2026-06-01", "Ness Wire", FIRE.format(dead=23)),
        ("paper", "2026-06-01", "Halden Post", FIRE.format(dead=32)),
        ("echo", "2026-06-01", "Ness Echo", FIRE.format(dead=23)),
    )
    assert run("daily", "--date", "2026-06-01", "--config", config, "--quiet").code == 0
    edition = _edition(tmp_path, "2026-06-01")
    assert edition["counts"]["briefed"] == 2, "the copy that has nothing of its own is not briefed"
    (disagreement,) = edition["disagreements"]
    assert sorted(figure["value"] for figure in disagreement["figures"]) == ["23 people", "32 people"]


def test_a_new_toll_is_a_new_fact_in_a_new_article_and_in_a_changed_one(tmp_path: Path) -> None:
    config = _desk(tmp_path, ("wire", "2026-06-01", "Ness Wire", FIRE.format(dead=23)))
    assert run("daily", "--date", "2026-06-01", "--config", config, "--quiet").code == 0
    _desk(tmp_path, ("late", "2026-06-02", "Ness Wire", FIRE.format(dead=27)))
    assert run("daily", "--date", "2026-06-02", "--config", config, "--quiet").code == 0
    (story,) = _edition(tmp_path, "2026-06-02")["stories"]
    assert (story["status"], "killed 27 people" in story["update"]["fact"]) == ("update", True)
    _desk(tmp_path, ("late", "2026-06-02", "Ness Wire", FIRE.format(dead=31)))
    assert run("daily", "--date", "2026-06-03", "--config", config, "--quiet").code == 0
    (story,) = _edition(tmp_path, "2026-06-03")["stories"]
    assert (story["status"], "killed 31 people" in story["update"]["fact"]) == ("update", True)


def test_each_desk_has_an_archive_of_its_own_beside_its_configuration(tmp_path: Path) -> None:
    for desk in ("one", "two"):
        (tmp_path / desk).mkdir()
        config = _desk(tmp_path / desk, (desk, "2026-06-01", "Wire", FIRE.format(dead=23)))
        assert run("daily", "--date", "2026-06-01", "--config", config, "--quiet").code == 0
        assert (tmp_path / desk / ".briefer" / "archive.sqlite").is_file()
        assert [page["id"] for page in _edition(tmp_path / desk, "2026-06-01")["stories"][0]["articles"]] == [desk]


def test_a_feed_that_is_broken_is_a_failed_source_and_no_quiet_day(web: Site, tmp_path: Path) -> None:
    press.publish(web, "2026-03-10", ())
    web.put("/wire.xml", "<rss><channel><item><title>x", press.RSS)
    made = run("daily", "--date", "2026-03-10", "--config", press.settings(web, tmp_path), "--quiet")
    assert made.code == 3
    assert "malformed" in made.err
    sources = {source["name"]: source["status"] for source in _edition(tmp_path, "2026-03-10")["sources"]}
    assert sources == {"wire": "failed", "papers": "empty"}


def test_every_file_of_a_folder_that_cannot_be_read_is_listed_and_the_edition_is_partial(tmp_path: Path) -> None:
    config = _desk(tmp_path, ("wire", "2026-06-01", "Ness Wire", FIRE.format(dead=23)))
    for name in ("a.txt", "b.txt"):
        (tmp_path / "desk" / name).write_bytes(b"\xff\xfe\x00\x00\x81")
    made = run("daily", "--date", "2026-06-01", "--config", config, "--quiet")
    assert made.code == 3
    edition = _edition(tmp_path, "2026-06-01")
    assert (edition["status"], edition["counts"]["unread"]) == ("partial", 2)
    assert [name for unread in edition["unread"] for name in ("a.txt", "b.txt") if name in unread["reason"]] == [
        "a.txt", "b.txt",
    ]  # fmt: skip


def test_an_empty_folder_is_empty_and_the_day_is_quiet(tmp_path: Path) -> None:
    (tmp_path / "desk").mkdir()
    made = run("daily", "--config", _desk(tmp_path), "--quiet")
    (edition,) = (tmp_path / "editions").glob("*/edition.json")
    found = json.loads(edition.read_text(encoding="utf-8"))
    assert (made.code, found["status"], found["sources"][0]["status"]) == (0, "quiet", "empty")


def test_the_edition_of_one_source_gives_way_to_that_of_all(web: Site, tmp_path: Path) -> None:
    press.publish(web, "2026-03-10")
    config = press.settings(web, tmp_path)
    assert run("daily", "--date", "2026-03-10", "--config", config, "--only", "papers").code == 0
    assert run("daily", "--date", "2026-03-10", "--config", config).code == 0
    assert [source["name"] for source in _edition(tmp_path, "2026-03-10")["sources"]] == ["wire", "papers"]


@pytest.mark.parametrize("wrong", [("--date", "0001-01-01"), ("--max-cost", "nan"), ("--profile", "a b")])
def test_options_that_cannot_be_are_one_line_and_code_2(tmp_path: Path, wrong: tuple[str, str]) -> None:
    (tmp_path / "desk").mkdir()
    made = run("daily", "--config", _desk(tmp_path), *wrong)
    assert (made.code, len(made.err.splitlines())) == (2, 1)


def test_a_source_that_was_renamed_keeps_the_articles_that_it_has_given(tmp_path: Path) -> None:
    config = _desk(tmp_path, ("wire", "2026-06-01", "Ness Wire", FIRE.format(dead=23)))
    assert run("daily", "--date", "2026-05-31", "--config", config, "--quiet").code == 0
    config.write_text(
        config.read_text(encoding="utf-8").replace('name = "desk"', 'name = "newsroom"'), encoding="utf-8"
    )
    assert run("daily", "--date", "2026-06-01", "--config", config, "--quiet").code == 0
    edition = _edition(tmp_path, "2026-06-01")
    assert [(source["name"], source["articles"]) for source in edition["sources"]] == [("newsroom", 1)]


def test_a_copy_whose_original_is_in_no_edition_so_far_is_briefed(tmp_path: Path) -> None:
    config = _desk(
        tmp_path,
        ("wire", "2026-06-01", "Ness Wire", FIRE.format(dead=23)),
        ("echo", "2026-06-02", "Ness Echo", FIRE.format(dead=23)),
    )
    assert run("daily", "--date", "2026-06-02", "--config", config, "--quiet").code == 0
    (story,) = _edition(tmp_path, "2026-06-02")["stories"]
    assert story["bottom_line"]


def test_a_maintenance_page_in_place_of_a_feed_is_a_failed_source_and_no_article(web: Site, tmp_path: Path) -> None:
    press.publish(web, "2026-03-10")
    web.put("/news", press.rss(web, press.pieces(["w-012"]), whole=True), press.RSS)
    more = f'[[sources]]\nname = "gazette"\nurl = "{web.url("/news")}"'
    config = press.settings(web, tmp_path, more)
    assert run("daily", "--date", "2026-03-09", "--config", config, "--quiet").code == 0
    web.put("/news", HOSTILE)
    made = run("daily", "--date", "2026-03-10", "--config", config, "--quiet")
    assert (made.code, "a page (“alert(1)” where" in made.err or "where a feed should be" in made.err) == (3, True)
    edition = _edition(tmp_path, "2026-03-10")
    assert {source["name"]: source["status"] for source in edition["sources"]}["gazette"] == "failed"
    assert "dock strike" not in json.dumps(edition["stories"]).casefold()


def _item(web: Site, name: str, day: str, teaser: str) -> str:
    return (
        f"<item><title>{name}</title><link>{web.url(f'/{name}.html')}</link><guid>{name}</guid>"
        f"<pubDate>{day}T08:00:00Z</pubDate><description>{teaser}</description></item>"
    )


def _rss(*items: str) -> str:
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>{"".join(items)}</channel></rss>'


def test_what_can_never_be_read_is_told_once_and_does_not_make_every_later_day_partial(
    web: Site, tmp_path: Path
) -> None:
    press.publish(web, "2026-03-09", ())
    web.put("/robots.txt", "User-agent: *\nDisallow: /forbidden", "text/plain")
    web.put("/stub.html", "<html><body><p>Subscribe to read on.</p></body></html>")
    items = [_item(web, "short", "2026-03-09", "Three words only"), _item(web, "forbidden", "2026-03-09", "")]
    items.append(_item(web, "stub", "2026-03-09", ""))
    web.put("/wire.xml", _rss(*items), press.RSS)
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk" / "damaged.txt").write_bytes(b"\xff\xfe\x00\x00\x81")
    (tmp_path / "desk" / "few.txt").write_text("Too few words.", encoding="utf-8")
    config = press.settings(web, tmp_path, '[[sources]]\nname = "desk"\npath = "desk"')
    first = run("daily", "--date", "2026-03-09", "--config", config, "--quiet")
    edition = _edition(tmp_path, "2026-03-09")
    assert first.code == 3
    assert sorted(unread["what"] for unread in edition["unread"]) == ["damaged.txt", "forbidden", "short", "stub"]
    reasons = {unread["what"]: unread["reason"] for unread in edition["unread"]}
    assert "robots.txt forbids it" in reasons["forbidden"]
    assert "3 words are too few" in reasons["short"]
    again = run("daily", "--date", "2026-03-09", "--config", config, "--quiet", "--force")
    assert (again.code, len(_edition(tmp_path, "2026-03-09")["unread"])) == (3, 4), "the same edition says the same"
    web.seen.clear()
    second = run("daily", "--date", "2026-03-10", "--config", config, "--quiet")
    edition = _edition(tmp_path, "2026-03-10")
    assert (second.code, second.err, edition["status"], edition["unread"]) == (0, "", "quiet", [])
    assert edition["making"]["notes"] == [
        "3 things that cannot be read are not listed again: an earlier edition lists them"
    ]
    assert {path for path, _ in web.seen} == {"/robots.txt", "/wire.xml", "/papers.xml"}, "no page is fetched again"
    web.put("/wire.xml", _rss(*items, _item(web, "new", "2026-03-11", "")), press.RSS)
    third = run("daily", "--date", "2026-03-11", "--config", config, "--quiet")
    assert (third.code, [unread["what"] for unread in _edition(tmp_path, "2026-03-11")["unread"]]) == (3, ["new"])


def test_an_article_that_could_not_be_read_is_read_once_it_has_changed(tmp_path: Path) -> None:
    config = _desk(tmp_path, ("wire", "2026-06-01", "Ness Wire", "Fire on a ferry."))
    assert run("daily", "--date", "2026-06-01", "--config", config, "--quiet").code == 3
    _desk(tmp_path, ("wire", "2026-06-01", "Ness Wire", FIRE.format(dead=23)))
    assert run("daily", "--date", "2026-06-02", "--config", config, "--quiet").code == 0
    assert _edition(tmp_path, "2026-06-02")["counts"]["briefed"] == 1


def test_the_window_is_told_in_the_configured_zone(web: Site, tmp_path: Path) -> None:
    press.publish(web, "2026-03-09")
    config = press.settings(web, tmp_path)
    config.write_text('timezone = "America/Asuncion"\n' + config.read_text(encoding="utf-8"), encoding="utf-8")
    assert run("daily", "--date", "2026-03-09", "--config", config, "--quiet").code == 0
    edition = _edition(tmp_path, "2026-03-09")
    assert (edition["since"], edition["until"]) == ("2026-03-09T00:00:00-03:00", "2026-03-10T00:00:00-03:00")
    text = (tmp_path / "editions" / "2026-03-09" / "brief.txt").read_text(encoding="utf-8")
    assert "9 March 2026, 00:00 to 10 March 2026, 00:00, America/Asuncion (UTC-03:00)" in " ".join(text.split())
    assert run("daily", "--date", "2026-03-10", "--config", config, "--quiet").code == 0
    assert _edition(tmp_path, "2026-03-10")["since"] == edition["until"]


def test_a_first_edition_does_not_pretend_that_there_was_one_before(web: Site, tmp_path: Path) -> None:
    first, second, third = _three_days(web, tmp_path)
    assert [edition["previous"] for edition in (first, second, third)] == ["", "2026-03-09", "2026-03-10"]
    for form in ("brief.html", "brief.md", "brief.txt", "brief.eml"):
        one = (tmp_path / "editions" / "2026-03-09" / form).read_text(encoding="utf-8")
        other = (tmp_path / "editions" / "2026-03-10" / form).read_text(encoding="utf-8")
        assert "Changed since" not in one
        assert "There is no earlier edition to compare it with." in one
        assert "Changed since the edition of 9 March 2026" in other
        assert "no earlier edition" not in other


def test_what_is_done_with_articles_without_a_date_is_said(tmp_path: Path) -> None:
    config = _desk(tmp_path, ("wire", "2026-06-01", "Ness Wire", FIRE.format(dead=23)))
    (tmp_path / "desk" / "note.txt").write_text("The port of Ness shut on Monday. " * 5, encoding="utf-8")
    assert run("daily", "--date", "2026-06-01", "--config", config, "--quiet").code == 0
    counts = _edition(tmp_path, "2026-06-01")["counts"]
    assert (counts["articles"], counts["undated"], counts["undated_later"]) == (1, 0, 1)
    text = (tmp_path / "editions" / "2026-06-01" / "brief.txt").read_text(encoding="utf-8")
    assert "Undated: 1 article left out, first read after the window" in text
    assert run("daily", "--config", config, "--quiet").code == 0
    newest = max(folder for folder in (tmp_path / "editions").iterdir() if folder.is_dir())
    counts = json.loads((newest / "edition.json").read_text(encoding="utf-8"))["counts"]
    assert (counts["articles"], counts["undated"], counts["undated_later"]) == (1, 1, 0)
    assert "Undated: 1 article, counted as of when first read" in (newest / "brief.txt").read_text("utf-8")
