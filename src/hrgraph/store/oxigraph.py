"""The built graph (N-Quads) in, answers to SPARQL queries out: pyoxigraph in memory, in this process."""

import hashlib
import logging
from collections.abc import Sequence
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Protocol

import pyoxigraph as ox

from hrgraph.errors import BadQuery, Damaged, StoreError
from hrgraph.latvian.forms import FILE as FORMS
from hrgraph.latvian.forms import Forms, read_forms
from hrgraph.store.base import Answer
from hrgraph.store.limits import Limits
from hrgraph.store.query.functions import functions
from hrgraph.store.query.guard import Reading, asks_for_at_most, called, for_engine, read
from hrgraph.store.query.locate import explain
from hrgraph.store.query.rewrite import rewritten
from hrgraph.store.query.services import check_public
from hrgraph.store.reasons import Reason
from hrgraph.store.results.formats import Result, chosen_format, serialise
from hrgraph.switch import earlier, require_intact, sums_of

_LOG = logging.getLogger(__name__)


class Sink(Protocol):
    """What takes an answer: its media type first, then its bytes in pieces, as a file would."""

    def begin(self, media_type: str) -> None:
        """The answer starts; it may still fail."""

    def write(self, data: bytes, /) -> int:
        """The next bytes."""

    def flush(self) -> None:
        """There are no more bytes for now."""


class _Whole(BytesIO):
    """A sink that keeps the answer."""

    media_type = ""

    def begin(self, media_type: str) -> None:
        self.media_type = media_type


class OxigraphStore:
    """A `Store` in this process's memory, read-only. It can be asked from several threads at once.

    The engine given is kept, and its default graph filled with the union of its graphs. A second one holds
    the union alone: queries that name no graph, as most do not, find half as much there to look through. With
    a `size`, that of the graphs alone, the engine is filled already, and there is no second one.
    """

    def __init__(
        self,
        engine: ox.Store,
        limits: Limits | None = None,
        version: str = "",
        forms: Forms | None = None,
        size: int | None = None,
    ) -> None:
        is_united = size is not None
        self._size = len(engine) if size is None else size
        self._version = version
        self._graphs = engine
        self._union = engine if is_united else _union_of(engine)
        if not is_united:
            engine.bulk_extend(self._union)
        self._nothing = ox.Store()
        self._limits = limits or Limits()
        self._functions = functions(forms or Forms({}))

    @classmethod
    def load(cls, path: Path, limits: Limits | None = None) -> "OxigraphStore":
        """Load a file of N-Quads, and the forms of words beside it; StoreError if either cannot be read.

        In place of a file that is damaged that of the build before is loaded, if there is one, and the log
        says so.
        """
        try:
            return cls._load(path, limits)
        except Damaged as error:
            for folder in earlier(path.parent):
                with suppress(StoreError):
                    store = cls._load(folder / path.name, limits)
                    _LOG.error("%s; the build before it is served", error)
                    return store
            raise

    @classmethod
    def _load(cls, path: Path, limits: Limits | None) -> "OxigraphStore":
        sums = sums_of(path.parent)
        engine = ox.Store()
        try:
            # Opened once, so that the version is that of the data even if the file is replaced meanwhile.
            with path.open("rb") as file:
                version = hashlib.file_digest(file, "sha256").hexdigest()
                if version != sums.get(path.name, version):
                    raise Damaged(path)
                file.seek(0)
                engine.bulk_load(input=file, format=ox.RdfFormat.N_QUADS)
        except FileNotFoundError as error:
            if path.name in sums or earlier(path.parent):
                raise Damaged(path) from error
            raise StoreError(f"{path}: there is no built graph; make it with `hrgraph build`") from error
        except SyntaxError as error:
            raise StoreError(f"{path}: not N-Quads: {error.msg}") from error
        except OSError as error:
            raise StoreError(f"{path}: {error.strerror or error}") from error
        require_intact(path.parent, FORMS)
        return cls(engine, limits, version, read_forms(path.with_name(FORMS)))

    @classmethod
    def of(cls, quads: bytes, forms: Forms | None = None) -> "OxigraphStore":
        """A store of these N-Quads, which must be well-formed."""
        engine = ox.Store()
        engine.bulk_load(input=quads, format=ox.RdfFormat.N_QUADS)
        return cls(engine, version=hashlib.sha256(quads).hexdigest(), forms=forms)

    def opened(self) -> "OxigraphStore":
        """This store: it is loaded and needs no opening; see `disk.DiskGraph`."""
        return self

    def size(self) -> int:
        """How many statements the store holds, over all graphs."""
        return self._size

    def version(self) -> str:
        """The SHA-256 of the file that was loaded."""
        return self._version

    def query(
        self,
        text: str,
        media_type: str | None = None,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        rows: int = 0,
    ) -> Answer:
        """Answer one query; see `Store.query`.

        The engine's result stays in this call: handed to another thread it would abort the process.
        """
        whole = _Whole()
        found, is_cut = self.answer_into(whole, text, media_type, default_graphs, named_graphs, rows)
        return Answer(whole.media_type, whole.getvalue(), found, is_cut)

    def answer_into(
        self,
        sink: Sink,
        text: str,
        media_type: str | None = None,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        rows: int = 0,
    ) -> tuple[int | None, bool]:
        """Answer one query like `query`, piece by piece as the engine makes the answer.

        Returns how many rows it has, if they are counted, and whether it was cut at so many.
        """
        reading = read(text, self._limits)
        chosen, content_type = chosen_format(reading.kind, media_type)
        for endpoint in set(called(reading)) - self._limits.local_services:
            check_public(endpoint)
        try:
            result = self._run(reading, default_graphs, named_graphs)
            sink.begin(content_type)
            return serialise(result, chosen, sink, rows, asks_for_at_most(text, rows))
        except SyntaxError as error:
            raise self._explained(reading, error) from error
        except RuntimeError as error:
            raise BadQuery(Reason("cannot-run", message=str(error))) from error
        except ConnectionError:
            raise
        except OSError as error:
            raise StoreError(Reason("engine", message=str(error))) from error

    def _run(self, reading: Reading, default_graphs: Sequence[str], named_graphs: Sequence[str]) -> Result:
        text = self._improved(for_engine(reading))
        if default_graphs or named_graphs:
            default, named = _nodes(default_graphs), _nodes(named_graphs)
            # An empty list means no graph at all: a dataset of the protocol holds what it names, no more.
            return self._graphs.query(
                text, default_graph=[*default], named_graphs=[*named], custom_functions=self._functions
            )
        engine = self._graphs if may_name_graphs(text) else self._union
        return engine.query(text, custom_functions=self._functions)

    def _improved(self, text: str) -> str:
        better = rewritten(text)
        # An invalid query must stay as it is, for its error to be told.
        if better is None or self._syntax_message(text) or self._syntax_message(better):
            return text
        return better

    def _explained(self, reading: Reading, error: SyntaxError) -> BadQuery:
        return explain(for_engine(reading), reading.tokens, str(error.msg), self._syntax_message)

    def _syntax_message(self, text: str) -> str | None:
        try:
            self._nothing.query(text, custom_functions=self._functions)
        except SyntaxError as error:
            return str(error.msg)
        return None


def may_name_graphs(text: str) -> bool:
    """Whether GRAPH or FROM may stand in the query: no name in it can end in `hr` where a keyword begins."""
    plain = text.lower()
    return plain.count("graph") > plain.count("hrgraph") or "from" in plain or "\\u" in plain


def _union_of(engine: ox.Store) -> ox.Store:
    # The engine's own union repeats a statement that stands in two graphs; a graph holds it once.
    union = ox.Store()
    union.bulk_extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in engine)
    return union


def _nodes(iris: Sequence[str]) -> list[ox.NamedNode]:
    nodes = []
    for iri in iris:
        try:
            nodes.append(ox.NamedNode(iri))
        except ValueError as error:
            raise BadQuery(Reason("graph-iri", found=iri)) from error
    return nodes
