"""What the rest of hrgraph knows of a store: a query in, bytes in a result format out.

No type of any engine appears here, so that another engine is one more file beside `oxigraph.py`.
"""

from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol


class Kind(Enum):
    """The four forms of a SPARQL query."""

    SELECT = "SELECT"
    ASK = "ASK"
    CONSTRUCT = "CONSTRUCT"
    DESCRIBE = "DESCRIBE"


@dataclass(frozen=True, slots=True)
class Format:
    """A result format: its short name, its media type, and other media types it is asked for by."""

    name: str
    media_type: str
    aliases: tuple[str, ...] = ()


SOLUTION_FORMATS = (
    Format("json", "application/sparql-results+json", ("application/json",)),
    Format("xml", "application/sparql-results+xml", ("application/xml", "text/xml")),
    Format("csv", "text/csv"),
    Format("tsv", "text/tab-separated-values"),
)
"""Formats of SELECT and ASK (SPARQL 1.1 Query Results JSON, XML, CSV and TSV), the preferred one first."""

GRAPH_FORMATS = (
    Format("ttl", "text/turtle", ("application/x-turtle",)),
    Format("nt", "application/n-triples", ("text/plain",)),
    Format("jsonld", "application/ld+json", ("application/json",)),
    Format("rdf", "application/rdf+xml", ("application/xml", "text/xml")),
    Format("nq", "application/n-quads"),
    Format("trig", "application/trig"),
)
"""Formats of CONSTRUCT and DESCRIBE, the preferred one first."""


def formats_of(kind: Kind) -> tuple[Format, ...]:
    """The formats that a query of this kind can be answered in, the preferred one first."""
    return SOLUTION_FORMATS if kind in (Kind.SELECT, Kind.ASK) else GRAPH_FORMATS


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a query: its media type, its bytes, whole or in pieces, its rows if counted.

    It `is_cut` where there were more rows than were asked for.
    """

    media_type: str
    body: bytes | Iterator[bytes]
    rows: int | None = None
    is_cut: bool = False

    def content(self) -> bytes:
        """All bytes of the answer; an answer in pieces can be read once."""
        return self.body if isinstance(self.body, bytes) else b"".join(self.body)


class Store(Protocol):
    """A place where the built graph lies and answers queries."""

    def query(
        self,
        text: str,
        media_type: str | None = None,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        rows: int = 0,
    ) -> Answer:
        """Answer one query in `media_type` (None: the preferred format of its kind).

        The default graph is the union of all graphs unless the query or `default_graphs` and
        `named_graphs` (which win, SPARQL 1.1 Protocol 2.1.4) describe another dataset. An answer of more
        than `rows` rows, or statements of RDF, is cut there (0: never).
        Raises BadQuery, QueryRefused, NotAcceptable, TooLarge or StoreError.
        """
        ...

    def size(self) -> int:
        """How many statements the store holds, over all graphs."""
        ...

    def version(self) -> str:
        """What names these statements and no others, or an empty text where nothing does."""
        ...


class Stream(Protocol):
    """An answer that comes in pieces while it is made. It must be read to its end or closed."""

    media_type: str

    @property
    def rows(self) -> int | None:
        """How many rows have come, if they are counted."""
        ...

    @property
    def is_cut(self) -> bool:
        """Whether there were more rows than were asked for; known at its end."""
        ...

    def __aiter__(self) -> AsyncIterator[bytes]:
        """The pieces; an error of the query may come instead of one."""
        ...

    async def aclose(self) -> None:
        """Stop the query if it still runs."""
        ...


class AsyncStore(Protocol):
    """A store for an event loop, which it never holds up."""

    def version(self) -> str:
        """What names the statements that are served, as in `Store`."""
        ...

    async def start(self) -> None:
        """Be ready to answer."""
        ...

    async def stop(self) -> None:
        """Let go of everything."""
        ...

    async def answer(
        self,
        text: str,
        media_type: str | None = None,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        rows: int = 0,
    ) -> Answer | Stream:
        """Answer one query; what goes in and which errors come out is as with `Store.query`.

        A store that can stop queries raises Busy, TimedOut and Crashed too, and ends a cancelled one.
        """
        ...
