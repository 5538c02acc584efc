"""The built graph in, a SPARQL 1.1 endpoint that holds it out.

Each graph is put beside the one it replaces (SPARQL 1.1 Graph Store HTTP Protocol, PUT) and counted; then one
update moves all of them into their places, makes the graph of all statements, and writes the record of what
is published last. An engine with transactions does that in one step.
"""

import asyncio
import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

import httpx2
import pyoxigraph as ox

from hrgraph.errors import StoreError
from hrgraph.store.endpoints import remote
from hrgraph.store.endpoints.dataset import NONE, OWN, RECORD, UNION
from hrgraph.store.endpoints.endpoint import Endpoint
from hrgraph.store.limits import Capacity, Limits
from hrgraph.store.reasons import Reason

_STAGED = OWN + "staged:"
_PATIENCE = 3600.0
"""Seconds that the endpoint has for one step."""

Progress = Callable[[str], None]


def publish(
    quads: Path,
    address: remote.Address,
    credentials: remote.Credentials | None = None,
    progress: Progress = lambda message: None,
) -> int:
    """Put the graphs of a file of N-Quads in the place of what is published; returns how many statements.

    Raises StoreError where the file or the endpoint does not do; until the last step nothing that is
    published has changed. What an earlier try has left is replaced.
    """
    graphs, version = _read(quads)
    endpoint = Endpoint(
        address, credentials, Limits(query_bytes=1 << 30), Capacity(workers=1, seconds=_PATIENCE)
    )
    return asyncio.run(_publish(graphs, version, endpoint, credentials, progress))


def _read(quads: Path) -> tuple[dict[str, bytes], str]:
    """By name each graph as N-Triples, a statement a line; and what names the file."""
    graphs: dict[str, set[str]] = {}
    try:
        content = quads.read_bytes()
        for quad in ox.parse(content, format=ox.RdfFormat.N_QUADS):
            if not isinstance(quad.graph_name, ox.NamedNode):
                raise StoreError(f"{quads}: holds a statement in no named graph, which cannot be published")
            graphs.setdefault(quad.graph_name.value, set()).add(f"{quad.triple} .\n")
    except FileNotFoundError as error:
        raise StoreError(f"{quads}: there is no built graph; make it with `hrgraph build`") from error
    except SyntaxError as error:
        raise StoreError(f"{quads}: not N-Quads: {error.msg}") from error
    except OSError as error:
        raise StoreError(f"{quads}: {error.strerror or error}") from error
    lines = {name: "".join(sorted(graph)).encode() for name, graph in sorted(graphs.items())}
    return lines, hashlib.sha256(content).hexdigest()


async def _publish(
    graphs: dict[str, bytes],
    version: str,
    endpoint: Endpoint,
    credentials: remote.Credentials | None,
    progress: Progress,
) -> int:
    await endpoint.start()
    try:
        async with remote.client(credentials) as client:
            # Some engines hang up on a large request that meets no challenge, so a small one goes first.
            await _greet(client, endpoint.address.graphs)
            for name, content in graphs.items():
                progress(f"sūta / sending {name}")
                await _put(client, endpoint.address.graphs, _STAGED + name, content)
            sizes = {name: content.count(b"\n") for name, content in graphs.items()}
            for name, size in sizes.items():
                found = int((await endpoint.rows(_COUNT, _STAGED + name))[0]["n"]["value"])
                if found != size:
                    raise StoreError(f"{name}: of {size} statements sent the endpoint holds {found}")
            progress("pārslēdz / switching")
            await _update(client, endpoint.address.update, _switch(sizes, endpoint.graphs(), version))
        await endpoint.look()
        if endpoint.version() != version:
            raise StoreError("the endpoint took the update but does not hold what was sent")
    finally:
        await endpoint.stop()
    return sum(sizes.values())


_COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


def _switch(sizes: dict[str, int], before: Sequence[str], version: str) -> str:
    """The update that publishes what is staged."""
    steps = [f"DROP SILENT GRAPH <{UNION}>"]
    steps += [f"DROP SILENT GRAPH <{name}>" for name in before if name not in sizes]
    for name in sizes:
        steps += [f"MOVE <{_STAGED}{name}> TO <{name}>", f"ADD <{name}> TO <{UNION}>"]
    said = [f'<{RECORD}:version> "{version}"', f'<{RECORD}:size> "{sum(sizes.values())}"']
    said += [f"<{RECORD}:graph> <{name}>" for name in sizes]
    steps += [
        f"DROP SILENT GRAPH <{RECORD}>",
        f"INSERT DATA {{ GRAPH <{RECORD}> {{ <{UNION}> {' ; '.join(said)} }} }}",
    ]
    return " ;\n".join(steps)


async def _greet(client: httpx2.AsyncClient, address: str) -> None:
    async with remote.told():
        response = await client.get(
            address, params={"graph": NONE}, headers={"Accept": "application/n-triples"}
        )
    if response.status_code != httpx2.codes.NOT_FOUND:
        _require(response)


async def _put(client: httpx2.AsyncClient, address: str, name: str, content: bytes) -> None:
    headers = {"Content-Type": "application/n-triples"}
    async with remote.told():
        response = await client.put(address, params={"graph": name}, content=content, headers=headers)
    _require(response)


async def _update(client: httpx2.AsyncClient, address: str, text: str) -> None:
    async with remote.told():
        response = await client.post(address, data={"update": text})
    _require(response)


def _require(response: httpx2.Response) -> None:
    if response.is_success:
        return
    said = " ".join(response.text[:300].split())
    if response.status_code in (httpx2.codes.UNAUTHORIZED, httpx2.codes.FORBIDDEN):
        raise StoreError(
            f"{response.url.copy_with(query=None)}: not let in ({response.status_code}); "
            f"set {remote.USER} and {remote.PASSWORD}, or {remote.TOKEN}"
        )
    message = f"{response.url.copy_with(query=None)}: status {response.status_code}: {said}"
    raise StoreError(Reason("engine", message=message))
