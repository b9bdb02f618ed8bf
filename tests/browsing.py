"""A real Chromium for the tests of pages: the fixtures `chromium` and `open_page`, and what is said where there is none.

Tests that use them carry the marker `browser`. Without Chromium they are skipped, and the last lines of the run say so; with
BRIEFER_TESTS_NEED_BROWSER=1 a missing Chromium is a failure.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

NAMES = ("/usr/bin/chromium", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NONE_FOUND = "no Chromium found"
SERIOUS = {"serious", "critical"}
NEEDED = os.environ.get("BRIEFER_TESTS_NEED_BROWSER") == "1"  # read before the tests' environment is sealed


@dataclass
class Opened:
    """A page, and what it asked for and complained of since it was opened."""

    page: Any
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def heard(self, complaints: int) -> int:
        """How many complaints there are, once there are that many: the console is heard a while after what it tells of."""
        for _ in range(600):
            if len(self.complaints) >= complaints:
                break
            self.page.wait_for_timeout(50)
        return len(self.complaints)

    def violations(self) -> list[str]:
        """What axe-core finds serious or critical, a line each."""
        from axe_core_python.sync_playwright import Axe

        # axe is run in a page whose policy forbids scripts that are not its own: through the debugger, not as an element
        found = Axe().run(self.page, options={"resultTypes": ["violations"]})["violations"]
        return [
            f"{rule['id']}: {node['html'][:120]} {node['failureSummary']}"
            for rule in found
            if rule["impact"] in SERIOUS
            for node in rule["nodes"]
        ]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """A running Chromium."""
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        if NEEDED:
            pytest.fail(f"{NONE_FOUND}, and BRIEFER_TESTS_NEED_BROWSER=1", pytrace=False)
        pytest.skip(NONE_FOUND)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS, timeout=180_000)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Any, tmp_path: Path) -> Iterator[Callable[..., Opened]]:
    """Opens HTML as a file in a window of its own: `open_page(html, color_scheme="dark", viewport=...)`."""
    contexts = []

    def opened(html: str, **options: Any) -> Opened:
        context = chromium.new_context(**{"reduced_motion": "reduce"} | options)
        context.set_default_timeout(60_000)
        contexts.append(context)
        file = tmp_path / f"page{len(contexts)}.html"
        file.write_text(html, encoding="utf-8")
        result = Opened(context.new_page())
        result.page.on("request", lambda request: result.requests.append(request.url))
        result.page.on("console", lambda message: result.complaints.append(message.text))
        result.page.on("pageerror", lambda error: result.complaints.append(str(error)))
        result.page.goto(file.as_uri())
        return result

    yield opened
    for context in contexts:
        context.close()


@pytest.hookimpl(wrapper=True, tryfirst=True)  # outermost: after the summary of everything else
def pytest_terminal_summary(terminalreporter: Any) -> Iterator[None]:
    """The last lines say how many browser tests did not run, and why."""
    yield
    skipped = [r for r in terminalreporter.stats.get("skipped", []) if NONE_FOUND in str(r.longrepr)]
    if skipped:
        terminalreporter.write_line(f"{len(skipped)} browser tests skipped: {NONE_FOUND}", yellow=True)
