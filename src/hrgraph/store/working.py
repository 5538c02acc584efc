"""A store in memory that checks fill and question: RDF of any syntax in, rows of plain terms out.

Its statements lie in the engine, for SPARQL, and in columns beside it, for what looks at one property at a
time. The columns keep what the engine takes for one: it stores "7"^^xsd:integer for
"007"^^xsd:positiveInteger.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from hrgraph.errors import DataError
from hrgraph.rdf.term import Term, iri, literal, read_term
from hrgraph.store.columns import Columns, NotPlain, by_graph, repeated

SYNTAXES = {
    "turtle": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "n-triples": ox.RdfFormat.N_TRIPLES,
    "n-quads": ox.RdfFormat.N_QUADS,
    "rdf-xml": ox.RdfFormat.RDF_XML,
    "json-ld": ox.RdfFormat.JSON_LD,
}
"""The syntaxes that can be read, by name. JSON-LD contexts are never fetched from elsewhere."""

_SLASH = "; a name with / in it is written in full: <https://…/a/b>, not id:a/b"
_BASE = "urn:hrgraph:document:"
"""What relative IRIs of a file without a base of its own are read against."""
_NAMELESS = "urn:hrgraph:nameless:"
"""Graphs that have no IRI get one that begins so."""


class WorkingStore:
    """Named graphs in memory."""

    def __init__(self) -> None:
        self._engine = ox.Store()
        self._columns: dict[str, Columns] = {}
        self._together: Columns | None = None
        self._graphs: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] | None = None

    def read_plain(self, content: bytes) -> None:
        """Add plain N-Quads. Raises NotPlain when they are not plain, DataError when they are no N-Quads."""
        graphs = by_graph(content)
        with _readable("n-quads", None):
            self._engine.bulk_extend(_parsed(content, "n-quads"))
        self._add(graphs)

    def read(self, content: bytes | Path, syntax: str, graph: str, name: str | None = None) -> None:
        """Add RDF in one of `SYNTAXES`; what stands in no graph goes into `graph`; `name` is for errors.

        Raises DataError, with the line where the reader knows it, when the content is not of that syntax.
        """
        file = content if isinstance(content, Path) else None
        with _readable(syntax, name or file):
            source = content.read_bytes() if isinstance(content, Path) else content
            try:
                if syntax != "n-quads":
                    raise NotPlain
                graphs = by_graph(source)
            except NotPlain:
                source = ox.serialize(_quads(source, syntax, graph), format=SYNTAXES["n-quads"]) or b""
                graphs = by_graph(source, written=True)
            self._engine.bulk_extend(_parsed(source, "n-quads"))
        self._add(graphs)

    def _add(self, graphs: Mapping[str, Columns]) -> None:
        for found, columns in graphs.items():
            known = self._columns.get(found)
            self._columns[found] = Columns.together([known, columns]) if known else columns
        self._together = None

    @property
    def columns(self) -> Columns:
        """The statements of all graphs together."""
        if self._together is None:
            self._together = Columns.together(list(self._columns.values()))
        return self._together

    def copy(self) -> "WorkingStore":
        """A store of its own with the same statements."""
        other = WorkingStore()
        other._columns = dict(self._columns)
        other._engine.bulk_extend(self._engine)
        return other

    def forget(self, graph: str) -> None:
        """Take a graph out again.

        The engine does not give its memory back, and looks through it: take a new copy now and then.
        """
        self._engine.remove_graph(ox.NamedNode(graph))
        self._columns.pop(graph, None)
        self._together = None

    def rows(self, query: str, this: Term | None = None) -> Iterator[dict[str, Term]]:
        """The rows of a SELECT over all graphs together, `$this` bound to a term beforehand.

        A statement that stands in several graphs counts once only after `forget_repeats`.

        Raises DataError when the query is malformed.
        """
        bound = {ox.Variable("this"): _node(this)} if this else {}
        try:
            found = self._engine.query(
                query,
                use_default_graph_as_union=self._graphs is None,
                default_graph=self._graphs,
                substitutions=bound,
            )
        except SyntaxError as problem:
            raise DataError(f"no valid SPARQL: {problem.msg}") from None
        except RuntimeError as problem:
            raise DataError(f"the query cannot be run: {problem}") from None
        if not isinstance(found, ox.QuerySolutions):
            raise DataError("a check has to be a SELECT query")
        names = [variable.value for variable in found.variables]
        for row in found:
            yield {name: _term(value) for name, value in zip(names, row, strict=True) if value is not None}

    def graphs_with(self, cls: str) -> list[str]:
        """The names of the graphs that hold a thing of that class, sorted."""
        found = self._engine.query(f"SELECT DISTINCT ?g {{ GRAPH ?g {{ ?thing a <{cls}> }} }}")
        return sorted(row["g"].value for row in found)  # type: ignore[union-attr]

    def graphs_of(self, term: Term) -> set[str]:
        """The names of the graphs that speak of a thing."""
        node = _node(term)
        quads = (
            *self._engine.quads_for_pattern(node, None, None),
            *self._engine.quads_for_pattern(None, None, node),
        )
        return {quad.graph_name.value for quad in quads if isinstance(quad.graph_name, ox.NamedNode)}

    def part(self, *graphs: str) -> "WorkingStore":
        """These graphs alone, as one: a view of this store, or a copy where a statement stands in several."""
        part = WorkingStore()
        part._columns = {name: self._columns[name] for name in graphs if name in self._columns}
        names = [ox.NamedNode(name) for name in graphs]
        if next(repeated(list(part._columns.values())), None):
            for name in names:
                quads = self._engine.quads_for_pattern(None, None, None, name)
                part._engine.bulk_extend(ox.Quad(q.subject, q.predicate, q.object, names[0]) for q in quads)
        else:
            part._engine, part._graphs = self._engine, [*names]
        return part

    def forget_repeats(self) -> None:
        """Keep one copy of a statement that stands in several graphs: the engine's union would repeat it."""
        for row in repeated(list(self._columns.values())):
            subject, predicate, value = map(_node, map(read_term, row))
            for quad in list(self._engine.quads_for_pattern(subject, predicate, value))[1:]:
                self._engine.remove(quad)

    def __len__(self) -> int:
        return len(self._engine)


def write_quads(files: Iterable[tuple[Path, str]], graph: str, out: Path) -> None:
    """Write files, each of one of `SYNTAXES`, as N-Quads; what stands in no graph goes into `graph`.

    Raises DataError as `WorkingStore.read` does.
    """

    def quads() -> Iterator[ox.Quad]:
        for file, syntax in files:
            with _readable(syntax, file):
                yield from _quads(file, syntax, graph)

    ox.serialize(quads(), output=str(out), format=SYNTAXES["n-quads"])


def _quads(content: bytes | Path, syntax: str, graph: str) -> Iterator[ox.Quad]:
    """The statements of RDF, each in a graph with an IRI."""
    named = ox.NamedNode(graph)
    for quad in _parsed(content, syntax):
        place = quad.graph_name
        if isinstance(place, ox.BlankNode):
            place = ox.NamedNode(_NAMELESS + place.value)
        elif not isinstance(place, ox.NamedNode):
            place = named
        yield ox.Quad(quad.subject, quad.predicate, quad.object, place)


def _parsed(content: bytes | Path, syntax: str) -> Iterator[ox.Quad]:
    source = {"path": str(content)} if isinstance(content, Path) else {"input": content}
    rename = syntax != "n-quads"
    return ox.parse(**source, format=SYNTAXES[syntax], base_iri=_BASE, rename_blank_nodes=rename)


@contextmanager
def _readable(syntax: str, name: str | Path | None) -> Iterator[None]:
    """Tells what is wrong with RDF as a DataError."""
    try:
        yield
    except SyntaxError as problem:
        hint = _SLASH if "'/' is not allowed" in problem.msg else ""
        raise DataError(f"no valid RDF ({syntax}): {problem.msg}{hint}", name, problem.lineno) from None
    except OSError as problem:
        raise DataError(f"cannot be read: {problem.strerror}", name) from problem


def _term(node: Any) -> Term:
    if isinstance(node, ox.Literal):
        return literal(node.value, node.datatype.value, node.language or "")
    return iri(node.value) if isinstance(node, ox.NamedNode) else Term("blank", node.value)


def _node(term: Term) -> Any:
    if term.kind == "literal":
        if term.language:
            return ox.Literal(term.text, language=term.language)
        return ox.Literal(term.text, datatype=ox.NamedNode(term.datatype))
    return ox.NamedNode(term.text) if term.kind == "iri" else ox.BlankNode(term.text)
