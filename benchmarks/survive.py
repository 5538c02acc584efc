"""Whether the server lives through what should end it: queries without end, killed workers, new data.

    python benchmarks/survive.py [--runaways 1000] [--minute 60]

What it checks stands in benchmarks/README.md. It needs a built graph, and Linux. Exit code 1: it did not.
"""

import argparse
import asyncio
import os
import random
import signal
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from load import HERE, Server, ask, grown, hrgraph, queries, request, tree

RUNAWAYS = {
    "product": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "path": "SELECT (COUNT(*) AS ?n) { ?a (!<urn:x>|^!<urn:x>)* ?b . ?b (!<urn:x>|^!<urn:x>)* ?c }",
    "order": "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f ?c",
    "text": "SELECT (GROUP_CONCAT(CONCAT(STR(?c), STR(?f))) AS ?t) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "stream": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
}
_ANSWERS = {200: "answered", 0: "broken off", 503: "turned away or stopped"}


async def light(port: int, messages: Sequence[bytes], until: asyncio.Event) -> list[float]:
    """Seconds of quick queries, one after the other, until told to stop."""
    taken = []
    while not until.is_set():
        begun = time.perf_counter()
        await ask(port, random.choice(messages))
        taken.append(time.perf_counter() - begun)
        await asyncio.sleep(0.005)
    return taken


def at(seconds: Sequence[float], share: float) -> float:
    """Milliseconds within which that share lies."""
    return statistics.quantiles(seconds, n=1000)[int(share * 1000) - 1] * 1000


async def runaways(server: Server, messages: Sequence[bytes], number: int) -> bool:
    """Quick queries beside none, two, and many queries without end; the server answers all the time."""
    outcomes: Counter[str] = Counter()

    async def endless(count: int, together: int) -> None:
        left = iter(range(count))
        # To read 65 MB until it is cut would keep this client itself from the quick queries.
        kinds = [kind for kind in RUNAWAYS if together > 2 or kind != "stream"]

        async def each() -> None:
            for turn in left:
                kind = kinds[turn % len(kinds)]
                # Each is another text, so that they do not share one answer.
                status, _ = await ask(server.port, request(server.path, f"{RUNAWAYS[kind]} # {count} {turn}"))
                outcomes[f"{kind}: {_ANSWERS.get(status, str(status))}"] += 1

        await asyncio.gather(*(each() for _ in range(together)))

    p99 = {}
    for name, count, together in (("none", 0, 0), ("two", 10, 2), ("many", number, 16)):
        stop = asyncio.Event()
        quick = asyncio.ensure_future(light(server.port, messages, stop))
        await (endless(count, together) if count else asyncio.sleep(5))
        stop.set()
        taken = await quick
        p99[name] = at(taken, 0.99)
        print(
            f"quick queries beside {name} without end: {len(taken)}, "
            f"p50 {at(taken, 0.5):.1f} ms, p99 {p99[name]:.1f} ms"
        )
    for outcome, times in sorted(outcomes.items()):
        print(f"  {outcome}: {times}")
    status, _ = await ask(server.port, messages[0])
    print(
        f"p99 beside two: {p99['two'] / p99['none']:.1f} times that beside none; afterwards status {status}"
    )
    return status == 200 and sum(outcomes.values()) == number + 10


async def killing(server: Server, messages: Sequence[bytes], seconds: float) -> bool:
    """Under load a worker is killed every second: no wrong answer, no more failures than killings."""
    right = {message: (await ask(server.port, message))[1] for message in messages}
    killed, failed, wrong, answered = 0, 0, 0, 0
    end = time.monotonic() + seconds

    async def client() -> None:
        nonlocal failed, wrong, answered
        while time.monotonic() < end:
            message = random.choice(messages)
            status, body = await ask(server.port, message)
            failed += status != 200
            wrong += status == 200 and sorted(body) != sorted(right[message])
            answered += 1

    async def killer() -> None:
        nonlocal killed
        while time.monotonic() < end:
            await asyncio.sleep(1)
            workers = tree(server.process.pid)[2:]
            if workers:
                os.kill(random.choice(workers), signal.SIGKILL)
                killed += 1

    await asyncio.gather(*(client() for _ in range(8)), killer())
    print(f"{answered} requests, {killed} workers killed: {failed} failed, {wrong} wrong")
    return wrong == 0 and failed <= killed


async def reloading(server: Server, messages: Sequence[bytes], seconds: float) -> bool:
    """Under load the graph is loaded anew, again and again: no request is dropped."""
    outcomes: Counter[int] = Counter()
    end = time.monotonic() + seconds

    async def client() -> None:
        while time.monotonic() < end:
            outcomes[(await ask(server.port, random.choice(messages)))[0]] += 1

    async def again() -> int:
        times = 0
        while time.monotonic() < end:
            server.process.send_signal(signal.SIGHUP)
            times += 1
            await asyncio.sleep(3)
        return times

    times = (await asyncio.gather(again(), *(client() for _ in range(8))))[0]
    print(f"{sum(outcomes.values())} requests during {times} reloads, by status: {dict(outcomes)}")
    return set(outcomes) == {200}


def main(arguments: Sequence[str] | None = None) -> int:
    """Check everything; 0 if the server lives."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--graph", type=Path, default=HERE.parent / "build" / "hrgraph.nq")
    parser.add_argument("--runaways", type=int, default=1000)
    parser.add_argument("--minute", type=float, default=60.0, help="seconds of killing and of reloading")
    parser.add_argument("--seconds", default="1", help="time limit of a query")
    parser.add_argument("--port", type=int, default=8140)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as made:
        graph = grown(options.graph, Path(made), 0)
        asked = queries(graph, 1, 200)["point"]
        limits = {"query_seconds": options.seconds, "query_memory": "256", "cache_size": "0"}
        server = hrgraph(Path(made), options.port, **limits)
        messages = [request(server.path, text) for text in asked]
        try:
            passed = [
                asyncio.run(runaways(server, messages, options.runaways)),
                asyncio.run(killing(server, messages, options.minute)),
                asyncio.run(reloading(server, messages, options.minute / 3)),
            ]
        finally:
            server.stop()
    print("it lives" if all(passed) else "it does not live")
    return 0 if all(passed) else 1


if __name__ == "__main__":
    sys.exit(main())
