"""`--dry-run` and `--max-cost`: what a run would cost, and that it stops before it costs more."""

from __future__ import annotations

import shutil
from pathlib import Path

import commandline
import pytest
from click.testing import CliRunner, Result
from fault_server import answer, serving
from notices import corpus, notice

from briefer.backends.priced import Price
from briefer.cli.main import cli
from briefer.cli.spending import capped, estimate
from briefer.config import Loaded, load
from briefer.domain.article import Article
from briefer.errors import BudgetExceeded
from briefer.prompting.tokens import count
from briefer.wiring import summariser

CONFIG = """
cache = "cache"
concurrency = 1
[backends.server]
kind = "openai"
base_url = "{url}"
model = "m-1"
max_output_tokens = 1000
price = {{ prompt = 0.0, completion = 1000.0 }}
[backends.unpriced]
kind = "openai"
base_url = "{url}"
model = "m-2"
[backends.careful]
kind = "fallback"
order = ["server", "rules"]
[backends.taped]
kind = "record"
of = "server"
recordings = "tapes"
[backends.recorded]
kind = "replay"
recordings = "recs"
"""


NEWS = [Article(notice(number), id=f"a{number}") for number in range(1, 6)]


def configuration(folder: Path, backend: str, url: str = "http://127.0.0.1:9/v1") -> Loaded:
    (folder / "briefer.toml").write_text(CONFIG.format(url=url))
    return load(folder / "briefer.toml", options={"backend": backend}, environment={})


def recordings(folder: Path, *args: str) -> Result:
    """`briefer recordings record server ARGS` over a corpus of the news."""
    where = {
        "--config": folder / "briefer.toml",
        "--corpus": corpus(folder, len(NEWS)),
        "--recordings": folder / "recs",
    }
    wanted = [f"{key}={value}" for key, value in where.items()]
    return CliRunner().invoke(cli, ["recordings", "record", "server", *args, *wanted])


def test_an_estimate_counts_exactly_what_would_be_sent_and_sends_nothing(tmp_path: Path) -> None:
    with serving(answer()) as server:
        loaded = configuration(tmp_path, "server", server.url)
        found = estimate(NEWS, loaded)
        assert server.count == 0
    sent = [request for article in NEWS for request in summariser(loaded).requests(article)]
    assert found.prompt == sum(count(m.content) + 4 for r in sent for m in r.messages) + 5 * count(sent[0].schema)
    assert (found.articles, found.requests, found.kept) == (5, 5, 0)
    assert found.completion == (5 * 300, 5 * 1000)
    assert found.cost == (1.5, 5.0)


def test_what_is_paid_for_is_not_estimated_again(tmp_path: Path) -> None:
    with serving(answer()) as server:
        loaded = configuration(tmp_path, "server", server.url)
        summariser(loaded).brief(NEWS[0])
        found = estimate(NEWS, loaded)
    assert (found.requests, found.kept, found.cost) == (5, 1, (1.2, 4.0))
    assert "1 answered already" in "\n".join(found.lines())


def test_the_range_is_as_wide_as_caching_and_the_cap_allow(tmp_path: Path) -> None:
    loaded = configuration(tmp_path, "server")
    text = (tmp_path / "briefer.toml").read_text()
    (tmp_path / "briefer.toml").write_text(
        text.replace("prompt = 0.0, completion = 1000.0", "prompt = 10.0, cached = 1.0, completion = 0.0")
    )
    found = estimate(NEWS, load(tmp_path / "briefer.toml", options={"backend": "server"}, environment={}))
    system = count(summariser(loaded).requests(NEWS[0])[0].messages[0].content)
    price = Price(prompt=10.0, cached=1.0, completion=0.0)
    assert found.cost is not None
    assert found.cost[1] == pytest.approx(found.prompt * price.prompt / 1e6)
    assert found.cost[0] == pytest.approx(found.cost[1] - 4 * system * 9.0 / 1e6)


def test_an_unknown_price_is_said_to_be_unknown(tmp_path: Path) -> None:
    found = estimate(NEWS, configuration(tmp_path, "unpriced"))
    assert found.cost is None
    assert "unknown" in "\n".join(found.lines())
    assert "no max_output_tokens" in "\n".join(found.lines())


@pytest.mark.parametrize("backend", ["rules", "recorded"])
def test_backends_that_send_nothing_cost_nothing(tmp_path: Path, backend: str) -> None:
    assert "cost        nothing" in "\n".join(estimate(NEWS, configuration(tmp_path, backend)).lines())


def test_a_fallback_is_estimated_by_its_first_backend_and_an_estimate_needs_no_key(tmp_path: Path) -> None:
    assert estimate(NEWS, configuration(tmp_path, "careful")).backend == "server"
    assert estimate(NEWS, configuration(tmp_path, "openai")).cost is not None


def test_a_recorder_is_estimated_by_what_it_records_and_what_it_has_costs_nothing(tmp_path: Path) -> None:
    with serving(answer()) as server:
        loaded = configuration(tmp_path, "taped", server.url)
        summariser(loaded).brief(NEWS[0])
        shutil.rmtree(tmp_path / "cache")
        found = estimate(NEWS, loaded)
    assert (found.backend, found.requests, found.kept, found.cost) == ("server", 5, 1, (1.2, 4.0))


@pytest.mark.parametrize("backend", ["server", "careful", "taped"])
def test_a_cap_holds_for_a_whole_run_of_a_backend_and_of_a_fallback(tmp_path: Path, backend: str) -> None:
    with serving(answer()) as server:  # 0.02 an answer, up to 1.00
        pipeline = summariser(capped(configuration(tmp_path, backend, server.url), 1.03))
        for article in NEWS[:2]:
            assert pipeline.brief(article).provenance.answered == "live"
        with pytest.raises(BudgetExceeded):
            pipeline.brief(NEWS[2])
        assert server.count == 2
        assert pipeline.brief(NEWS[0]).provenance.answered == ("recording" if backend == "taped" else "cache")


def test_a_recording_run_stops_at_the_cap_and_keeps_what_it_paid_for(tmp_path: Path) -> None:
    with serving(answer()) as server:
        configuration(tmp_path, "server", server.url)
        result = recordings(tmp_path, "--max-cost", "1.03")
        assert isinstance(result.exception, BudgetExceeded)
        assert server.count == 2
        assert len(list((tmp_path / "recs").rglob("*.json"))) == 2  # which of them come first is a matter of threads
        result = recordings(tmp_path)
        assert (result.exit_code, server.count) == (0, 5)


def test_a_dry_run_of_recording_prints_the_range_and_sends_nothing(tmp_path: Path) -> None:
    with serving(answer()) as server:
        configuration(tmp_path, "server", server.url)
        assert recordings(tmp_path, "--article", "a1").exit_code == 0
        result = recordings(tmp_path, "--dry-run")
        assert server.count == 1
    assert result.exit_code == 0
    assert "articles    5\nrequests    5, 1 answered already\n" in result.stdout
    assert "1.2000 to 4.0000 USD (as configured)\nsent        nothing" in result.stdout


def briefing(folder: Path, *args: str) -> commandline.Ran:
    """`briefer brief ARGS` of the news, with the configuration of `folder`."""
    for article in NEWS:
        (folder / "news").mkdir(exist_ok=True)
        (folder / "news" / f"{article.id}.txt").write_text(article.text)
    where = ["--config", str(folder / "briefer.toml"), "--backend", "server", "--format", "json"]
    return commandline.run("brief", str(folder / "news"), *where, *args)


def test_a_capped_run_prints_what_it_paid_for_and_exits_with_4_and_the_next_goes_on(tmp_path: Path) -> None:
    with serving(answer()) as server:
        configuration(tmp_path, "server", server.url)
        ran = briefing(tmp_path, "--max-cost", "1.05")
        assert (ran.code, len(ran.out.splitlines()), server.count) == (4, 3, 3)
        assert "0.0600 of 1.05 USD are spent" in ran.err
        assert len(ran.err.splitlines()) == 1
        ran = briefing(tmp_path, "--max-cost", "1.03")
        assert (ran.code, len(ran.out.splitlines()), server.count) == (0, 5, 5)


def test_a_dry_run_of_briefing_sends_nothing_and_names_what_cannot_be_read(tmp_path: Path) -> None:
    with serving(answer()) as server:
        configuration(tmp_path, "server", server.url)
        ran = briefing(tmp_path, "--dry-run", str(tmp_path / "none.txt"))
        assert server.count == 0
    assert ran.code == 3
    assert "none.txt" in ran.err
    assert "1.5000 to 5.0000 USD" in ran.out


def test_a_cap_without_a_price_is_a_usage_error(tmp_path: Path) -> None:
    configuration(tmp_path, "server")
    ran = briefing(tmp_path, "--max-cost", "1", "--backend", "unpriced")
    assert (ran.code, ran.out) == (2, "")
    assert "set price" in ran.err


def evaluating(folder: Path, *args: str) -> commandline.Ran:
    """`briefer eval run ARGS` over a corpus of the news."""
    where = ["--config", str(folder / "briefer.toml"), "--corpus", str(corpus(folder, len(NEWS)))]
    return commandline.run("eval", "run", *where, *args)


def test_the_systems_of_an_evaluation_share_one_cap(tmp_path: Path) -> None:
    with serving(answer()) as server:
        configuration(tmp_path, "server", server.url)
        text = (tmp_path / "briefer.toml").read_text()
        other = text[text.index("[backends.server]") : text.index("[backends.unpriced]")].replace("server", "second")
        (tmp_path / "briefer.toml").write_text(text + other.replace("m-1", "m-9"))
        both = ["--backend", "server", "--backend", "second"]
        assert "requests    5" in evaluating(tmp_path, *both, "--dry-run").out
        assert server.count == 0
        ran = evaluating(tmp_path, *both, "--max-cost", "1.11")
        assert (ran.code, server.count) == (4, 6)
        assert {asked.body["model"] for asked in server.asked} == {"m-1", "m-9"}
        assert evaluating(tmp_path, *both).code == 0
        assert server.count == 10
