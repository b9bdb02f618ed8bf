"""The zone of the editions: as configured, else TZ, else the machine's; one that does not exist is an error that names it."""

from __future__ import annotations

import sys
import zoneinfo
from datetime import UTC
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from commandline import run

from briefer.config import load
from briefer.errors import ConfigError
from briefer.rendering.edition_times import local, window
from briefer.zones import zone


def _machine(folder: Path, name: str) -> Path:
    file = folder / "usr" / "share" / "zoneinfo" / name
    file.parent.mkdir(parents=True)
    file.touch()
    link = folder / "localtime"
    link.symlink_to(file)
    return link


def test_the_configuration_comes_before_tz_and_tz_before_the_machine(tmp_path: Path) -> None:
    machine = _machine(tmp_path, "Asia/Tokyo")
    assert zone("Europe/Berlin", {"TZ": "America/Lima"}, machine) == ZoneInfo("Europe/Berlin")
    assert zone(None, {"TZ": "America/Lima"}, machine) == ZoneInfo("America/Lima")
    assert zone(None, {"TZ": ":/usr/share/zoneinfo/America/Lima"}, machine) == ZoneInfo("America/Lima")
    assert zone(None, {"TZ": ""}, machine) is UTC
    assert zone(None, {}, machine) == ZoneInfo("Asia/Tokyo")


def test_a_rule_and_a_file_of_its_own_are_left_to_the_system(tmp_path: Path) -> None:
    file = tmp_path / "localtime"
    file.touch()
    for found in (zone(None, {"TZ": "CET-1CEST,M3.5.0,M10.5.0/3"}), zone(None, {}, file)):
        assert found.utcoffset(None) is not None


@pytest.mark.parametrize("wrong", ["Mars/Base", "Europe", "../etc/passwd", "Berlin"])
def test_a_zone_that_does_not_exist_is_named_on_one_line(
    tmp_path: Path, wrong: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "news").mkdir()
    config = tmp_path / "briefer.toml"
    config.write_text('backend = "rules"\n[[sources]]\nname = "news"\npath = "news"\n', encoding="utf-8")
    monkeypatch.setenv("TZ", wrong)
    made = run("daily", "--config", config)
    assert (made.code, made.err) == (2, f"briefer: TZ: no time zone '{wrong}': name one as in Europe/Berlin or UTC\n")
    config.write_text(f'timezone = "{wrong}"\n' + config.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(ConfigError, match=rf"briefer.toml:1: timezone: no time zone '{wrong}'"):
        load(config)


def test_times_are_told_in_the_zone_of_the_edition() -> None:
    assert window("2026-03-09T06:00:00+01:00", "2026-03-10T06:00:00+01:00", "Europe/Berlin") == (
        "9 March 2026, 06:00 to 10 March 2026, 06:00, Europe/Berlin (UTC+01:00)"
    )
    assert window("2026-03-28T06:00:00+01:00", "2026-03-29T06:00:00+02:00", "Europe/Berlin") == (
        "28 March 2026, 06:00 UTC+01:00 to 29 March 2026, 06:00 UTC+02:00, Europe/Berlin"
    )
    assert local("2026-03-10T02:30:00+00:00", "2026-03-10T00:00:00-03:00") == "9 March 2026, 23:30 UTC-03:00"


def test_a_machine_without_the_database_says_so_and_knows_utc(monkeypatch: pytest.MonkeyPatch) -> None:
    before = zoneinfo.TZPATH
    zoneinfo.reset_tzpath(to=())
    zoneinfo.ZoneInfo.clear_cache()
    for module in ("tzdata", *(name for name in sys.modules if name.startswith("tzdata."))):
        monkeypatch.setitem(sys.modules, module, None)
    try:
        assert zone("UTC", {}) is UTC
        with pytest.raises(ConfigError, match="this machine lacks tzdata"):
            zone("Europe/Berlin", {})
    finally:
        zoneinfo.reset_tzpath(to=before)
        zoneinfo.ZoneInfo.clear_cache()
