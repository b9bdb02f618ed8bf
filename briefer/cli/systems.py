"""One system as evals know it: a configured backend with a prompt, and the folder in which its answers are recorded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from briefer import keeping, wiring
from briefer.backends.bound import Bound
from briefer.backends.inspection import Finding, compare
from briefer.backends.nobody import Nobody
from briefer.backends.recordings import Recorded, Slots, fetch
from briefer.backends.settings import BackendConfig
from briefer.cli.spending import Estimate, capped, estimate
from briefer.config import Loaded, load
from briefer.domain.article import Article
from briefer.domain.exchange import Request, Sampling
from briefer.errors import BadAnswer, BrieferError, ConfigError, RecordingError
from briefer.pool import ordered
from briefer.stopping import HOPELESS, Attempts
from briefer.summarise import Summariser

CONFIG = Path("evals/briefer.toml")
"""The configuration of evaluations, where no other is named."""
ROOT = Path("evals/recordings")
"""Where recordings lie unless an option or the backend's table says otherwise."""


@dataclass(frozen=True)
class System:
    """A backend of a configuration, and its recordings; `pipeline` composes its requests and asks nobody."""

    name: str
    loaded: Loaded
    slots: Slots
    pipeline: Summariser

    @classmethod
    def of(
        cls,
        name: str,
        *,
        config: str | None = None,
        root: Path | None = None,
        system: str | None = None,
        max_cost: float | None = None,
        **options: Any,
    ) -> System:
        """The system of backend `name`; `options` are keys of the configuration.

        Its recordings lie in `root`, else where the table of the backend says, else in `ROOT`; in the folder `system`, else as
        the table says, else in one with the backend's name. `max_cost` (US dollars) caps what is spent.
        """
        loaded = capped(load(config, options={"backend": name, **options}), max_cost)
        pipeline = wiring.summariser(loaded, answering=Nobody())
        name = pipeline.asked
        table = wiring.table(name, loaded)
        stated = table.recordings or table.record
        folder = root or (loaded.folder / stated if stated else ROOT)
        return cls(name, loaded, Slots(folder / (system or table.system or name)), pipeline)

    @property
    def table(self) -> BackendConfig:
        """The backend's table in the configuration."""
        return self.loaded.config.backends[self.name]

    @property
    def sampling(self) -> Sampling:
        """The model that answers, and how it is asked."""
        return keeping.sampling(wiring.answering(self.name, self.loaded)[1])

    @property
    def prompt_folder(self) -> Path:
        """Where the recordings of this prompt lie."""
        return self.slots.at(self.pipeline.template.id, "").parent

    def bound(self, request: Request) -> Request:
        """`request` as the backend is asked it."""
        return request.bound(self.sampling)

    def compared(self, articles: Iterable[Article]) -> list[Finding]:
        """What of the recordings does not fit the requests that would be made for `articles` now."""
        requests = (request for article in articles for request in self.pipeline.requests(article))
        return compare(
            self.slots,
            requests,
            self.sampling,
            lambda backend, request: replace(self.pipeline, backend=backend).answer(request),
        )

    def record(self, articles: Iterable[Article], repeat: int = 1) -> Iterator[tuple[Request, BrieferError | None]]:
        """Ask for all that is not recorded yet, several at once; yields each request with the error that kept it from being recorded.

        The order is that of the articles. After an error that leaves no other request a chance none is sent; it is raised once
        what was under way has been answered and kept.
        """
        if self.table.kind == "replay":
            raise ConfigError(
                f"backend '{self.name}' replays recordings: it has nothing to record",
                hint="name the backend that answers",
            )
        place = replace(self.slots, repeat=repeat)
        pipeline = replace(self.pipeline, backend=self._recorder(place, fresh=repeat > 1))
        attempts = Attempts(self.loaded.stop)

        def ask(request: Request) -> tuple[Request, BrieferError | None]:
            return request, attempts(lambda: self._ask(pipeline, place, request))

        requests = (request for article in articles for request in pipeline.requests(article))
        for request, problem in ordered(ask, requests, self.loaded.config.concurrency):
            if not isinstance(problem, HOPELESS):
                yield request, problem
        if attempts.hopeless:
            raise attempts.hopeless

    def estimate(self, articles: Iterable[Article]) -> Estimate:
        """What `record` would cost."""
        recording = {"record": str(self.slots.folder.parent.resolve()), "system": self.slots.folder.name}
        return estimate(articles, self._with(recording))

    def _with(self, changes: dict[str, Any], name: str = "") -> Loaded:
        """The configuration with other values in the table of the backend, or of the one called `name`."""
        config, name = self.loaded.config, name or self.name
        backends = {**config.backends, name: config.backends[name].model_copy(update=changes)}
        return replace(self.loaded, config=config.model_copy(update={"backends": backends}))

    def _recorder(self, place: Slots, *, fresh: bool) -> Bound:
        """The backend that records into `place`; `fresh` keeps the cache out of it, which would give the first answer again."""
        name, table = wiring.answering(self.name, self.loaded)
        loaded = self._with({"record": None, **({"cache": False} if fresh else {})}, name)
        inner = wiring.backend(name, loaded)
        recorded = Recorded(inner, place, name, table.kind, wiring.now, keeping.secrets(loaded))
        return Bound(recorded, self.sampling)

    def _ask(self, pipeline: Summariser, place: Slots, request: Request) -> None:
        """Ask, and look whether the answer is recorded. Raises why it is not."""
        useless: BadAnswer | None = None
        try:
            pipeline.answer(request)
        except BadAnswer as error:
            useless = error  # recorded all the same, unless nothing came
        try:
            fetch(place, self.bound(request))
        except RecordingError as error:
            raise useless or error from None
