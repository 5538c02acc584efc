"""Queries in processes that can be stopped."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from hrgraph.errors import BadQuery, Busy, Crashed, StoreError, TimedOut, TooLarge
from hrgraph.store.base import Answer
from hrgraph.store.limits import MEBIBYTE, Capacity
from hrgraph.store.oxigraph import OxigraphStore
from hrgraph.store.workers.pool import Pool

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
HUNGRY = "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f ?c"
LARGE = "SELECT * { ?s ?p ?o } ORDER BY ?o"


@asynccontextmanager
async def running(path: Path, **capacity: float) -> AsyncIterator[Pool]:
    """A pool of two workers with a time limit of a minute, unless said otherwise."""
    numbers = {"workers": 2, "seconds": 60.0, "slow_after": 0.2, **capacity}
    pool = Pool(path, capacity=Capacity(**{"at_once": 100_000, **numbers}))  # type: ignore[arg-type]
    await pool.start()
    try:
        yield pool
    finally:
        await pool.stop()


async def until(condition: Callable[[], bool]) -> None:
    """Wait until it holds, for at most 20 seconds."""
    async with asyncio.timeout(20):
        while not condition():
            await asyncio.sleep(0.01)


def pids(pool: Pool) -> list[int]:
    """The process ids of the workers."""
    return [link.pid for link in pool._lanes._links]


def checked(check: Callable[[Pool], Awaitable[None]], path: Path, **capacity: float) -> None:
    """Run a check over a pool."""

    async def run() -> None:
        async with running(path, **capacity) as pool:
            await check(pool)

    asyncio.run(run())


def test_same_answers_as_one_process(many: Path) -> None:
    """Answers, small and large, and errors are those of the engine in this process."""
    store = OxigraphStore.load(many)

    async def check(pool: Pool) -> None:
        assert await pool.answer("ASK {}", "text/csv") == store.query("ASK {}", "text/csv")
        large = await pool.answer(LARGE)
        assert not isinstance(large, Answer)
        assert large.media_type == "application/sparql-results+json"
        assert b"".join([piece async for piece in large]) == store.query(LARGE).content()
        assert await asyncio.to_thread(pool.query, LARGE) == replace(store.query(LARGE), rows=8_000)
        with pytest.raises(BadQuery, match="line 1, column 6"):
            await pool.answer("ASK {")
        with pytest.raises(RuntimeError, match="another thread"):
            pool.query("ASK {}")
        assert pool.processes() == {"idle": 2, "busy": 0, "slow": 0, "waiting": 0}
        assert (pool.size(), pool.version()) == (store.size(), store.version())

    checked(check, many)


def test_time_limit_ends_the_query(many: Path) -> None:
    """A query over its time raises TimedOut, its process is gone, and there are as many workers as before."""

    async def check(pool: Pool) -> None:
        before = set(pids(pool))
        with pytest.raises(TimedOut, match=r"longer than 0\.3 seconds"):
            await pool.answer(ENDLESS)
        await until(lambda: pool.processes()["idle"] == 2)
        assert len(before & set(pids(pool))) == 1
        assert isinstance(await pool.answer("ASK {}"), Answer)

    checked(check, many, seconds=0.3, slow_after=0.1)


def test_long_queries_leave_room_for_short_ones(many: Path) -> None:
    """While as many queries as there are workers go on and on, a short one is answered."""

    async def check(pool: Pool) -> None:
        endless = [asyncio.ensure_future(pool.answer(ENDLESS)) for _ in range(2)]
        await until(lambda: pool.processes()["slow"] == 2)
        assert isinstance(await pool.answer("ASK {}"), Answer)
        slow = [link.pid for link in pool._lanes._links if link.is_slow]
        assert [os.getpriority(os.PRIO_PROCESS, pid) for pid in slow] == [19, 19]
        if hasattr(os, "SCHED_IDLE"):
            assert [os.sched_getscheduler(pid) for pid in slow] == [os.SCHED_IDLE] * 2
            # Priorities are compared within a session where the kernel groups by it.
            assert {os.getsid(pid) for pid in slow} == {os.getsid(0)}
        for task in endless:
            task.cancel()
        await until(lambda: pool.processes() == {"idle": 2, "busy": 0, "slow": 0, "waiting": 0})

    checked(check, many)


def test_too_many_long_queries(many: Path) -> None:
    """With all places for long queries taken, one more is stopped after its grace when others wait."""

    async def check(pool: Pool) -> None:
        endless = [asyncio.ensure_future(pool.answer(ENDLESS)) for _ in range(2)]
        await until(lambda: pool.processes() == {"idle": 0, "busy": 1, "slow": 1, "waiting": 0})
        await asyncio.sleep(0.3)
        assert not any(task.done() for task in endless)
        assert isinstance(await pool.answer("ASK {}"), Answer)
        done, others = await asyncio.wait(endless, return_when=asyncio.FIRST_COMPLETED)
        with pytest.raises(Busy, match="too many long queries"):
            await done.pop()
        others.pop().cancel()

    checked(check, many, workers=1, slow_workers=1, slow_after=0.05, grace=0.1)


def test_full_queue(many: Path) -> None:
    """Who comes when too many wait is turned away and told when to come again; who waits too long too."""

    async def check(pool: Pool) -> None:
        tasks: Sequence[asyncio.Future[object]] = [
            asyncio.ensure_future(pool.answer(ENDLESS)) for _ in range(2)
        ]
        await until(lambda: pool.processes()["waiting"] == 1)
        with pytest.raises(Busy) as caught:
            await pool.answer("ASK {}")
        assert caught.value.retry_after > 0
        results = await asyncio.gather(*tasks, return_exceptions=True)
        assert sorted(type(result).__name__ for result in results) == ["Busy", "TimedOut"]

    checked(check, many, workers=1, slow_workers=0, waiting=1, seconds=0.5, grace=60.0)


def test_cancelling_ends_the_query(many: Path) -> None:
    """A query nobody waits for is ended, and so is one whose result is not read to its end."""

    async def check(pool: Pool) -> None:
        task = asyncio.ensure_future(pool.answer(ENDLESS))
        await until(lambda: pool.processes()["idle"] == 1)
        task.cancel()
        stream = await pool.answer("SELECT * { ?a ?b ?c . ?d ?e ?f }")
        assert not isinstance(stream, Answer)
        await stream.aclose()
        await until(lambda: pool.processes() == {"idle": 2, "busy": 0, "slow": 0, "waiting": 0})

    checked(check, many)


def test_large_results(many: Path) -> None:
    """A result over the limit breaks off with an error, and a reader who lags does not fill the memory."""

    async def check(pool: Pool) -> None:
        stream = await pool.answer("SELECT * { ?a ?b ?c . ?d ?e ?f }")
        assert not isinstance(stream, Answer)
        await asyncio.sleep(0.3)
        assert sum(len(frame[1]) for link in pool._lanes._links for frame in link._frames) < 3 * MEBIBYTE
        with pytest.raises(TooLarge, match=str(8 * MEBIBYTE)):
            [piece async for piece in stream]

    checked(check, many, result_bytes=8 * MEBIBYTE)


def test_out_of_memory_costs_one_query(many: Path) -> None:
    """A query that takes too much memory fails alone."""

    async def check(pool: Pool) -> None:
        with pytest.raises(Crashed, match="40 MiB"):
            await pool.answer(HUNGRY)
        assert isinstance(await pool.answer("ASK {}"), Answer)

    checked(check, many, memory=40 * MEBIBYTE, slow_after=0.05)


def test_killed_workers_are_replaced(many: Path) -> None:
    """Workers that somebody kills while they are idle cost no query."""

    async def check(pool: Pool) -> None:
        for _ in range(3):
            for pid in pids(pool):
                os.kill(pid, signal.SIGKILL)
            assert isinstance(await pool.answer("ASK {}"), Answer)
            await until(lambda: pool.processes()["idle"] == 2)

    checked(check, many)


def test_killed_zygote_is_replaced(many: Path) -> None:
    """Without the process that forks workers, the graph is loaded again as soon as one is needed."""

    async def check(pool: Pool) -> None:
        pool._lanes.zygote._process.kill()
        for pid in pids(pool):
            os.kill(pid, signal.SIGKILL)
        assert isinstance(await pool.answer("ASK {}"), Answer)

    checked(check, many)


def test_reload(many: Path, tmp_path: Path) -> None:
    """A reload serves the new data; a query that runs ends on the old; a bad file changes nothing."""
    path = tmp_path / "data.nq"
    path.write_bytes(many.read_bytes())

    async def check(pool: Pool) -> None:
        old = pool.version()
        stream = await pool.answer(LARGE, "text/csv")
        assert not isinstance(stream, Answer)
        path.write_text('<https://example.org/a> <https://example.org/b> "c" .\n', encoding="utf-8")
        assert await pool.reload()
        assert pool.size() == 1
        count = await pool.answer("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "text/csv")
        assert isinstance(count, Answer)
        assert count.content() == b"n\r\n1\r\n"
        assert b"".join([piece async for piece in stream]).count(b"\r\n") == 8_001
        assert not await pool.reload()
        assert pool.version() != old
        path.write_text("no N-Quads", encoding="utf-8")
        with pytest.raises(StoreError, match=r"data\.nq"):
            await pool.reload()
        assert isinstance(await pool.answer("ASK {}"), Answer)
        assert pool.processes() == {"idle": 2, "busy": 0, "slow": 0, "waiting": 0}

    checked(check, path)
