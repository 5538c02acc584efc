"""Which worker a query gets; what happens with real processes is in test_pool.py."""

import asyncio
from pathlib import Path

from hrgraph.store.limits import Capacity, Limits
from hrgraph.store.workers.lanes import Lanes


def test_first_come_first_served(many: Path) -> None:
    """Who waits longest gets the worker that becomes free, and one who gave up is passed over."""

    async def run() -> list[str]:
        lanes = Lanes(many, Limits(), Capacity(workers=1))
        await lanes.start()
        link = await lanes.take()
        served: list[str] = []

        async def served_as(name: str) -> None:
            lanes.give_back(await lanes.take())
            served.append(name)

        tasks = {name: asyncio.ensure_future(served_as(name)) for name in ("first", "gone", "second")}
        await asyncio.sleep(0)
        tasks.pop("gone").cancel()
        await asyncio.sleep(0)
        lanes.give_back(link)
        await asyncio.gather(*tasks.values())
        await lanes.stop()
        return served

    assert asyncio.run(run()) == ["first", "second"]
