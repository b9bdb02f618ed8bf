"""Run the command line as a person would, in this process or in one of its own."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from briefer.cli.main import main


@dataclass(frozen=True)
class Ran:
    """What a run left behind."""

    code: int
    out: str
    err: str


class _Stream(io.TextIOWrapper):
    """A stream in memory that, like those of a process, has bytes beneath it."""

    def __init__(self, content: bytes = b"") -> None:
        super().__init__(io.BytesIO(content), encoding="utf-8", newline="")

    def text(self) -> str:
        self.flush()
        raw: bytes = self.buffer.getvalue()  # type: ignore[attr-defined]  # it is the BytesIO given above
        return raw.decode()


def run(*arguments: str | Path, stdin: bytes = b"") -> Ran:
    """Run `briefer` with `arguments` in this process."""
    out, err = _Stream(), _Stream()
    with (
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        mock.patch.object(sys, "stdin", _Stream(stdin)),
    ):
        try:
            main([str(a) for a in arguments])
        except SystemExit as stop:
            code = stop.code
    return Ran(code if isinstance(code, int) else 0, out.text(), err.text())


def start(
    *arguments: str | Path, env: Mapping[str, str] | None = None, cwd: Path | None = None
) -> subprocess.Popen[str]:
    """Start `briefer` with `arguments` in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "briefer", *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, **(env or {})},
        cwd=cwd,
    )
