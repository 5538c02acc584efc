"""Any store made fit for an event loop by threads, where there are no worker processes.

It serves for tests and for systems that cannot fork (Windows): there a query cannot be stopped.
"""

import asyncio
from collections.abc import Sequence

from hrgraph.store.base import Answer, Store


class Threaded:
    """An `AsyncStore` over a store that can be asked from several threads at once."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def version(self) -> str:
        """The version of the store."""
        return self._store.version()

    async def start(self) -> None:
        """Nothing is to be done."""

    async def stop(self) -> None:
        """Nothing is to be done."""

    async def answer(
        self,
        text: str,
        media_type: str | None = None,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        rows: int = 0,
    ) -> Answer:
        """Answer one query in a thread; see `Store.query`."""
        asked = text, media_type, default_graphs, named_graphs, rows
        return await asyncio.to_thread(self._store.query, *asked)
