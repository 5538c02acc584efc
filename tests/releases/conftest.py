"""Editions compared, and two releases of them."""

from pathlib import Path

import pytest

from hrgraph.releases.compare import compare
from hrgraph.releases.folder import Releases
from hrgraph.releases.freeze import freeze
from hrgraph.releases.model import Change

from .editions import HELPS, LEADS, Compared, Small, write_build


@pytest.fixture
def changed() -> Compared:
    """Compares two editions, with what was rejected in either."""

    def compared(old: Small, new: Small, was: bytes = b"", now: bytes = b"") -> tuple[Change, ...]:
        return compare(old.snapshot(was), new.snapshot(now))

    return compared


@pytest.fixture
def kept(tmp_path: Path) -> Releases:
    """Two releases: in the second, the second rule says something else and the date is a later one."""
    releases = Releases(tmp_path / "releases")
    other = LEADS._replace(triple="id:commission hr:leads id:states")
    for version, edition in (("0.9", Small()), ("0.10", Small(said=(HELPS, other), date="2026-12-01"))):
        freeze(write_build(tmp_path / "build", version, edition), releases)
    return releases
