"""Where a command's documents go: standard output, one file, or a folder with a file an article."""

from __future__ import annotations

import errno
import os
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from briefer.errors import ConfigError, OutputError

SUFFIX = {"text": ".txt", "markdown": ".md", "html": ".html", "json": ".json"}


@dataclass
class Output:
    """Takes documents one by one and keeps each as soon as it has it.

    A file is written under another name first, so that nobody ever finds half a document; further documents of one file
    are added to its end.
    """

    path: Path | None
    folder: bool
    suffix: str
    _names: set[str] = field(default_factory=set)

    def add(self, name: str, document: str) -> None:
        """Keep one document; `name` is the id of its article."""
        text = document if document.endswith("\n") else document + "\n"
        if self.path is None:
            sys.stdout.write(text)
            sys.stdout.flush()
        elif self.folder:
            write(self.path / f"{self._unique(name)}{self.suffix}", text)
        elif not self._names:
            self._names.add(name)
            write(self.path, text)
        else:
            append(self.path, text if self.suffix == SUFFIX["json"] else f"\n{text}")

    def _unique(self, name: str) -> str:
        chosen, number = name, 2
        while chosen in self._names:
            chosen, number = f"{name}.{number}", number + 1
        self._names.add(chosen)
        return chosen


def output(path: str | None, form: str, *, several: bool) -> Output:
    """The output that `--output` names, tried before any work is done.

    A folder is one that exists, or ends with a slash, or has no suffix where there are `several` documents; it is made
    where it is missing, while a file must have a folder to lie in. Raises `ConfigError` where nothing can be written there.
    """
    if path is None:
        return Output(None, folder=False, suffix=SUFFIX[form])
    target = Path(path)
    folder = target.is_dir() or path.endswith(("/", os.sep)) or (several and not target.suffix)
    if several and not folder and form == "html":
        raise ConfigError(f"--output {path}: several pages do not fit into one file", hint="name a folder")
    try:
        if folder:
            target.mkdir(parents=True, exist_ok=True)
        if folder or not _special(target):
            with tempfile.NamedTemporaryFile(dir=target if folder else target.resolve().parent, prefix=".briefer-"):
                pass
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise OutputError(f"--output {path}: disk full", hint="free some space and run again") from error
        raise ConfigError(
            f"--output {path}: cannot write there: {error.strerror}", hint="name another place"
        ) from error
    return Output(target, folder=folder, suffix=SUFFIX[form])


def write(path: Path, text: str) -> None:
    """Write `text` in UTF-8 to `path`, whole or not at all. Raises `OutputError`.

    What a link leads to is replaced, not the link; a device or a pipe is written to as it is.
    """
    path = path.resolve()
    if _special(path):
        append(path, text)
        return
    temporary: str | None = None
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", newline="\n", dir=path.parent, prefix=".briefer-", delete=False
        ) as file:
            temporary = file.name
            file.write(text)
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(path)
    except OSError as error:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)
        raise _failed(path, error) from error


def append(path: Path, text: str) -> None:
    """Add `text` to the end of `path`. Raises `OutputError`."""
    try:
        with path.open("a", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise _failed(path, error) from error


def _special(path: Path) -> bool:
    """Whether `path` is there and is no file: a device, a pipe, a socket."""
    return path.exists() and not path.is_file()


def _failed(path: Path, error: OSError) -> OutputError:
    reason = "disk full" if error.errno == errno.ENOSPC else error.strerror
    return OutputError(f"cannot write {path}: {reason}", hint="what was written before it is kept")


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
