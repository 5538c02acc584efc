"""The real graph as tables are made from it."""

import pytest

from hrgraph.store.oxigraph import OxigraphStore
from hrgraph.tables.said import Said


@pytest.fixture(scope="session")
def said(quads: bytes) -> Said:
    """What tables need of the real graph."""
    return Said(OxigraphStore.of(quads))
