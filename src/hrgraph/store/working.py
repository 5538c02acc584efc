"""A store in memory that checks fill and question: RDF of any syntax in, rows of plain terms out.

Unlike `OxigraphStore` it keeps apart what the engine takes for one: the engine stores "7"^^xsd:integer for
"007"^^xsd:positiveInteger, so a value's own datatype and digits are kept beside it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from hrgraph.errors import DataError
from hrgraph.rdf.term import Term, iri, literal
from hrgraph.rdf.terms import XSD

SYNTAXES = {
    "turtle": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "n-triples": ox.RdfFormat.N_TRIPLES,
    "n-quads": ox.RdfFormat.N_QUADS,
    "rdf-xml": ox.RdfFormat.RDF_XML,
    "json-ld": ox.RdfFormat.JSON_LD,
}
"""The syntaxes that can be read, by name. JSON-LD contexts are never fetched from elsewhere."""

_INTEGER = XSD + "integer"
_INTEGERS = frozenset(
    ox.NamedNode(XSD + name)
    for name in (
        *("integer", "byte", "short", "int", "long"),
        *("unsignedByte", "unsignedShort", "unsignedInt", "unsignedLong"),
        *("positiveInteger", "negativeInteger", "nonPositiveInteger", "nonNegativeInteger"),
    )
)
_REWRITTEN = _INTEGERS | {ox.NamedNode(XSD + name) for name in ("decimal", "float", "double", "boolean")}
"""The datatypes whose literals the engine stores as values, in their canonical form."""
_BOOLEANS = {"1": "true", "0": "false"}
_Triple = tuple[Any, Any, Any]
_SLASH = "; a name with / in it is written in full: <https://…/a/b>, not id:a/b"
_BASE = "urn:hrgraph:document:"
"""What relative IRIs of a file without a base of its own are read against."""


class WorkingStore:
    """Named graphs in memory. `expected` gives the datatype that a property's numbers usually have."""

    def __init__(self, expected: Mapping[str, str] | None = None) -> None:
        self._engine = ox.Store()
        self._expected = {ox.NamedNode(p): ox.NamedNode(d) for p, d in (expected or {}).items()}
        self._unexpected: dict[ox.NamedNode, dict[Any, list[ox.Literal]]] = defaultdict(dict)
        self._hashes: set[int] = set()
        self._repeated: list[_Triple] = []
        self._repeated_in: set[frozenset[Any]] | None = None
        self._graphs: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] | None = None

    def read(self, content: bytes | Path, syntax: str, graph: str, name: str | None = None) -> None:
        """Add RDF in one of `SYNTAXES`; what stands in no graph goes into `graph`; `name` is for errors.

        Raises DataError, with the line where the reader knows it, when the content is not of that syntax.
        """
        file = content if isinstance(content, Path) else None
        with _readable(syntax, name or file):
            self._engine.bulk_extend(self._noted(_parsed(content, syntax), ox.NamedNode(graph)))

    def _noted(self, quads: Iterable[Any], graph: ox.NamedNode) -> Iterator[ox.Quad]:
        """The quads, each in a named graph; numbers that are not as expected are remembered."""
        default = ox.DefaultGraph()
        for quad in quads:
            digest = hash(quad.triple)  # by the engine: half the time of hashing three terms here
            if digest in self._hashes:
                self._repeated.append((quad.subject, quad.predicate, quad.object))
            self._hashes.add(digest)
            value = quad.object
            if value.__class__ is ox.Literal and value.datatype in _REWRITTEN:
                text = value.value
                plain = text.isdecimal() and (text[0] != "0" or text == "0")
                predicate = quad.predicate
                if not plain or self._expected.get(predicate) != value.datatype:
                    self._unexpected[predicate].setdefault(quad.subject, []).append(value)
            if quad.graph_name == default:
                yield ox.Quad(quad.subject, quad.predicate, quad.object, graph)
            else:
                yield quad

    def copy(self) -> "WorkingStore":
        """A store of its own with the same statements, and nothing noted of them."""
        other = WorkingStore()
        other._expected = self._expected
        other._engine.bulk_extend(self._engine)
        return other

    def forget(self, graph: str) -> None:
        """Take a graph out again, with all that was noted of numbers and repeats in any graph.

        The engine does not give its memory back, and looks through it: take a new copy now and then.
        """
        self._engine.remove_graph(ox.NamedNode(graph))
        self._unexpected.clear()
        self._hashes.clear()
        self._repeated.clear()

    def unexpected(self, predicate: str) -> Iterator[tuple[Term, Term]]:
        """Subject and value of the statements whose number is of another datatype or form than expected."""
        found = self._unexpected.get(ox.NamedNode(predicate), {})
        return ((_term(subject), _term(value)) for subject, values in found.items() for value in values)

    def written(self, subject: Term, predicate: str, value: Term) -> Term:
        """The value of a statement as it was written, not as the engine stores it."""
        stored = _node(value)
        if not isinstance(stored, ox.Literal) or stored.datatype not in _REWRITTEN:
            return value
        said = ox.NamedNode(predicate)
        for written in self._unexpected.get(said, {}).get(_node(subject), ()):
            if _is_stored_as(written, stored):
                return _term(written)
        expected = self._expected.get(said)
        if expected in _INTEGERS and value.datatype == _INTEGER:
            return value._replace(datatype=expected.value)
        return value

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
        part._expected, part._unexpected = self._expected, self._unexpected
        names = [ox.NamedNode(name) for name in graphs]
        if any(len(shared & {*names}) > 1 for shared in self._shared()):
            for name in names:
                quads = self._engine.quads_for_pattern(None, None, None, name)
                part._engine.bulk_extend(ox.Quad(q.subject, q.predicate, q.object, names[0]) for q in quads)
        else:
            part._engine, part._graphs = self._engine, [*names]
        return part

    def _shared(self) -> set[frozenset[Any]]:
        """Which graphs have a statement in common."""
        if self._repeated_in is None:
            self._repeated_in = {
                frozenset(quad.graph_name for quad in self._engine.quads_for_pattern(*triple))
                for triple in self._repeated
            }
        return self._repeated_in

    def forget_repeats(self) -> None:
        """Keep one copy of a statement that stands in several graphs: the engine's union would repeat it."""
        for triple in self._repeated:
            for quad in list(self._engine.quads_for_pattern(*triple))[1:]:
                self._engine.remove(quad)
        self._repeated.clear()
        self._hashes.clear()

    def __len__(self) -> int:
        return len(self._engine)


def write_quads(files: Iterable[tuple[Path, str]], graph: str, out: Path) -> None:
    """Write files, each of one of `SYNTAXES`, as N-Quads; what stands in no graph goes into `graph`.

    Raises DataError as `WorkingStore.read` does.
    """
    default, named = ox.DefaultGraph(), ox.NamedNode(graph)

    def quads() -> Iterator[ox.Quad]:
        for file, syntax in files:
            with _readable(syntax, file):
                for quad in _parsed(file, syntax):
                    plain = quad.graph_name == default
                    yield ox.Quad(quad.subject, quad.predicate, quad.object, named) if plain else quad

    ox.serialize(quads(), output=str(out), format=SYNTAXES["n-quads"])


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


def _is_stored_as(written: ox.Literal, stored: ox.Literal) -> bool:
    """Whether the engine would give `stored` for `written`."""
    if written.datatype != stored.datatype and not {written.datatype, stored.datatype} <= _INTEGERS:
        return False
    try:
        return Decimal(written.value) == Decimal(stored.value)
    except InvalidOperation:
        return written == stored or stored.value == _BOOLEANS.get(written.value)


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
