"""Configuration in, objects out: the only place that chooses an implementation."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefer.backends.bound import Bound
from briefer.backends.settings import BackendConfig
from briefer.config import Loaded, load, nearest
from briefer.domain.article import Article
from briefer.domain.brief import Brief
from briefer.domain.edition import Edition
from briefer.domain.exchange import Backend
from briefer.errors import BrieferError, ConfigError, KeyMissing
from briefer.intake import read
from briefer.intake.read import Source
from briefer.intake.settings import SourceSettings
from briefer.keeping import answers, sampling, secrets, slots
from briefer.prompting.shelf import Shelf, released
from briefer.summarise import Summariser

if TYPE_CHECKING:
    from briefer.backends.budgeted import Budget
    from briefer.intake.fetch import Fetcher
    from briefer.intake.gather import Gatherer, Keep, Known
    from briefer.intake.outcome import Memory


def brief(
    article: Article | str, *, backend: str | None = None, prompt: str | None = None, config: str | Path | None = None
) -> Brief:
    """The brief of one article: an `Article`, or the text of one.

    `backend` and `prompt` are names in the configuration; `config` is the path of a configuration file.
    Raises the errors of `Summariser.brief`, and `ConfigError` for what the configuration does not know.
    """
    loaded = load(config, options={"backend": backend, "prompt": prompt})
    return summariser(loaded).brief(article if isinstance(article, Article) else Article(article))


def attempt(article: Article, options: Mapping[str, Any] | None = None) -> Brief | BrieferError:
    """Like `brief`, with the error returned instead of raised: pure enough to be mapped over processes or machines.

    `options` are top-level keys of the configuration, such as `backend`, and `config`, the path of its file.
    """
    chosen = dict(options or {})
    try:
        return summariser(load(chosen.pop("config", None), options=chosen)).brief(article)
    except BrieferError as error:
        return error


def summariser(loaded: Loaded, answering: Backend | None = None) -> Summariser:
    """The pipeline that the configuration describes; `answering` takes the place of its backend."""
    prompts = shelf(loaded)
    name = chosen(loaded)
    template = prompts.get(prompt_of(name, loaded))
    return Summariser(
        backend=answering or backend(name, loaded),
        template=template,
        repair_template=prompts.get(template.repair or loaded.config.repair_prompt),
        clock=now,
        asked=name,
        part_tokens=loaded.config.part_tokens,
        repairs=loaded.config.repairs,
        requote_template=prompts.get(loaded.config.requote_prompt) if loaded.config.requotes else None,
    )


def shelf(loaded: Loaded) -> Shelf:
    """All prompts: those of the configured folders, before those that came with briefer."""
    return Shelf((*(loaded.folder / folder for folder in loaded.config.prompts), released()))


def prompt_of(name: str, loaded: Loaded) -> str:
    """The prompt for the backend called `name`: that of its table, unless an option or a variable names another.

    For one that records another's answers it is the other's.
    """
    table = loaded.config.backends.get(name)
    if table and table.of:
        return prompt_of(table.of, loaded)
    named = loaded.sources.get("prompt") in ("option", "BRIEFER_PROMPT")
    return loaded.config.prompt if named or not table or not table.prompt else table.prompt


def fetcher(loaded: Loaded) -> Fetcher:
    """The guarded fetch with the limits that the configuration sets; a relative `ca_file` lies beside the configuration."""
    from briefer.intake.fetch import Fetcher  # late: files need none

    settings = loaded.config.fetch
    if settings.ca_file:
        settings = settings.model_copy(update={"ca_file": str(loaded.folder / settings.ca_file)})
    return Fetcher(settings)


def sources(names: Iterable[str], loaded: Loaded) -> list[Source]:
    """What `names` name (files, folders, addresses, `-`), with addresses fetched as the configuration allows."""

    def fetch(address: str) -> Article:
        from briefer.intake.web import web_article

        return web_article(fetching(), address)

    fetching = cache(lambda: fetcher(loaded))
    return read.sources(names, fetch=fetch)


def chosen_sources(loaded: Loaded, only: Iterable[str] = ()) -> tuple[SourceSettings, ...]:
    """The configured sources, or those of them that `only` names. Raises `ConfigError` where there is none."""
    known = {source.name: source for source in loaded.config.sources}
    if not known:
        raise ConfigError(
            "no sources are configured", hint="add [[sources]] to briefer.toml, or name a file by --sources"
        )
    for name in only:
        if name not in known:
            raise ConfigError(
                f"unknown source '{name}'{nearest(name, list(known))}", hint=f"known are {', '.join(known)}"
            )
    return tuple(known[name] for name in dict.fromkeys(only)) or loaded.config.sources


def gatherer(
    loaded: Loaded, keep: Keep, known: Known, limit: int | None = None, memory: Memory | None = None
) -> Gatherer:
    """What collects the configured sources; `keep` takes the articles, `known` and `memory` know what earlier runs read or not."""
    from briefer.intake.gather import Gatherer  # late: only collecting needs feeds and robots.txt
    from briefer.intake.outcome import Forgetful
    from briefer.intake.polite import Polite

    return Gatherer(Polite(fetcher(loaded), stop=loaded.stop), keep, known, now, limit, memory or Forgetful())


def mailer(loaded: Loaded) -> Callable[[Edition, Collection[str]], tuple[str, ...]]:
    """What sends an edition as `[mail]` says, one message to each recipient but some, and returns those that were taken.

    Raises `ConfigError` where there is no such table or its `ca_file` cannot be used, and `KeyMissing` where the variable of
    its password is empty; what it returns raises `MailFailed`, after all have been tried.
    """
    from briefer.posting.smtp import Smtp
    from briefer.rendering.edition_mail import edition_mail

    settings = loaded.config.mail
    if settings is None:
        raise ConfigError("no mail is configured", hint="add a [mail] table, see docs/configuration.md")
    if settings.ca_file:
        settings = settings.model_copy(update={"ca_file": str(loaded.folder / settings.ca_file)})
    password = loaded.environment.get(settings.password_env or "")
    if settings.password_env and not password:
        raise KeyMissing(f"mail needs a password: {settings.password_env} is not set", hint="set that variable")
    server = Smtp(settings, password)

    def send(edition: Edition, but: Collection[str] = ()) -> tuple[str, ...]:
        sender, prefix = settings.sender, settings.subject_prefix
        return server.send(
            (one, edition_mail(edition, one, sender=sender, prefix=prefix))
            for one in settings.recipients
            if one not in but
        )

    return send


def archive_file(loaded: Loaded) -> Path:
    """The file of the archive: as configured, else one in `.briefer`; both from the configuration's folder."""
    return loaded.folder / Path(loaded.config.archive or ".briefer/archive.sqlite").expanduser()


def now() -> str:
    """The time in UTC, to the second, in ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def note(loaded: Loaded) -> str:
    """What a person should know about the backend that `auto` chose; empty where it was named."""
    if loaded.config.backend != "auto" or chosen(loaded) != "rules":
        return ""
    return (
        f"{loaded.config.backends['openai'].api_key_env} is not set: briefing by rules; --backend names another backend"
    )


def chosen(loaded: Loaded) -> str:
    """The name of the backend in force: `auto` is openai where its key is set, else rules."""
    name = loaded.config.backend
    if name == "auto" and "auto" not in loaded.config.backends:
        key = loaded.config.backends["openai"].api_key_env
        return "openai" if key and loaded.environment.get(key) else "rules"
    return name


def backend(name: str, loaded: Loaded, shared: tuple[Budget, ...] = ()) -> Backend:
    """The backend called `name`, wrapped as its table says; what it spends counts against every one of the `shared` budgets."""
    configured = table(name, loaded)
    built = _build(name, configured, loaded, (*_budget(configured), *shared))
    return Bound(built, sampling(answering(name, loaded)[1]))


def table(name: str, loaded: Loaded) -> BackendConfig:
    """What the configuration says of the backend called `name`. Raises `ConfigError`, naming the nearest, where it is unknown."""
    known = loaded.config.backends
    if name not in known:
        raise ConfigError(f"unknown backend '{name}'{nearest(name, list(known))}", hint=f"known are {', '.join(known)}")
    return known[name]


def answering(name: str, loaded: Loaded) -> tuple[str, BackendConfig]:
    """Which backend answers where the one called `name` is asked, and its table: of kind record it is the one that is recorded."""
    configured = table(name, loaded)
    if configured.kind != "record" or configured.of is None:
        return name, configured
    recorded = table(configured.of, loaded)
    if recorded.kind == "record":
        raise ConfigError(
            f"backend '{name}' records '{configured.of}', which records another", hint="name the one that answers"
        )
    return configured.of, recorded


def _build(name: str, table: BackendConfig, loaded: Loaded, budgets: tuple[Budget, ...]) -> Backend:
    """The backend itself, around it Cached where it is a server, and Recorded where that is asked for."""
    inner = _plain(name, table, loaded, budgets)
    if table.record is None and (table.kind != "openai" or not table.cache):
        return inner
    from briefer.backends.recordings import Cached, Recorded

    if table.kind == "openai" and table.cache:
        inner = Cached(inner, answers(table, loaded), name, table.kind, now, secrets(loaded))
    if table.record is None:
        return inner
    return Recorded(inner, slots(name, table.record, loaded), name, table.kind, now, secrets(loaded))


def _plain(name: str, table: BackendConfig, loaded: Loaded, budgets: tuple[Budget, ...]) -> Backend:
    match table.kind:
        case "rules":
            from briefer.backends.rules import Rules

            return Rules(name)
        case "replay":
            if table.recordings is None:
                raise ConfigError(
                    f"backend '{name}': kind replay needs the folder of its recordings",
                    hint=f"set backends.{name}.recordings",
                )
            from briefer.backends.recordings import Replayed

            return Replayed(slots(name, table.recordings, loaded), name)
        case "record":
            from briefer.backends.recordings import Recorded

            of, recorded = answering(name, loaded)
            inner = _build(of, recorded, loaded, (*_budget(recorded), *budgets))
            place = slots(name, str(table.recordings), loaded)
            return Recorded(inner, place, of, recorded.kind, now, secrets(loaded))
        case "openai":
            from briefer.serving import server

            return server(name, table, loaded, budgets)
        case "fallback":
            return _fallback(name, table, loaded, budgets)


def _fallback(name: str, table: BackendConfig, loaded: Loaded, budgets: tuple[Budget, ...]) -> Backend:
    """The backends of `order`; one without its key stands there as such, since another may answer."""
    from briefer.backends.fallback import Fallback, Keyless

    known = loaded.config.backends
    if not table.order:
        raise ConfigError(f"backend '{name}': kind fallback needs an order", hint=f"set backends.{name}.order")
    for member in table.order:
        if member in known and answering(member, loaded)[1].kind == "fallback":
            raise ConfigError(
                f"backend '{name}': '{member}' in its order is a fallback too", hint="name plain backends"
            )
    members: list[tuple[str, Backend]] = []
    for member in table.order:
        try:
            members.append((member, backend(member, loaded, budgets)))
        except KeyMissing as error:
            members.append((member, Keyless(error)))
    return Fallback(tuple(members))


def _budget(table: BackendConfig) -> tuple[Budget, ...]:
    """What the table of a backend lets it spend, where that is capped; all of a fallback's order share it."""
    limits = table.limits
    if limits.max_cost is None and limits.max_tokens is None:
        return ()
    from briefer.backends.budgeted import Budget

    return (Budget(limits.max_cost, limits.max_tokens),)
