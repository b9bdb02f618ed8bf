"""News article in, structured brief out: `briefer.brief(article)` is the front door.

Names are loaded when they are first used, so that importing briefer costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefer.config import Config as Config
    from briefer.config import load as load
    from briefer.domain.article import Article as Article
    from briefer.domain.brief import Brief as Brief
    from briefer.domain.brief import Draft as Draft
    from briefer.domain.edition import Edition as Edition
    from briefer.editing import edition as edition
    from briefer.errors import BrieferError as BrieferError
    from briefer.version import __version__ as __version__
    from briefer.wiring import attempt as attempt
    from briefer.wiring import brief as brief

_HOME = {
    "Article": "briefer.domain.article",
    "Brief": "briefer.domain.brief",
    "BrieferError": "briefer.errors",
    "Config": "briefer.config",
    "Draft": "briefer.domain.brief",
    "Edition": "briefer.domain.edition",
    "__version__": "briefer.version",
    "attempt": "briefer.wiring",
    "brief": "briefer.wiring",
    "edition": "briefer.editing",
    "load": "briefer.config",
}
__all__ = sorted(_HOME)  # noqa: PLE0605  # one table says what there is and where it lives


def __getattr__(name: str) -> Any:
    """Load one public name."""
    if name not in _HOME:
        raise AttributeError(f"module 'briefer' has no attribute '{name}'")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return __all__
