"""From the table of a backend to what its answers are: where they are kept, what they cost, what may never be in them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from briefer.backends.settings import BackendConfig
from briefer.config import Loaded
from briefer.domain.exchange import Sampling

if TYPE_CHECKING:
    from briefer.backends.priced import Price
    from briefer.backends.recordings import Keys, Slots


def sampling(table: BackendConfig) -> Sampling:
    """What a backend's table says about the model that is asked, and how."""
    return Sampling(table.model, table.temperature, table.max_output_tokens, table.seed)


def slots(name: str, root: str, loaded: Loaded) -> Slots:
    """The recordings of backend `name` below the folder `root`, which starts where the configuration lies."""
    from briefer.backends.recordings import Slots

    return Slots(loaded.folder / root / (loaded.config.backends[name].system or name))


def answers(table: BackendConfig, loaded: Loaded) -> Keys:
    """The cached answers of the server of a backend."""
    from briefer.backends.connection import OPENAI, without_secrets
    from briefer.backends.recordings import Keys, filename

    return Keys(cache_folder(loaded) / "answers" / filename(without_secrets(table.base_url or OPENAI)))


def price(table: BackendConfig) -> Price | None:
    """What a backend's model costs: as its table says, else as the package's price table does, else unknown."""
    from briefer.backends.connection import OPENAI
    from briefer.backends.priced import Price, listed

    if stated := table.price:
        return Price(stated.prompt, stated.completion, stated.cached)
    return listed(table.base_url or OPENAI, table.model)


def secrets(loaded: Loaded) -> tuple[str, ...]:
    """The values of all keys and headers that the configuration names: nothing that is written may hold them."""
    tables = loaded.config.backends.values()
    names = {v for t in tables for v in (t.api_key_env, *t.headers.values()) if v}
    return tuple(value for name in sorted(names) if (value := loaded.environment.get(name)))


def cache_folder(loaded: Loaded) -> Path:
    """The folder of all that can be found out or asked for again."""
    import platformdirs

    root = loaded.folder / loaded.config.cache if loaded.config.cache else None
    return root or Path(platformdirs.user_cache_dir("briefer", appauthor=False))
