"""A store behind a SPARQL 1.1 endpoint elsewhere, asked so that nobody sees which engine it is.

A query is read, limited and refused as with the embedded engine, and its syntax is checked by it, so that
errors are explained alike. Then it is asked with a described dataset; the connection is closed when its time
is over or nobody waits for it. An answer in a format that the engine lacks is made from one that it has.
"""

import asyncio
import json
import logging
import threading
import time
from collections.abc import Sequence

import httpx2

from hrgraph.errors import HrgraphError, StoreError
from hrgraph.store.base import GRAPH_FORMATS, SOLUTION_FORMATS, Answer, AsyncStore, Format, Kind, Stream
from hrgraph.store.endpoints import remote, virtuoso
from hrgraph.store.endpoints.coming import Coming, Places
from hrgraph.store.endpoints.dataset import RECORD, graph_names, parameters, refuse_functions, undescribed
from hrgraph.store.limits import Capacity, Limits
from hrgraph.store.oxigraph import OxigraphStore
from hrgraph.store.query.guard import Reading, read
from hrgraph.store.reasons import Reason
from hrgraph.store.results.formats import chosen_format, converted
from hrgraph.store.results.whole import whole
from hrgraph.store.threaded import Threaded
from hrgraph.store.workers.pool import Pool

_LOG = logging.getLogger(__name__)
_STILL_TRUE = 5.0
"""Seconds for which what is known of the published graphs is not asked again."""

_JSON = SOLUTION_FORMATS[0]
_XML = SOLUTION_FORMATS[1].media_type
_RECORD = "SELECT ?p ?o { ?s ?p ?o }"
_COUNT = "SELECT (COUNT(*) AS ?o) { GRAPH ?g { ?s ?p ?x } }"


class Endpoint:
    """A `Store` and an `AsyncStore` over an endpoint.

    `checker` is what checks the syntax: a store without statements. Without one that is done in this
    process, so it may only be left out where nobody else's queries are asked. `query` is for other threads
    than that of the event loop `start` ran in; without a loop it makes one for each query.
    """

    def __init__(
        self,
        address: remote.Address,
        credentials: remote.Credentials | None = None,
        limits: Limits | None = None,
        capacity: Capacity | None = None,
        checker: AsyncStore | None = None,
    ) -> None:
        self.address = address
        self.capacity = capacity or Capacity()
        self._credentials = credentials
        self._limits = limits or Limits()
        self._checker = checker or Threaded(OxigraphStore.of(b""))
        self._loop: asyncio.AbstractEventLoop | None = None
        self._alone = threading.Lock()
        self._client: httpx2.AsyncClient | None = None
        self._places = Places(self.capacity)
        self._version = ""
        self._size = 0
        self._graphs: tuple[str, ...] | None = None
        self._engine: str | None = None
        self._looked = -_STILL_TRUE
        self._look: asyncio.Task[None] | None = None

    def size(self) -> int:
        """How many statements are published, over all graphs."""
        return self._size

    def version(self) -> str:
        """What is published, as its record says; an empty text where there is no record."""
        return self._version

    def graphs(self) -> tuple[str, ...]:
        """The names of the published graphs."""
        return self._graphs or ()

    async def start(self) -> None:
        """Connect, and read what is published; StoreError where the endpoint does not answer."""
        self._loop = asyncio.get_running_loop()
        await self._connect()

    async def _connect(self) -> None:
        self._places = Places(self.capacity)
        self._client = remote.client(self._credentials, self._places.number)
        try:
            await self._checker.start()
            await self.look()
        except BaseException:
            await self.stop()
            raise

    def reach(self) -> None:
        """Ask once, before there is an event loop. StoreError where the endpoint does not answer."""
        asyncio.run(self._reach())

    async def _reach(self) -> None:
        async with remote.client(self._credentials) as self._client:
            await self.look()
        self._client = None

    def close(self) -> None:
        """End what was made and not started, or is stopped already."""
        if isinstance(self._checker, Pool):
            self._checker.close()

    async def stop(self) -> None:
        """Close all connections; queries that still run are lost."""
        if self._look is not None:
            self._look.cancel()
            await asyncio.gather(self._look, return_exceptions=True)
            self._look = None
        if self._client is not None:
            await self._client.aclose()
        await self._checker.stop()
        self._loop = self._client = None

    async def reload(self) -> bool:
        """Read anew what is published; whether that is something else."""
        before = self._version
        await self.look()
        return self._version != before

    async def look(self) -> None:
        """Read what is published. StoreError where the endpoint does not answer."""
        self._looked = time.monotonic()
        record: dict[str, list[str]] = {}
        for row in await self.rows(_RECORD, RECORD):
            record.setdefault(row["p"]["value"], []).append(row["o"]["value"])
        if record:
            self._version = record[RECORD + ":version"][0]
            self._size = int(record[RECORD + ":size"][0])
            self._graphs = graph_names(iter(record[RECORD + ":graph"]))
        elif self._graphs is None and not self._size:
            # Not published by hrgraph: it is served as it is, and what names its state is not known.
            self._size = int((await self.rows(_COUNT))[0]["o"]["value"])

    async def rows(self, query: str, *graphs: str) -> list[dict[str, dict[str, str]]]:
        """The rows of a SELECT of hrgraph's own, as SPARQL 1.1 Query Results JSON has them."""
        reading = read(query)
        asked = parameters(reading, graphs, (), None)
        answer = await whole(await self._asked(reading, _JSON, _JSON.media_type, asked))
        rows: list[dict[str, dict[str, str]]] = json.loads(answer.content())["results"]["bindings"]
        return rows

    def _look_again(self) -> None:
        """Read what is published in the background, if that was some time ago."""
        if time.monotonic() - self._looked > _STILL_TRUE and (self._look is None or self._look.done()):
            self._look = asyncio.ensure_future(self._look_quietly())

    async def _look_quietly(self) -> None:
        try:
            await self.look()
        except HrgraphError as error:
            _LOG.warning("what is published cannot be read: %s", error)

    async def answer(
        self,
        text: str,
        media_type: str | None = None,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        rows: int = 0,
    ) -> Answer | Stream:
        """Answer one query like `Store.query`; an answer in the engine's own format comes in pieces.

        Raises Busy and TimedOut too. A cancelled call closes the connection.
        """
        reading = read(text, self._limits)
        refuse_functions(reading)
        chosen, content_type = chosen_format(reading.kind, media_type)
        if not any(token.is_word("SERVICE") for token in reading.tokens):
            # It finds nothing in no statements, but tells what is wrong with the query.
            await self._checker.answer(text, None, default_graphs, named_graphs)
        self._look_again()
        asked = parameters(reading, default_graphs, named_graphs, self._graphs)
        return await self._asked(reading, chosen, content_type, asked, rows)

    async def _asked(
        self,
        reading: Reading,
        chosen: Format,
        content_type: str,
        dataset: Sequence[tuple[str, str]],
        rows: int = 0,
    ) -> Answer | Stream:
        if self._client is None:
            raise RuntimeError("ask an endpoint that was started")
        deadline = asyncio.get_running_loop().time() + self.capacity.seconds
        coming = Coming(self._client, self._places, self.capacity, content_type, deadline)
        try:
            await coming.take_place()
            response = await coming.send(
                self._client.build_request(
                    "POST",
                    self.address.query,
                    data=_form([("query", undescribed(reading) if dataset else reading.text), *dataset]),
                    headers={"Accept": self._accept(chosen)},
                )
            )
            self._engine = response.headers.get("Server", "")
            given = _given(reading.kind, response.headers)
            is_whole = response.status_code == httpx2.codes.OK and given == chosen
            if reading.kind is Kind.SELECT and given is not None:
                coming.count(given.media_type, rows)
            # The statements of RDF are counted where it is read.
            is_passed_on = is_whole and not (rows and chosen in GRAPH_FORMATS)
            if is_passed_on and not virtuoso.is_virtuoso(self._engine):
                return await coming.begun()
            body = await coming.whole()
        except BaseException:
            await coming.aclose()
            raise
        error = remote.refusal(response.status_code, response.headers, body, self.capacity.seconds)
        if error is not None:
            raise error
        if given is None:
            raise StoreError(Reason("engine", message="no RDF and no result of a query came back"))
        body, is_cut = await asyncio.to_thread(self._put, body, reading.kind, response, chosen, rows)
        return Answer(content_type, body, coming.rows, is_cut or coming.is_cut)

    def _accept(self, chosen: Format) -> str:
        """The formats to ask for: the one wanted and those that all engines have; of Virtuoso what it can."""
        if chosen in GRAPH_FORMATS:
            return "application/n-triples, text/turtle;q=0.5, application/rdf+xml;q=0.2"
        if self._engine is None or virtuoso.is_virtuoso(self._engine):
            return _XML
        return f"{chosen.media_type}, {_XML};q=0.5, {_JSON.media_type};q=0.4"

    def _put(
        self, body: bytes, kind: Kind, response: httpx2.Response, chosen: Format, rows: int
    ) -> tuple[bytes, bool]:
        """The answer in the format chosen, and whether it was cut."""
        given = _given(kind, response.headers)
        assert given is not None
        if virtuoso.is_virtuoso(response.headers.get("Server", "")):
            body = virtuoso.mended(body, kind, response.headers.get("X-SPARQL-MaxRows"))
        try:
            return converted(body, given, chosen, rows)
        except (ValueError, SyntaxError) as error:
            raise StoreError(Reason("engine", message=f"its answer cannot be read: {error}")) from error

    def query(
        self,
        text: str,
        media_type: str | None = None,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        rows: int = 0,
    ) -> Answer:
        """Answer one query from another thread than the loop's; see `Store.query`."""
        if self._loop is None:
            with self._alone:
                return asyncio.run(self._connected(text, media_type, default_graphs, named_graphs, rows))
        if asyncio._get_running_loop() is self._loop:
            raise RuntimeError("ask an endpoint from another thread than its event loop's")
        asked = self._whole(text, media_type, default_graphs, named_graphs, rows)
        return asyncio.run_coroutine_threadsafe(asked, self._loop).result()

    async def _connected(self, *asked: object) -> Answer:
        await self._connect()
        try:
            return await self._whole(*asked)
        finally:
            await self.stop()

    async def _whole(self, *asked: object) -> Answer:
        return await whole(await self.answer(*asked))  # type: ignore[arg-type]


def _form(fields: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in fields:
        found.setdefault(name, []).append(value)
    return found


def _given(kind: Kind, headers: httpx2.Headers) -> Format | None:
    """The format that came back."""
    media_type = headers.get("Content-Type", "").partition(";")[0].strip().lower()
    known = SOLUTION_FORMATS if kind in (Kind.SELECT, Kind.ASK) else GRAPH_FORMATS
    return next((f for f in known if media_type in (f.media_type, *f.aliases)), None)
