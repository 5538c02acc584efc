"""A plain store in an event loop."""

import asyncio

import pytest

from hrgraph.errors import BadQuery
from hrgraph.store.oxigraph import OxigraphStore
from hrgraph.store.threaded import Threaded


def test_answers_as_the_store_does(store: OxigraphStore) -> None:
    """The answer, the error and the version are those of the store."""
    threaded = Threaded(store)

    async def asked() -> None:
        await threaded.start()
        assert await threaded.answer("ASK {}", "text/csv") == store.query("ASK {}", "text/csv")
        with pytest.raises(BadQuery):
            await threaded.answer("ASK")
        await threaded.stop()

    asyncio.run(asked())
    assert threaded.version() == store.version()
    assert len(store.version()) == 64
