"""What answers cost, the caps on cost and tokens, and the cache that pays nothing twice."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from ask import configured
from ask import request as small
from exchanges import Scripted, completion, request
from fault_server import answer, error, serving
from hypothesis import given
from hypothesis import strategies as st

from briefer.backends.budgeted import Budget, Budgeted
from briefer.backends.priced import Price, Priced, listed, table_date
from briefer.domain.brief import Tokens
from briefer.domain.exchange import Completion, Request
from briefer.errors import BudgetExceeded, ConfigError, RequestRejected, ServerFailed, TimedOut

PRICE = Price(prompt=2.0, cached=0.5, completion=10.0)
USED = Tokens(prompt=100, completion=20, cached=60)  # what the server of the tests states


def length(text: str) -> int:
    """A stand-in for tokens: one a character."""
    return len(text)


def test_cached_tokens_are_part_of_the_prompt_and_reasoning_tokens_part_of_the_answer() -> None:
    usage = Tokens(prompt=1_000_000, cached=400_000, completion=100_000, reasoning=90_000)
    assert PRICE.of(usage) == pytest.approx(0.6 * 2.0 + 0.4 * 0.5 + 0.1 * 10.0)


def test_without_a_cached_price_cached_tokens_cost_what_others_do() -> None:
    assert Price(prompt=2.0, completion=0.0).of(Tokens(prompt=1_000_000, cached=400_000, completion=0)) == 2.0


@pytest.mark.parametrize("usage", [Tokens(), Tokens(prompt=5), Tokens(completion=5)])
def test_a_cost_of_tokens_that_are_not_stated_is_unknown_and_not_nothing(usage: Tokens) -> None:
    assert PRICE.of(usage) is None
    assert Priced(Scripted(completion(usage=usage, cost_usd=None)), PRICE).complete(request()).cost_usd is None


def test_a_model_without_a_price_costs_an_unknown_sum() -> None:
    assert Priced(Scripted(completion(cost_usd=None)), None).complete(request()).cost_usd is None


@given(st.integers(0, 10**7), st.integers(0, 10**7), st.integers(0, 10**7))
def test_more_tokens_never_cost_less_and_no_cost_is_negative(prompt: int, cached: int, completion_: int) -> None:
    cost = PRICE.of(Tokens(prompt=prompt, cached=cached, completion=completion_))
    more = PRICE.of(Tokens(prompt=prompt + 1, cached=cached, completion=completion_ + 1))
    assert cost is not None
    assert more is not None
    assert 0 <= cost < more


def test_the_table_is_dated_and_knows_the_default_model_and_its_snapshots() -> None:
    date.fromisoformat(table_date())
    price = listed("https://api.openai.com/v1", "gpt-5.4-mini")
    assert price == Price(prompt=0.75, cached=0.075, completion=4.5)
    assert listed("https://api.openai.com/v1", "gpt-5.4-mini-2026-03-17") == price


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:8091/v1", "https://openrouter.ai/api/v1", "https://x.openai.azure.com/"]
)
def test_the_price_of_a_model_at_another_server_is_unknown(url: str) -> None:
    assert listed(url, "gpt-5.4-mini") is None
    assert listed("https://api.openai.com/v1", "gpt-99") is None


def test_a_configured_price_is_what_an_answer_costs(tmp_path: Path) -> None:
    with serving(answer()) as server:
        known = configured(tmp_path, server.url, price={"prompt": 2.0, "cached": 0.5, "completion": 10.0})
        unknown = configured(tmp_path, server.url)
        assert known.complete(small()).cost_usd == PRICE.of(USED) == pytest.approx(0.00031)
        assert unknown.complete(small()).cost_usd is None


def priced(inner: Scripted, budget: Budget) -> Budgeted:
    return Budgeted(Priced(inner, PRICE), budget, PRICE, length)


def test_a_request_that_could_pass_the_cap_is_not_sent() -> None:
    asked = request(max_output_tokens=1000)
    inner = Scripted(completion(usage=USED))
    budgeted = priced(inner, Budget(max_cost=0.0105))  # the dearest answer: 145 tokens of prompt and 1,000 of answer
    budgeted.complete(asked)
    with pytest.raises(BudgetExceeded, match=r"0\.0003 of 0\.0105 USD are spent") as caught:
        budgeted.complete(asked)
    assert (len(inner.asked), caught.value.exit_code) == (1, 4)


def test_a_cap_on_tokens_holds_without_a_price() -> None:
    inner = Scripted(completion(usage=Tokens(prompt=100, completion=900)))
    budgeted = Budgeted(inner, Budget(max_tokens=3_000), None, length)
    asked = request(max_output_tokens=1000)
    for _ in range(2):
        budgeted.complete(asked)
    with pytest.raises(BudgetExceeded, match="2,000 of 3,000 tokens"):
        budgeted.complete(asked)


def test_a_cap_on_cost_without_a_price_is_refused_at_once() -> None:
    with pytest.raises(ConfigError, match="needs a price"):
        Budgeted(Scripted(), Budget(max_cost=1.0), None, length)


def test_what_the_server_does_not_state_counts_as_the_most_that_it_can_be() -> None:
    budget = Budget(max_tokens=10_000)
    Budgeted(Scripted(completion(usage=Tokens())), budget, None, length).complete(request(max_output_tokens=1000))
    assert budget.tokens > 1000


def test_a_request_that_failed_is_not_counted_and_one_that_timed_out_is() -> None:
    budget = Budget(max_cost=1.0)
    for failure in (ServerFailed("503"), RequestRejected("400")):
        with pytest.raises(type(failure)):
            priced(Scripted(failure), budget).complete(request())
    assert (budget.cost, budget.tokens) == (0.0, 0)
    with pytest.raises(TimedOut):
        priced(Scripted(TimedOut("late")), budget).complete(request())
    assert budget.cost > 0


@pytest.mark.parametrize("threads", [2, 16])
def test_requests_at_once_never_pass_the_cap_and_use_all_that_fits(threads: int) -> None:
    """Each answer takes 120 tokens of the 1,145 that it might have taken: 17 fit beside one that is under way."""
    under_way, most = 0, 0
    lock = threading.Lock()

    def work(_: Request) -> Completion:
        nonlocal under_way, most
        with lock:
            under_way += 1
            most = max(most, under_way)
        threading.Event().wait(0.002)
        with lock:
            under_way -= 1
        return completion(usage=USED)

    asked = request(max_output_tokens=1000)
    budget = Budget(max_tokens=3_200)
    reserve = sum(len(m.content) + 4 for m in asked.messages) + len(asked.schema) + 1000
    budgeted = Budgeted(Scripted(work), budget, None, length)

    def attempt(_: int) -> bool:
        try:
            budgeted.complete(asked)
        except BudgetExceeded:
            return False
        return True

    with ThreadPoolExecutor(threads) as pool:
        done = sum(pool.map(attempt, range(60)))
    assert done == (3_200 - reserve) // 120 + 1
    assert budget.tokens == done * 120 <= 3_200
    assert most <= 3_200 // reserve


def test_a_capped_run_over_sockets_stops_before_the_cap_and_keeps_what_it_paid_for(tmp_path: Path) -> None:
    with serving(answer()) as server:
        capped = configured(
            tmp_path,
            server.url,
            cache=True,
            max_output_tokens=1000,
            price={"prompt": 0.0, "completion": 1000.0},
            limits={"max_cost": 1.05},
        )
        articles = [f"Ministers opened round {number} of the trade talks on Monday." for number in range(9)]
        paid = 3
        for text in articles[:paid]:
            capped.complete(small(text))
        with pytest.raises(BudgetExceeded):
            capped.complete(small(articles[paid]))
        assert server.count == paid  # 0.02 each, while 1.00 may still be needed
        assert [capped.complete(small(text)).answered for text in articles[:paid]] == ["cache"] * paid
        assert server.count == paid


def test_an_attempt_that_failed_leaves_its_room_to_the_next_one(tmp_path: Path) -> None:
    with serving(error(500), answer()) as server:
        capped = configured(tmp_path, server.url, max_output_tokens=1000, limits={"max_tokens": 3000, "max_wait": 9})
        assert capped.complete(small()).attempts == 2


def test_a_second_process_finds_what_the_first_was_answered(tmp_path: Path) -> None:
    with serving(answer()) as server:
        first = configured(tmp_path, server.url, cache=True).complete(small())
        second = configured(tmp_path, server.url, cache=True).complete(small())
        other = configured(tmp_path, server.url, cache=True, model="mock-2").complete(small())
    assert (first.answered, second.answered, other.answered) == ("live", "cache", "live")
    assert (server.count, second.text, second.captured and second.captured.how) == (2, first.text, "http")


def test_one_server_never_gives_the_answers_of_another(tmp_path: Path) -> None:
    with serving(answer()) as one, serving(answer()) as two:
        for server in (one, two):
            configured(tmp_path, server.url, cache=True).complete(small())
        assert (one.count, two.count) == (1, 1)


def test_threads_that_ask_the_same_at_once_pay_for_it_once(tmp_path: Path) -> None:
    with serving(answer()) as server:
        backend = configured(tmp_path, server.url, cache=True)
        with ThreadPoolExecutor(8) as pool:
            given_ = list(pool.map(lambda _: backend.complete(small()), range(16)))
        assert server.count == 1
        assert sorted({c.answered for c in given_}) == ["cache", "live"]


def test_a_cache_that_cannot_be_written_costs_nothing_but_the_cache(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    with serving(answer()) as server:
        given_ = configured(tmp_path, server.url, cache=True).complete(small())
    assert (given_.answered, given_.finish) == ("live", "stop")
    assert "not recorded" in given_.notes[-1]


def test_a_damaged_cache_entry_is_asked_for_again(tmp_path: Path) -> None:
    with serving(answer()) as server:
        configured(tmp_path, server.url, cache=True).complete(small())
        (entry,) = (tmp_path / "cache" / "answers").rglob("*.json")
        entry.write_bytes(entry.read_bytes().replace(b"Trade", b"Drade"))
        again = configured(tmp_path, server.url, cache=True).complete(small())
    assert (server.count, again.answered) == (2, "live")
    assert "Trade" in again.text


def test_the_order_of_wrapping_is_what_the_repr_shows(tmp_path: Path) -> None:
    backend = configured(
        tmp_path, "http://127.0.0.1:9/v1", cache=True, record="r", limits={"max_tokens": 5}, max_output_tokens=10
    )
    order = ["Bound", "Recorded", "Cached", "Lengthened", "Retrying", "Budgeted", "Priced", "Adapting", "OpenAI"]
    places = [repr(backend).find(f"{name}(") for name in order]
    assert -1 not in places
    assert places == sorted(places)


def test_an_answer_of_a_cut_and_a_longer_request_costs_both(tmp_path: Path) -> None:
    with serving(answer(finish="length"), answer()) as server:
        price = {"prompt": 2.0, "cached": 0.5, "completion": 10.0}
        given_ = configured(tmp_path, server.url, price=price, max_output_tokens=100).complete(small())
    one = PRICE.of(USED)
    assert one is not None
    assert given_.cost_usd == pytest.approx(2 * one)
