"""What the benchmarks of the server share: servers to start, requests to send, and what both cost."""

import asyncio
import itertools
import os
import random
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast
from urllib.parse import quote

import uvloop

from hrgraph.rdf.files import SUMS

HERE = Path(__file__).resolve().parent
PREFIXES = """\
PREFIX hr: <https://w3id.org/hrgraph/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
"""
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_COPIED = re.compile(r"/graph/(?:eu-action-plan|press-release)[^>]*> \.$")


def grown(source: Path, folder: Path, statements: int) -> Path:
    """Write the graph and renamed copies of its documents until there are so many statements; the file.

    What a build wrote beside the graph stands in the folder too, but for checksums of what is not.
    """
    for beside in source.parent.iterdir():
        if beside.name not in (source.name, SUMS):
            (folder / beside.name).symlink_to(beside.resolve())
    target = folder / source.name
    lines = source.read_text(encoding="utf-8").splitlines(keepends=True)
    documents = [line for line in lines if _COPIED.search(line.rstrip("\n"))]
    with target.open("w", encoding="utf-8") as file:
        file.writelines(lines)
        for copy in range(1, max(0, statements - len(lines)) // len(documents) + 1):
            for line in documents:
                line = re.sub(
                    r"(hrgraph/(?:id|graph)/)(eu-action-plan|press-release)", rf"\1c{copy}-\2", line
                )
                file.write(re.sub(r"_:(\w+)", rf"_:\1c{copy}", line))
    return target


def queries(graph: Path, seed: int, count: int) -> dict[str, list[str]]:
    """So many queries of each set, no two alike: point look-ups, the mix, and a large result."""
    things, actions = set(), set()
    with graph.open(encoding="utf-8") as file:
        for line in file:
            subject, _, value = line.split(" ", 3)[:3]
            if subject.startswith("<https://w3id.org/hrgraph/id/"):
                things.add(subject)
                if value == "<https://w3id.org/hrgraph/ontology#Action>":
                    actions.add(subject)
    chosen = random.Random(seed)
    known, acting = sorted(things), sorted(actions)
    forms = re.findall(r"^# name: \S+\n(.*)$", (HERE / "mix.rq").read_text(encoding="utf-8"), re.MULTILINE)

    def filled(form: str, number: int) -> str:
        text = form.replace("<urn:thing>", chosen.choice(known)).replace(
            "<urn:action>", chosen.choice(acting)
        )
        return f"{PREFIXES}{text} # {number}"

    return {
        "point": [filled(forms[0], number) for number in range(count)],
        "mix": [filled(forms[number % len(forms)], number) for number in range(count)],
        "large": [f"SELECT * {{ ?s ?p ?o }} LIMIT 10000 # {number}" for number in range(count)],
    }


def tree(root: int) -> list[int]:
    """The process and all its descendants."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            except OSError:
                continue
            children.setdefault(parent, []).append(int(entry.name))
    found, left = [], [root]
    while left:
        found.append(left.pop())
        left += children.get(found[-1], [])
    return found


def cpu_seconds(processes: Iterable[int]) -> float:
    """Processor time that the processes have taken."""
    ticks = 0
    for process in processes:
        try:
            ticks += sum(map(int, Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[11:15]))
        except OSError:
            continue
    return ticks / os.sysconf("SC_CLK_TCK")


def memory(processes: Iterable[int]) -> int:
    """Megabytes that the processes take, what they share counted once (PSS)."""
    total = 0
    for process in processes:
        try:
            found = re.search(
                r"^Pss:\s+(\d+)", Path(f"/proc/{process}/smaps_rollup").read_text(), re.MULTILINE
            )
        except OSError:
            continue
        total += int(found[1]) if found else 0
    return total // 1024


@dataclass
class Server:
    """A running server: where it answers queries, its process, and how long it took to be ready."""

    name: str
    port: int
    path: str
    process: subprocess.Popen[bytes]
    ready: float = 0.0

    def stop(self) -> None:
        """End it and wait."""
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def start(
    name: str, command: Sequence[str], port: int, path: str, load: Path | None = None, **environment: str
) -> Server:
    """Start a server and wait until it answers; `load` is a file of N-Quads to send it first."""
    begun = time.monotonic()
    process = subprocess.Popen(
        command, env={**os.environ, **environment}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    server = Server(name, port, path, process)
    asyncio.run(_ready(server, load))
    server.ready = time.monotonic() - begun
    return server


async def _ready(server: Server, load: Path | None) -> None:
    for _ in range(6000):
        if server.process.poll() is not None:
            raise SystemExit(f"{server.name} has ended with {server.process.returncode}")
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
            break
        except OSError:
            await asyncio.sleep(0.1)
    if load is not None:
        size = load.stat().st_size
        head = "POST /store?no_transaction HTTP/1.1\r\nHost: x\r\nContent-Type: application/n-quads\r\n"
        head += f"Content-Length: {size}\r\n\r\n"
        writer.write(head.encode() + load.read_bytes())
        await _response(reader)
    writer.write(request(server.path, "ASK {}"))
    await _response(reader)
    writer.close()


def request(path: str, query: str) -> bytes:
    """The bytes of a GET that asks for JSON, or for Turtle where the answer is RDF."""
    is_rdf = re.search(r"^(CONSTRUCT|DESCRIBE)", query, re.MULTILINE)
    accept = "text/turtle" if is_rdf else "application/sparql-results+json"
    path += f"{'&' if '?' in path else '?'}query={quote(query)}"
    head = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: {accept}\r\n\r\n"
    return head.encode()


@dataclass
class Run:
    """What came back: seconds of each request, how often each status, and the processor time it took."""

    seconds: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    duration: float = 0.0
    cpu: float = 0.0

    def rate(self) -> float:
        """Requests a second."""
        return len(self.seconds) / self.duration

    def at(self, share: float) -> float:
        """Milliseconds within which that share of the requests was answered."""
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000 if ordered else 0.0


async def _response(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    head = await reader.readuntil(b"\r\n\r\n")
    if head[9:12] in (b"204", b"304"):
        return int(head[9:12]), b""
    length = _LENGTH.search(head)
    if length:
        return int(head[9:12]), await reader.readexactly(int(length[1]))
    body = b""
    while size := int(await reader.readline(), 16):
        body += await reader.readexactly(size)
        await reader.readexactly(2)
    await reader.readexactly(2)
    return int(head[9:12]), body


async def ask(port: int, message: bytes) -> tuple[int, bytes]:
    """One request on a connection of its own: status 0 where the connection broke."""
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(message)
        found = await _response(reader)
        writer.close()
    except (OSError, asyncio.IncompleteReadError, ValueError):
        return 0, b""
    return found


class _Client(asyncio.Protocol):
    """A connection that sends the next message as soon as the one before is answered, until the end."""

    def __init__(self, messages: Iterator[bytes], run: Run, end: float) -> None:
        self._messages = messages
        self._run = run
        self._end = end
        self._sent = 0.0
        self._head = b""
        self._left = 0
        """Bytes of the body to come; below zero where it comes in chunks."""
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self._send()

    def _send(self) -> None:
        self._sent, self._head, self._left = time.perf_counter(), b"", 0
        if time.monotonic() < self._end:
            self._transport.write(next(self._messages))
        else:
            self._transport.close()

    def data_received(self, data: bytes) -> None:
        if not self._left:
            self._head += data
            head, found, data = self._head.partition(b"\r\n\r\n")
            if not found:
                return
            self._run.statuses[int(head[9:12])] += 1
            length = _LENGTH.search(head)
            self._left = int(length[1]) if length else -1
            self._head = b"\r\n"
        if self._left > 0:
            self._left -= len(data)
        else:
            self._head = (self._head + data)[-7:]
        if self._left == 0 or (self._left < 0 and self._head.endswith(b"\r\n0\r\n\r\n")):
            self._run.seconds.append(time.perf_counter() - self._sent)
            self._send()

    def connection_lost(self, error: Exception | None) -> None:
        self.done.set_result(None)


def measure(server: Server, messages: Sequence[bytes], concurrency: int, seconds: float) -> Run:
    """Send the messages over so many connections, each as soon as the one before is answered."""
    run = Run()
    processes = tree(server.process.pid)
    before, begun = cpu_seconds(processes), time.monotonic()

    async def clients() -> None:
        loop = asyncio.get_running_loop()
        endless = itertools.cycle(messages)
        all_clients = [_Client(endless, run, begun + seconds) for _ in range(concurrency)]
        for client in all_clients:
            await loop.create_connection(lambda client=client: client, "127.0.0.1", server.port)  # type: ignore[misc]
        await asyncio.gather(*(client.done for client in all_clients))

    uvloop.run(clients())
    run.duration = time.monotonic() - begun
    run.cpu = cpu_seconds(processes) - before
    return run


def hrgraph(folder: Path, port: int, **settings: str) -> Server:
    """Our server over the graph in that folder, with settings as in the environment but without HRGRAPH_.

    It is ready to answer before it has made what its pages need; that is waited for, and counts in no time.
    """
    command = [sys.executable, "-m", "hrgraph.cli", "serve", "--port", str(port), "--out", str(folder)]
    settings = {"rate": "0", **settings}
    environment = {f"HRGRAPH_{name.upper()}": value for name, value in settings.items()}
    server = start("hrgraph", command, port, "/sparql", **environment)
    ready = b"GET /health/ready HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    while server.process.poll() is None and asyncio.run(ask(port, ready))[0] != 200:
        time.sleep(0.2)
    return server
