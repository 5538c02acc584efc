"""The process that compares releases."""

import pytest

from hrgraph.errors import UnknownRelease
from hrgraph.releases.folder import Releases
from hrgraph.releases.model import from_json
from hrgraph.releases.worker import main


def test_what_changed(kept: Releases, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """It writes what changed between two releases as JSON, the same as is kept with the later one."""
    main([str(kept.folder), "0.9", "0.10"])
    assert from_json(capfdbinary.readouterr().out, "output") == kept.get("0.10").changes()


def test_an_unknown_release(kept: Releases) -> None:
    """It ends with an error where one is not there."""
    with pytest.raises(UnknownRelease):
        main([str(kept.folder), "0.9", "7"])
