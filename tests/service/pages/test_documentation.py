"""The pages of the ontology, from a build folder."""

from pathlib import Path

import pytest

from hrgraph.errors import StoreError
from hrgraph.service.pages.documentation import read_documentation


def test_what_is_shown(build: Path) -> None:
    """What stands in the main element is shown in each language; its links lead to this site."""
    pages = read_documentation(build)

    assert set(pages) == {"lv", "en"}
    assert "dalībnieks" in pages["lv"]
    assert "style" not in pages["lv"]
    assert 'href="/id/plan"' in pages["en"]
    assert 'href="/ontology.ttl"' in pages["en"]
    assert "w3id" not in pages["en"]


def test_build_without_pages(tmp_path: Path) -> None:
    """A build folder of an older version is refused with what to do."""
    with pytest.raises(StoreError, match=r"ontology\.lv\.html .*run hrgraph build"):
        read_documentation(tmp_path)
