"""Two answers in; whether they say the same out, whatever their blank nodes are called."""

import csv
from collections import Counter, defaultdict
from decimal import Decimal, InvalidOperation

import pyoxigraph as ox

_XSD = "http://www.w3.org/2001/XMLSchema#"
_NUMBERS = {_XSD + name for name in ("integer", "decimal", "double", "float")}
_RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
_ROW = "urn:row:"

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


def same_graph(
    found: bytes, found_format: ox.RdfFormat, expected: bytes, expected_format: ox.RdfFormat
) -> bool:
    """Whether two RDF documents are isomorphic."""
    return _canonical(_triples(found, found_format)) == _canonical(_triples(expected, expected_format))


def _triples(data: bytes, form: ox.RdfFormat) -> list[ox.Quad]:
    return [
        ox.Quad(quad.subject, quad.predicate, _plain(quad.object))
        for quad in ox.parse(data, format=form, base_iri="https://example.org/")
    ]


def same_results(
    found: bytes, found_format: ox.QueryResultsFormat, expected: bytes, expected_format: ox.QueryResultsFormat
) -> bool:
    """Whether two results hold the same rows the same number of times, or the same truth."""
    mine, theirs = (
        ox.parse_query_results(found, found_format),
        ox.parse_query_results(expected, expected_format),
    )
    if isinstance(mine, ox.QueryBoolean) or isinstance(theirs, ox.QueryBoolean):
        both = isinstance(mine, ox.QueryBoolean) and isinstance(theirs, ox.QueryBoolean)
        return both and bool(mine) == bool(theirs)
    assert isinstance(mine, ox.QuerySolutions)
    assert isinstance(theirs, ox.QuerySolutions)
    return _rows(mine) == _rows(theirs)


def same_csv(found: bytes, expected: bytes) -> bool:
    """Whether two CSV results have the same rows, whatever the order of rows and columns."""
    return _csv_rows(found) == _csv_rows(expected)


def _csv_rows(data: bytes) -> Counter[tuple[tuple[str, str], ...]]:
    rows = csv.DictReader(data.decode().splitlines())
    return Counter(tuple(sorted((name, _csv_cell(cell)) for name, cell in row.items())) for row in rows)


def _csv_cell(cell: str) -> str:
    try:
        return str(Decimal(cell).normalize())
    except InvalidOperation:
        return "_:" if cell.startswith("_:") else cell


def _rows(solutions: ox.QuerySolutions) -> tuple[list[str], Counter[object]]:
    names = sorted(variable.value for variable in solutions.variables)
    return names, _bag(
        [{name: _plain(row[name]) for name in names if row[name] is not None} for row in solutions]
    )


def same_result_set(found: bytes, expected: bytes, base: str) -> bool:
    """Whether results in JSON have the rows that an RDF result set (DAWG) describes."""
    mine = ox.parse_query_results(found, ox.QueryResultsFormat.JSON)
    assert isinstance(mine, ox.QuerySolutions)
    described: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for quad in ox.parse(expected, format=ox.RdfFormat.TURTLE, base_iri=base):
        described[str(quad.subject)][quad.predicate.value].append(quad.object)
    rows = []
    for solution in [node for said in described.values() for node in said.get(_RS + "solution", [])]:
        bindings = [described[str(node)] for node in described[str(solution)][_RS + "binding"]]
        rows.append({_name(said[_RS + "variable"][0]): _plain(said[_RS + "value"][0]) for said in bindings})
    return _rows(mine)[1] == _bag(rows)


def _name(term: Term) -> str:
    assert isinstance(term, ox.Literal)
    return term.value


def _bag(plain: list[dict[str, Term]]) -> Counter[object]:
    if not any(isinstance(term, ox.BlankNode | ox.Triple) for row in plain for term in row.values()):
        return Counter(tuple(sorted((name, str(term)) for name, term in row.items())) for row in plain)
    quads = []
    for row in plain:
        node = ox.BlankNode()
        quads.append(ox.Quad(node, ox.NamedNode(_ROW), ox.NamedNode(_ROW)))
        quads += [ox.Quad(node, ox.NamedNode(_ROW + name), term) for name, term in row.items()]
    return _canonical(quads)


def _canonical(quads: list[ox.Quad]) -> Counter[object]:
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return Counter(str(quad) for quad in dataset)


def _plain(term: Term) -> Term:
    """The term with its value written the one way, so that 2.0 is 2.00."""
    if isinstance(term, ox.Literal) and term.datatype.value == _XSD + "boolean":
        return ox.Literal(term.value in ("true", "1"))
    if not isinstance(term, ox.Literal) or term.datatype.value not in _NUMBERS:
        return term
    try:
        number = Decimal(term.value).normalize()
    except InvalidOperation:
        return term
    if term.datatype.value.endswith(("double", "float")):
        number = Decimal(repr(float(number)))
    return ox.Literal(f"{number:f}", datatype=term.datatype)
