"""Answers on their way from an endpoint, and the places for them."""

import asyncio

import httpx2
import pytest

from hrgraph.errors import Busy, TooLarge
from hrgraph.store.base import Answer
from hrgraph.store.endpoints.coming import Coming, Places
from hrgraph.store.limits import Capacity

CAPACITY = Capacity(workers=1, slow_workers=0, waiting=1, result_bytes=8)


def test_places() -> None:
    """One may wait for a taken place until its time is over; the next is sent away; a place left is free."""

    async def check() -> None:
        places = Places(CAPACITY)
        loop = asyncio.get_running_loop()
        await places.take(loop.time())
        waits = asyncio.ensure_future(places.take(loop.time() + 0.05))
        await asyncio.sleep(0)
        with pytest.raises(Busy):
            await places.take(loop.time() + 60)
        with pytest.raises(Busy):
            await waits
        assert places.waiting == 0
        places.leave()
        await places.take(loop.time())

    asyncio.run(check())


@pytest.mark.parametrize(
    ("body", "rows"),
    [pytest.param(b"n\r\n1\r\n", 1, id="whole"), pytest.param(b"n\r\n1\r\n2\r\n", None, id="too large")],
)
def test_coming(body: bytes, rows: int | None) -> None:
    """A small answer comes whole, its rows counted; one over the limit fails; its place is free again."""

    async def check() -> None:
        transport = httpx2.MockTransport(lambda request: httpx2.Response(200, content=body))
        places = Places(CAPACITY)
        deadline = asyncio.get_running_loop().time() + 60
        async with httpx2.AsyncClient(transport=transport) as client:
            coming = Coming(client, places, CAPACITY, "text/csv", deadline)
            coming.count("text/csv", 0)
            await coming.take_place()
            await coming.send(client.build_request("GET", "http://localhost/"))
            if rows is None:
                with pytest.raises(TooLarge):
                    await coming.begun()
            else:
                assert await coming.begun() == Answer("text/csv", body, rows)
            await coming.aclose()
        await places.take(0)

    asyncio.run(check())
