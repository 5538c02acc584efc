"""How fast queries are answered over HTTP: ours, with and without the cache, and others, side by side.

    python benchmarks/serve.py [--statements 0 1000000] [--oxigraph FILE] [--rdflib-endpoint FILE]
        [--virtuoso FILE] [--disk FOLDER]

What the figures mean stands in benchmarks/README.md. It needs a built graph, and Linux. With --disk, hrgraph
and oxigraph serve stores on disk, which are made in the folder if they are not there.
"""

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import chdir
from pathlib import Path
from urllib.parse import quote

from load import HERE, Run, Server, grown, hrgraph, measure, memory, queries, request, start, tree

from hrgraph.store.endpoints.dataset import UNION
from hrgraph.store.endpoints.publish import publish
from hrgraph.store.endpoints.remote import Address, Credentials

SETS = {"mix": (1, 8, 32), "point": (1, 8, 32), "large": (1, 8)}


def bare(graph: str, port: str) -> None:
    """Serve the same workers by an ASGI application that does nothing else."""
    from urllib.parse import parse_qs

    import uvicorn
    from starlette.types import Receive, Scope, Send

    from hrgraph.store.base import Answer
    from hrgraph.store.workers.pool import Pool

    pool = Pool(Path(graph))

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await receive()
            await pool.start()
            await send({"type": "lifespan.startup.complete"})
            await receive()
            await pool.stop()
            await send({"type": "lifespan.shutdown.complete"})
            return
        answer = await pool.answer(parse_qs(scope["query_string"].decode())["query"][0])
        body = answer.content() if isinstance(answer, Answer) else b"".join([piece async for piece in answer])
        headers = [(b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    uvicorn.run(app, port=int(port), log_level="warning", access_log=False)


def virtuoso(program: str, graph: Path, port: int) -> Server:
    """Virtuoso with the graph published to it: its default graph then is that of all statements."""
    home = Path(tempfile.mkdtemp(dir=graph.parent))
    settings = (HERE / "virtuoso.ini").read_text(encoding="ascii")
    filled = settings.format(sql=port + 1, http=port, buffers=170_000, threads=40)
    (home / "virtuoso.ini").write_text(filled, encoding="ascii")
    command = [program, "+foreground", "+configfile", str(home / "virtuoso.ini")]
    path = f"/sparql?default-graph-uri={quote(UNION)}"
    with chdir(home):
        server = start("virtuoso", command, port, path)
    begun = time.monotonic()
    base = f"http://127.0.0.1:{port}/sparql"
    publish(graph, Address(base, f"{base}-auth", f"{base}-graph-crud-auth"), Credentials("dba", "dba"))
    server.ready += time.monotonic() - begun
    return server


def servers(folder: Path, options: argparse.Namespace, is_small: bool) -> dict[str, Callable[[], Server]]:
    """How to start each server that is there."""
    graph, port = folder / "hrgraph.nq", options.port
    if options.disk:
        return on_disk(folder, options)
    found: dict[str, Callable[[], Server]] = {
        **ours(folder, port),
        "bare ASGI": lambda: start_bare(graph, port + 2),
    }
    if options.oxigraph:
        command = [options.oxigraph, "serve", "--union-default-graph", "--bind", f"127.0.0.1:{port + 3}"]
        found["oxigraph serve"] = lambda: start("oxigraph", command, port + 3, "/query", graph)
    if options.rdflib_endpoint and is_small:
        other = [options.rdflib_endpoint, "serve", str(graph), "--host", "127.0.0.1", "--port", str(port + 4)]
        found["rdflib-endpoint"] = lambda: start("rdflib-endpoint", other, port + 4, "/")
    if options.virtuoso and is_small:
        found["Virtuoso"] = lambda: virtuoso(options.virtuoso, graph, port + 5)
    return found


def ours(folder: Path, port: int, **settings: str) -> dict[str, Callable[[], Server]]:
    """How to start our server, without its cache and with it."""
    return {
        "hrgraph": lambda: hrgraph(folder, port, cache_size="0", **settings),
        "hrgraph, cached": lambda: hrgraph(folder, port + 1, **settings),
    }


def start_bare(data: Path, port: int) -> Server:
    """Start the workers behind the application that does nothing else."""
    return start("bare", [sys.executable, __file__, "--bare", str(data), str(port)], port, "/")


def on_disk(folder: Path, options: argparse.Namespace) -> dict[str, Callable[[], Server]]:
    """The same for stores on disk, made by the loader of each where they are not there yet."""
    graph, port = folder / "hrgraph.nq", options.port
    store, other = folder / "store-hrgraph", folder / "store-oxigraph"
    publishing = [sys.executable, "-m", "hrgraph.cli", "publish", "--out", str(folder), "--store", str(store)]
    loading = [options.oxigraph, "load", "--location", str(other), "--file", str(graph)]
    optimising = [options.oxigraph, "optimize", "--location", str(other)]
    for made, commands in ((store, [publishing]), (other, [loading, optimising])):
        if not made.exists():
            begun = time.monotonic()
            for command in commands:
                subprocess.run(command, check=True, capture_output=True)
            print(f"{made.name}: made in {time.monotonic() - begun:.0f} s")
        size = sum(file.stat().st_size for file in made.resolve().rglob("*") if file.is_file())
        print(f"{made.name}: {size / 1e6:,.0f} MB on disk")
    serving = [options.oxigraph, "serve", "--location", str(other), "--union-default-graph"]
    serving += ["--bind", f"127.0.0.1:{port + 3}"]
    return {
        **ours(folder, port, store=str(store)),
        "bare ASGI": lambda: start_bare(store, port + 2),
        "oxigraph serve": lambda: start("oxigraph", serving, port + 3, "/query"),
    }


def compare(folder: Path, options: argparse.Namespace, is_small: bool) -> None:
    """Print the table of one graph: every server runs at the same time, and they take turns."""
    running = {name: begin() for name, begin in servers(folder, options, is_small).items()}
    asked = queries(folder / "hrgraph.nq", options.seed, options.queries)
    print("\n| server | ready s | MB after |\n|---|---|---|")
    figures: dict[tuple[str, str, int], list[Run]] = {}
    try:
        for kind, levels in SETS.items():
            for concurrency in levels:
                for turn in range(options.repeat):
                    for name, server in running.items():
                        texts = asked[kind][:20] if "cached" in name else asked[kind][turn :: options.repeat]
                        messages = [request(server.path, text) for text in texts]
                        run = measure(server, messages, concurrency, options.seconds)
                        figures.setdefault((name, kind, concurrency), []).append(run)
        for name, server in running.items():
            print(f"| {name} | {server.ready:.1f} | {memory(tree(server.process.pid))} |")
    finally:
        for server in running.values():
            server.stop()
    show(figures)


def show(figures: dict[tuple[str, str, int], list[Run]]) -> None:
    """Print each figure, the median of its turns, and what hrgraph reaches of it."""
    print("\n| set | at once | server | req/s | p50 ms | p99 ms | CPU ms | not 200 | we reach, cached |")
    print("|---|---|---|---|---|---|---|---|---|")
    for (name, kind, concurrency), runs in figures.items():
        rate = statistics.median(run.rate() for run in runs)
        ours, cached = (
            statistics.median(run.rate() for run in figures[own, kind, concurrency])
            for own in ("hrgraph", "hrgraph, cached")
        )
        cpu = statistics.median(run.cpu / max(1, len(run.seconds)) * 1000 for run in runs)
        p50, p99 = (statistics.median(run.at(share) for run in runs) for share in (0.5, 0.99))
        wrong = sum(sum(run.statuses.values()) - run.statuses[200] for run in runs)
        print(
            f"| {kind} | {concurrency} | {name} | {rate:,.0f} | {p50:.2f} | {p99:.1f} | {cpu:.2f} | {wrong} "
            f"| {ours / rate:.2f}, {cached / rate:.1f} |"
        )


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, as told."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--bare", nargs=2, metavar=("GRAPH", "PORT"), help=argparse.SUPPRESS)
    parser.add_argument("--graph", type=Path, default=HERE.parent / "build" / "hrgraph.nq")
    parser.add_argument(
        "--statements", type=int, nargs="+", default=[0], help="grow the graph to so many; 0: as it is"
    )
    parser.add_argument("--oxigraph", default=shutil.which("oxigraph"))
    parser.add_argument("--rdflib-endpoint", default=shutil.which("rdflib-endpoint"))
    parser.add_argument("--virtuoso", default=shutil.which("virtuoso-t"))
    parser.add_argument("--disk", type=Path, help="serve stores on disk, kept in this folder")
    parser.add_argument("--seconds", type=float, default=3.0, help="of each measurement")
    parser.add_argument("--repeat", type=int, default=3, help="turns of each measurement")
    parser.add_argument("--queries", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--port", type=int, default=8120)
    options = parser.parse_args(arguments)
    if options.bare:
        bare(*options.bare)
        return
    for statements in options.statements:
        with tempfile.TemporaryDirectory() as made:
            folder = options.disk or Path(made)
            target = folder / "hrgraph.nq"
            if not target.exists():
                folder.mkdir(exist_ok=True)
                grown(options.graph, folder, statements)
            with target.open(encoding="utf-8") as file:
                print(f"\n## {sum(1 for _ in file):,} statements")
            compare(folder, options, is_small=statements < 200_000)


if __name__ == "__main__":
    main()
