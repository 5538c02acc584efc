"""Answers in pieces, put together."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from hrgraph.errors import TooLarge
from hrgraph.store.base import Answer
from hrgraph.store.results import whole as module
from hrgraph.store.results.whole import whole


class Pieces:
    """Three pieces, and whether they were closed."""

    media_type = "text/csv"
    is_closed = False
    rows: int | None = 2
    is_cut = True

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in (b"a", b"b", b"c"):
            yield piece

    async def aclose(self) -> None:
        """Close."""
        self.is_closed = True


def test_put_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pieces become one answer; too many of them are an error; either way the stream is closed."""
    answer = Answer("text/csv", b"a")
    assert asyncio.run(whole(answer)) is answer
    pieces = Pieces()
    assert asyncio.run(whole(pieces)) == Answer("text/csv", b"abc", 2, is_cut=True)
    assert pieces.is_closed
    monkeypatch.setattr(module, "MOST", 2)
    pieces = Pieces()
    with pytest.raises(TooLarge, match="more than 2 bytes"):
        asyncio.run(whole(pieces))
    assert pieces.is_closed
