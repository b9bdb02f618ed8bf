"""`briefer brief`: what it prints, where it puts it, and what it says when something is wrong."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from commandline import Ran, run, start

from briefer.domain.brief import LISTS

ARTICLE = (
    "Harbour master Lena Brandt said on Monday that the port of Kelstad would reopen on 4 May. "
    "The dock workers' union condemned the delay and said it could strike if wages were not paid by Friday.\n"
)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "port.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def is_one_line(ran: Ran) -> bool:
    return ran.err.count("\n") == 1 and ran.err.startswith("briefer: ") and "Traceback" not in ran.err


def test_every_span_of_the_seeds_brief_checks_against_the_file(root: Path) -> None:
    seed = root / "seeds" / "000-russia-north-korea-arms.txt"
    ran = run("brief", seed, "--backend", "rules", "--format", "json")
    assert ran.code == 0
    brief = json.loads(ran.out)
    text = seed.read_text(encoding="utf-8")
    quotes = [
        q for lists in (brief, brief["unproven"]) for name in LISTS for item in lists[name] for q in item["evidence"]
    ]
    assert quotes
    assert all(" … ".join(text[a:b] for a, b in quote["spans"]) == quote["text"] for quote in quotes)
    assert all(brief[name] for name in LISTS)


def test_the_document_is_valid_by_the_schema_that_is_printed(root: Path) -> None:
    schema = json.loads(run("schema", "brief").out)
    document = json.loads(
        run("brief", root / "seeds" / "000-russia-north-korea-arms.txt", "--backend", "rules", "--format", "json").out
    )
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(document, schema)
    document["evidence"] = []
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, schema)


def test_several_sources_print_one_document_a_line(article: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(ARTICLE.replace("Kelstad", "Norhavn"), encoding="utf-8")
    ran = run("brief", article, other, "--backend", "rules", "--format", "json")
    assert [json.loads(line)["article"]["id"] for line in ran.out.splitlines()] == ["port", "other"]


def test_a_folder_is_all_the_articles_in_it(article: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    ran = run("brief", tmp_path, "--backend", "rules", "--format", "json")
    assert [json.loads(line)["article"]["id"] for line in ran.out.splitlines()] == ["a", "port"]


def test_standard_input_is_a_source() -> None:
    ran = run("brief", "-", "--backend", "rules", "--format", "json", stdin=ARTICLE.encode())
    assert ran.code == 0
    assert json.loads(ran.out)["article"]["words"] > 30


@pytest.mark.parametrize("form", ["text", "markdown", "html", "json"])
def test_each_format_goes_to_a_file(article: Path, tmp_path: Path, form: str) -> None:
    target = tmp_path / f"out.{form}"
    ran = run("brief", article, "--backend", "rules", "--format", form, "--output", target)
    assert (ran.code, ran.out) == (0, "")
    assert "Lena Brandt" in target.read_text(encoding="utf-8")


def test_a_folder_as_output_gets_a_file_an_article_named_by_its_id(article: Path, tmp_path: Path) -> None:
    twin = tmp_path / "deep" / "port.txt"
    twin.parent.mkdir()
    twin.write_text(ARTICLE, encoding="utf-8")
    target = tmp_path / "briefs"
    assert run("brief", article, twin, "--backend", "rules", "--output", f"{target}/").code == 0
    assert sorted(path.name for path in target.iterdir()) == ["port.2.txt", "port.txt"]


def test_some_sources_failed_is_3_and_the_others_are_printed(article: Path, tmp_path: Path) -> None:
    ran = run("brief", tmp_path / "none.txt", article, "--backend", "rules", "--format", "json")
    assert ran.code == 3
    assert is_one_line(ran)
    assert "none.txt" in ran.err
    assert json.loads(ran.out)["article"]["id"] == "port"


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.txt", b"", "nothing"),
        ("two.txt", b"Two words", "too few"),
        ("latin.txt", "Der Präsident sagte gestern ".encode("latin-1") * 9, "UTF-8"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00", "PNG image, not text"),
        (
            "french.txt",
            ("Le président a déclaré mardi que le gouvernement ne céderait pas aux menaces. " * 4).encode(),
            "English",
        ),
    ],
)
def test_what_is_no_article_is_one_line_and_1(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    (tmp_path / name).write_bytes(content)
    ran = run("brief", tmp_path / name, "--backend", "rules")
    assert ran.code == 1
    assert is_one_line(ran)
    assert name in ran.err
    assert says in ran.err


def test_a_folder_without_articles_is_one_line_and_1(tmp_path: Path) -> None:
    ran = run("brief", tmp_path, "--backend", "rules")
    assert ran.code == 1
    assert is_one_line(ran)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--bakend", "rules"], "No such option '--bakend'. Did you mean --backend?"),
        (["--formt", "json"], "Did you mean --format?"),
        (["--backend", "ruels"], "rules"),
        (["--prompt", "breif@1"], "brief@1"),
        (["--format", "pdf"], "json"),
        (["--config", "/nowhere/briefer.toml"], "/nowhere/briefer.toml"),
    ],
)
def test_wrong_usage_is_one_line_that_names_the_nearest_and_2(article: Path, arguments: list[str], says: str) -> None:
    ran = run("brief", article, *arguments)
    assert ran.code == 2
    assert is_one_line(ran)
    assert says in ran.err


def test_an_unknown_command_names_the_nearest() -> None:
    ran = run("breif", "x")
    assert ran.code == 2
    assert "brief" in ran.err


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        ("backend = \n", "line 1, column 11"),
        ("bakend = 'rules'\n", "briefer.toml:1: unknown key 'bakend' (did you mean backend?)"),
        (
            "\n[backends.local]\nkind = 'openai'\nmodle = 'x'\n",
            "briefer.toml:4: unknown key 'backends.local.modle' (did you mean model?)",
        ),
        (
            "[backends.a]\nkind = 'rules'\ntimeout = 5\n[backends.b]\nkind = 'openai'\nlimits = {concurency = 2}\n",
            "briefer.toml:6: unknown key 'backends.b.limits.concurency' (did you mean concurrency?)",
        ),
        (
            "[backends.a]\nkind = 'rules'\n[backends.a.price]\nprompt = 1\ncompletion = 2\ncahced = 1\n",
            "briefer.toml:6: unknown key 'backends.a.price.cahced' (did you mean cached?)",
        ),
        (
            "backends.a.kind = 'rules'\nbackends.a.tls.verfy = true\n",
            "briefer.toml:2: unknown key 'backends.a.tls.verfy' (did you mean verify?)",
        ),
        (
            "[backends.a]\nkind = 'rules'\ntimeout = 5\n[backends.b]\nkind = 'rules'\ntimeout = 0\n",
            "briefer.toml:6: backends.b.timeout",
        ),
        ("[fetch]\nredirects = 1\nretries = 3\n", "briefer.toml:3: unknown key 'fetch.retries'"),
        ("\n[backends.openai]\nkind = 'openai'\nof = 'x'\n", "briefer.toml:2: backends.openai: 'of' belongs"),
        ("repairs = 99\n", "briefer.toml:1: repairs"),
        ("[backends.local]\nkind = 'opnai'\n", "briefer.toml:2"),
    ],
)
def test_a_wrong_configuration_says_which_line(article: Path, toml: str, says: str) -> None:
    config = article.with_name("briefer.toml")
    config.write_text(toml)
    ran = run("brief", article, "--config", config)
    assert ran.code == 2
    assert is_one_line(ran)
    assert says in ran.err


def test_a_named_backend_without_its_key_says_which_variable(article: Path) -> None:
    ran = run("brief", article, "--backend", "openai")
    assert ran.code == 2
    assert is_one_line(ran)
    assert "OPENAI_API_KEY" in ran.err


def test_auto_without_a_key_briefs_by_rules_and_says_so(article: Path) -> None:
    ran = run("brief", article)
    assert ran.code == 0
    assert "OPENAI_API_KEY is not set: briefing by rules" in ran.err
    assert run("brief", article, "--quiet").err == ""


def test_an_unreachable_server_is_one_line_and_1(article: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    config = article.with_name("briefer.toml")
    config.write_text(
        f"[backends.local]\nkind = 'openai'\nbase_url = 'http://127.0.0.1:{port}/v1'\nmodel = 'm'\n"
        "[backends.local.limits]\nattempts = 1\n"
    )
    ran = run("brief", article, "--backend", "local", "--config", config)
    assert ran.code == 1
    assert is_one_line(ran)
    assert f"127.0.0.1:{port}" in ran.err


def test_an_output_folder_that_cannot_be_written_is_told_before_any_work(article: Path) -> None:
    ran = run("brief", article, "--backend", "rules", "--output", article / "below")
    assert ran.code == 2
    assert is_one_line(ran)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_one_line_and_1(article: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "briefer", "brief", article, "--backend", "rules"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert "disk full" in done.stderr
    assert done.stderr.count("\n") == 1


def test_debug_shows_the_traceback(article: Path) -> None:
    process = start("brief", article, "--backend", "nobody", "--debug")
    _, err = process.communicate(timeout=120)
    assert "Traceback" in err


def test_ctrl_c_keeps_what_was_finished_and_ends_when_no_answer_comes(article: Path, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        config = tmp_path / "briefer.toml"
        config.write_text(
            f"grace = 0.1\n[backends.local]\nkind = 'openai'\nbase_url = 'http://127.0.0.1:{port}/v1'\nmodel = 'm'\n"
        )
        process = start("brief", article, "--backend", "local", "--config", config, env={"NO_PROXY": "*"})
        silent.settimeout(120)
        connection, _ = silent.accept()
        assert connection.recv(65536)  # it has asked, and waits
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=120)
        connection.close()
    assert process.returncode == 130
    assert err == (
        "briefer: stopping: what was sent is waited for, at most 0.1 s; a second signal ends at once\n"
        "briefer: interrupted: 0 of 1 article briefed: what was finished is kept: run again to go on\n"
    )


def test_a_closed_pipe_is_no_error(article: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-m", "briefer", "brief", article, "--backend", "rules"],
        stdout=write,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(write)
    assert done.stderr == ""


def test_config_show_says_where_each_value_came_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "briefer.toml").write_text("repairs = 1\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BRIEFER_BACKEND", "rules")
    lines = {line.split()[0]: line for line in run("config", "show").out.splitlines()}
    assert "briefer.toml" in lines["repairs"]
    assert "BRIEFER_BACKEND" in lines["backend"]
    assert "default" in lines["prompt"]


def test_a_dry_run_says_what_it_would_cost_and_sends_nothing(article: Path) -> None:
    config = article.with_name("briefer.toml")
    config.write_text(
        "[backends.local]\nkind = 'openai'\nbase_url = 'http://127.0.0.1:9/v1'\nmodel = 'm'\nmax_output_tokens = 1000\n"
        "[backends.local.price]\nprompt = 1.0\ncompletion = 2.0\n"
    )
    ran = run("brief", article, "--backend", "local", "--config", config, "--dry-run")
    assert ran.code == 0
    assert "articles    1" in ran.out
    assert "USD" in ran.out
    assert "sent        nothing" in ran.out


def test_the_cap_on_cost_ends_the_run_with_4(article: Path) -> None:
    config = article.with_name("briefer.toml")
    config.write_text(
        "[backends.local]\nkind = 'openai'\nbase_url = 'http://127.0.0.1:9/v1'\nmodel = 'm'\nmax_output_tokens = 1000\n"
        "[backends.local.price]\nprompt = 1.0\ncompletion = 2.0\n"
    )
    ran = run("brief", article, "--backend", "local", "--config", config, "--max-cost", "0.000001")
    assert ran.code == 4
    assert is_one_line(ran)


def test_an_output_that_is_a_device_or_a_pipe_is_written_to_and_stays_one(article: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    process = start("brief", article, "--backend", "rules", "--format", "json", "--output", pipe)
    written = pipe.read_text(encoding="utf-8")
    assert process.wait(timeout=120) == 0
    process.communicate()
    assert json.loads(written)["article"]["id"] == "port"
    assert pipe.is_fifo()


def test_an_output_that_is_a_link_replaces_what_it_leads_to(article: Path, tmp_path: Path) -> None:
    real, link = tmp_path / "real.json", tmp_path / "link.json"
    real.write_text("old")
    link.symlink_to(real)
    assert run("brief", article, "--backend", "rules", "--format", "json", "--output", link).code == 0
    assert link.is_symlink()
    assert json.loads(real.read_text(encoding="utf-8"))["article"]["id"] == "port"


def test_an_output_file_in_no_folder_is_told_and_nothing_is_made(article: Path, tmp_path: Path) -> None:
    ran = run("brief", article, "--backend", "rules", "--output", tmp_path / "typo" / "brief.txt")
    assert ran.code == 2
    assert is_one_line(ran)
    assert not (tmp_path / "typo").exists()
