"""One file, the environment and the options become one frozen object; nothing else reads the environment."""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from briefer.backends.settings import BackendConfig, Limits, Price, Tls
from briefer.errors import ConfigError
from briefer.intake.settings import FetchSettings, SourceSettings
from briefer.posting.settings import MailSettings
from briefer.stopping import Stop
from briefer.toml_lines import Lines

FILE = "briefer.toml"
OPML = frozenset({".opml", ".xml"})
_TABLES = frozenset({"backends", "fetch", "mail", "sources"})


class Config(BaseModel):
    """Everything that can be configured; what decides a request stands above the choice of a backend."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    backend: str = Field("auto", description="name of a backend; auto is openai where its key is set, else rules")
    prompt: str = Field("brief@4", description="the prompt that asks for a brief, with its version")
    repair_prompt: str = Field("repair@1", description="the prompt that shows a model its malformed answer")
    part_tokens: int = Field(12_000, ge=200, description="tokens of article in one request; a longer one goes in parts")
    repairs: int = Field(2, ge=0, le=5, description="how often a malformed answer is shown to the model again")
    requote_prompt: str = Field(
        "requote@1", description="the prompt that asks again for quotes that the article has not"
    )
    requotes: int = Field(0, ge=0, le=1, description="how often quotes that are not in the article are asked for again")
    prompts: tuple[str, ...] = Field((), description="folders of own prompts, before those that came with briefer")
    cache: str | None = Field(None, description="folder of the cache; default: the user's cache folder")
    concurrency: int = Field(4, ge=1, le=1024, description="articles briefed at once")
    grace: float = Field(
        20.0, ge=0, le=3600, description="seconds that a run which is stopped waits for answers that are on their way"
    )
    fetch: FetchSettings = Field(FetchSettings(), description="see below")
    trace: str | None = Field(None, description="file that gets a line of JSON for every attempt at a server")
    archive: str | None = Field(None, description="file of the archive; default: .briefer/archive.sqlite here")
    editions: str = Field("editions", description="folder of the editions of `briefer daily`")
    timezone: str | None = Field(
        None, description="zone of the editions' days and times, such as Europe/Berlin; default: TZ, else the machine's"
    )
    title: str = Field("Daily brief", description="what the editions are called")
    site: str | None = Field(
        None, description="address at which the folder of editions is published, for the feed's links"
    )
    mail: MailSettings | None = Field(None, description="how `briefer daily --mail` sends an edition, see below")
    sources: tuple[SourceSettings, ...] = Field((), description="what `briefer daily` reads, see below")
    backends: dict[str, BackendConfig] = Field(default_factory=dict, description="the backends by name, see below")

    @field_validator("sources")
    @classmethod
    def _distinct(cls, sources: tuple[SourceSettings, ...]) -> tuple[SourceSettings, ...]:
        names = [source.name for source in sources]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            raise ValueError(f"two sources are called '{twice[0]}'")
        return sources

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, name: str | None) -> str | None:
        if name is not None:
            from briefer import zones  # late: zoneinfo is of use to editions alone

            zones.named(name)
        return name


DEFAULT_BACKENDS: dict[str, dict[str, Any]] = {
    "openai": {"kind": "openai", "model": "gpt-5.4-mini", "api_key_env": "OPENAI_API_KEY"},
    "rules": {"kind": "rules"},
}


@dataclass(frozen=True)
class Loaded:
    """A configuration, where each of its values came from (dotted key: file, variable or option), and its environment.

    `folder` is where the file lies: relative paths in the configuration start there. The environment is kept out of the repr.
    `stop` is the switch by which what is run under the configuration is asked to end.
    """

    config: Config
    sources: Mapping[str, str]
    folder: Path
    environment: Mapping[str, str] = field(repr=False, default_factory=dict)
    stop: Stop = field(repr=False, compare=False, default_factory=Stop)


def load(
    path: str | Path | None = None,
    *,
    options: Mapping[str, Any] | None = None,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
    sources: str | Path | None = None,
) -> Loaded:
    """The configuration: defaults, under `briefer.toml`, under `BRIEFER_*` variables, under `options`.

    `sources` names a file whose `[[sources]]`, or feeds where it is OPML, take the place of those in `briefer.toml`.

    `path` names the file; without it, it is looked for from `folder` (the working directory) upwards, then in the user's
    configuration folder. Raises `ConfigError` for a missing file, invalid TOML (with line and column), unknown keys (with
    the nearest known one) and values that do not fit.
    """
    env = dict(os.environ if environment is None else environment)
    start = (folder or Path.cwd()).resolve()
    file = Path(path) if path is not None else _find(start, env)
    table: dict[str, Any] = {"backends": {name: dict(value) for name, value in DEFAULT_BACKENDS.items()}}
    origins = dict.fromkeys(_flat(table), "default")
    layers: list[tuple[str, dict[str, Any]]] = []
    if file is not None:
        layers.append((str(file), _read(file)))
    if sources is not None:
        layers.append((str(sources), _read_sources(Path(sources))))
    layers.append(("environment", _from_environment(env)))
    layers.append(("option", {k: v for k, v in (options or {}).items() if v is not None}))
    for origin, layer in layers:
        for key in _flat(layer):
            name = f"BRIEFER_{key.upper()}" if origin == "environment" else origin
            origins[key] = name
        _merge(table, layer)
    config = _validate(table, origins)
    return Loaded(config, origins, file.parent.resolve() if file is not None else start, env)


def nearest(word: str, known: list[str]) -> str:
    """` (did you mean X?)` where one of `known` is near, else nothing."""
    close = difflib.get_close_matches(word, known, n=1, cutoff=0.5)
    return f" (did you mean {close[0]}?)" if close else ""


def _find(start: Path, env: Mapping[str, str]) -> Path | None:
    if named := env.get("BRIEFER_CONFIG"):
        return Path(named)
    for folder in (start, *start.parents):
        if (folder / FILE).is_file():
            return folder / FILE
    import platformdirs

    user = Path(platformdirs.user_config_dir("briefer", appauthor=False)) / FILE
    return user if user.is_file() else None


def _read(file: Path, option: str = "--config") -> dict[str, Any]:
    try:
        return _anchored(tomllib.loads(file.read_bytes().decode("utf-8-sig")), file.parent.resolve())
    except FileNotFoundError as error:
        what = "configuration file" if option == "--config" else "file of sources"
        raise ConfigError(f"no {what} {file}", hint=f"check the path given to {option}") from error
    except OSError as error:
        raise ConfigError(f"cannot read the configuration {file}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{file} is not UTF-8 (byte {error.start})", hint="save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{file} is not valid TOML: {error}", hint="mend that line") from error


def _read_sources(file: Path) -> dict[str, Any]:
    """The `sources` of a file of their own: TOML that holds nothing else, or OPML."""
    if file.suffix.lower() in OPML:
        from briefer.intake.opml import read_opml

        return {"sources": read_opml(file).tables}
    table = _read(file, "--sources")
    if "sources" not in table or len(table) > 1:
        extra = next((key for key in table if key != "sources"), None)
        what = f"unknown key '{extra}'" if extra else "no [[sources]]"
        raise ConfigError(f"{file}: {what}", hint="a file of sources holds [[sources]] tables alone")
    return table


def _anchored(table: dict[str, Any], folder: Path) -> dict[str, Any]:
    """The table with the paths of its sources made to start at the folder of the file that names them."""
    tables = table.get("sources")
    for source in tables if isinstance(tables, list) else []:
        if isinstance(source, dict) and isinstance(source.get("path"), str):
            source["path"] = str(folder / Path(source["path"]).expanduser())
    return table


def _from_environment(env: Mapping[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in sorted(env.items()):
        if (
            not name.startswith("BRIEFER_")
            or name.startswith("BRIEFER_TESTS_")
            or name == "BRIEFER_CONFIG"
            or not value
        ):
            continue
        key = name.removeprefix("BRIEFER_").lower()
        model = Config.model_fields.get(key)
        if model is None or key in _TABLES:
            known = [f"BRIEFER_{k.upper()}" for k in Config.model_fields if k not in _TABLES]
            raise ConfigError(f"unknown variable {name}{nearest(name, known)}", hint="unset it or correct its name")
        found[key] = [part for part in value.split(os.pathsep) if part] if key == "prompts" else value
    return found


def _validate(table: dict[str, Any], sources: Mapping[str, str]) -> Config:
    try:
        return Config.model_validate(table)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        origin = _origin(first["loc"], sources)
        if first["type"] == "extra_forbidden":
            known = _known(first["loc"])
            raise ConfigError(
                f"{origin}: unknown key '{where}'{nearest(str(first['loc'][-1]), known)}",
                hint="docs/configuration.md lists all",
            ) from None
        raise ConfigError(
            f"{origin}: {where}: {first['msg'].removeprefix('Value error, ')}",
            hint="docs/configuration.md says what it takes",
        ) from None


def _origin(loc: tuple[int | str, ...], sources: Mapping[str, str]) -> str:
    """Where the value at `loc` came from: the file with its line, a variable, an option, or what is built in."""
    dotted = "".join(f"{part}." for part in loc)
    related = [sources[key] for key in sources if f"{key}.".startswith(dotted) or dotted.startswith(f"{key}.")]
    origin = next((found for found in related if found != "default"), "default" if related else "configuration")
    file = Path(origin)
    if not file.is_file() or file.suffix.lower() in OPML:
        return origin
    return f"{file}:{Lines(file.read_text(encoding='utf-8-sig')).of(loc)}"


def _known(loc: tuple[int | str, ...]) -> list[str]:
    model: type[BaseModel] = Config
    inner: dict[str, type[BaseModel]] = {
        "limits": Limits,
        "price": Price,
        "tls": Tls,
        "fetch": FetchSettings,
        "mail": MailSettings,
        "sources": SourceSettings,
    }
    for part in loc[:-1]:
        model = model if isinstance(part, int) else inner.get(str(part), BackendConfig)
    return list(model.model_fields)


def _flat(table: Mapping[str, Any], prefix: str = "") -> list[str]:
    keys: list[str] = []
    for key, value in table.items():
        keys += _flat(value, f"{prefix}{key}.") if isinstance(value, dict) else [f"{prefix}{key}"]
    return keys


def _merge(into: dict[str, Any], layer: Mapping[str, Any]) -> None:
    for key, value in layer.items():
        if isinstance(value, dict) and isinstance(into.get(key), dict):
            _merge(into[key], value)
        else:
            into[key] = value
