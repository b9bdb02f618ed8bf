"""From the table of a backend to the connection with its server: addresses checked, secrets looked up, proxies found."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from briefer.backends.connection import NO_KEY, OPENAI, Connection, without_password
from briefer.backends.settings import BackendConfig, Tls
from briefer.config import Loaded
from briefer.errors import ConfigError, KeyMissing


def connection(name: str, table: BackendConfig, loaded: Loaded) -> Connection:
    """How the server of backend `name` is reached.

    Raises `KeyMissing` for a variable that is not set, `ConfigError` for an address that is none or holds a password, and
    for a table without a model.
    """
    if not table.model:
        raise ConfigError(f"backend '{name}' names no model", hint=f"set backends.{name}.model")
    base_url = _address(f"backends.{name}.base_url", table.base_url or OPENAI)
    key_env = table.api_key_env or (None if table.base_url else "OPENAI_API_KEY")
    tls = table.tls
    return Connection(
        base_url=base_url,
        api_key=_secret(name, key_env, loaded) if key_env else NO_KEY,
        headers=tuple((header, _secret(name, variable, loaded)) for header, variable in sorted(table.headers.items())),
        timeout=table.timeout,
        ca_file=_path(tls.ca_file, loaded),
        client_cert=_path(tls.client_cert, loaded),
        client_key=_path(tls.client_key, loaded),
        verify=tls.verify,
        proxy=_proxy(name, tls, base_url, loaded),
    )


def _address(key: str, url: str, *, secret: bool = False) -> str:
    password: str | None = None
    try:
        parts = urlsplit(url)
        password = parts.password
        whole = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        whole = False
    if not whole:
        shown = "what it holds" if secret else f"'{without_password(url)}'"
        raise ConfigError(f"{key}: {shown} is no address", hint="it looks like https://host/v1")
    if password and not secret:
        raise ConfigError(f"{key} holds a password", hint="put it into a variable, and name that variable")
    return url


def _secret(name: str, variable: str, loaded: Loaded) -> str:
    value = loaded.environment.get(variable, "").strip()
    if not value:
        hint = f"set {variable} in the environment, or choose --backend rules, which needs no key"
        raise KeyMissing(f"backend '{name}' needs {variable}, which is not set", hint=hint)
    if not (value.isascii() and value.isprintable()):
        raise KeyMissing(f"backend '{name}': {variable} holds characters that no header can carry", hint="copy it anew")
    return value


def _path(path: str | None, loaded: Loaded) -> str | None:
    return None if path is None else str(loaded.folder / path)


def _proxy(name: str, tls: Tls, base_url: str, loaded: Loaded) -> str | None:
    """The proxy that the table names, else the environment's, which never stands before this machine itself."""
    if tls.proxy_env:
        return _address(tls.proxy_env, _secret(name, tls.proxy_env, loaded), secret=True)
    if tls.proxy is not None:
        return _address(f"backends.{name}.tls.proxy", tls.proxy) if tls.proxy else None
    parts, env = urlsplit(base_url), loaded.environment
    host = parts.hostname or ""
    if _is_this_machine(host) or _is_bypassed(host, env.get("no_proxy") or env.get("NO_PROXY") or ""):
        return None
    variable = f"{parts.scheme}_proxy"
    found = env.get(variable) or env.get(variable.upper())
    return _address(variable.upper(), found if "://" in found else f"http://{found}", secret=True) if found else None


def _is_bypassed(host: str, listed: str) -> bool:
    """Whether NO_PROXY lists the host, a domain above it, or everything."""
    names = [name.strip().lstrip("*.").lower() for name in listed.split(",") if name.strip()]
    return listed.strip() == "*" or any(host == name or host.endswith(f".{name}") for name in names if name)


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
