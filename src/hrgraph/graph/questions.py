"""The competency questions as a graph: each question with its query, and a query for the words behind it.

A client finds them by asking the graph for `sh:SPARQLExecutable` (SHACL Advanced Features, section 5).
"""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlparse
from urllib.request import url2pathname

from rdflib import DCTERMS, OWL, RDF, RDFS, SH, Graph, Literal, Namespace, URIRef, Variable
from rdflib.collection import Collection
from rdflib.exceptions import ParserError
from rdflib.plugins.parsers.notation3 import BadSyntax
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import Node

from hrgraph.errors import DataError
from hrgraph.graph.labels import add_labels
from hrgraph.rdf import terms

MANIFEST = "manifest.ttl"
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")

_SELECT = re.compile(
    r"^SELECT (?:DISTINCT )?((?:\?\w+ )+)WHERE (\{.*\})\s*(?:ORDER BY [^{}]*)?\Z", re.S | re.M
)
_CERTAIN = {
    "SelectQuery": ("p",),
    "Project": ("p",),
    "Distinct": ("p",),
    "OrderBy": ("p",),
    "Filter": ("p",),
    "Extend": ("p",),
    "Join": ("p1", "p2"),
    "LeftJoin": ("p1",),
    "Minus": ("p1",),
}
"""The operators whose patterns hold in every row, and the parts of them that do."""

_NAMES = ("statement", "subject", "predicate", "wanted", "object", "evidence", "part", "quote")


def questions_graph(folder: Path) -> Graph:
    """The questions of the W3C test manifest in `folder`; none when there is no manifest.

    Raises DataError when the manifest is no Turtle or names a query that is not there.
    """
    graph = Graph()
    file = folder / MANIFEST
    if not file.is_file():
        return graph
    try:
        manifest = Graph().parse(file, format="turtle")
    except (BadSyntax, ParserError, ValueError, IndexError) as problem:
        raise DataError(f"no valid Turtle: {problem}", file) from problem
    entries = manifest.value(manifest.value(None, RDF.type, MF.Manifest), MF.entries)
    for entry in Collection(manifest, entries) if entries is not None else ():
        _add_question(graph, manifest, entry, file)
    return graph


def _add_question(graph: Graph, manifest: Graph, entry: Node, file: Path) -> None:
    name = str(manifest.value(entry, MF.name))
    node = URIRef(terms.thing(f"question/{name}"))
    asked = {
        text.language: str(text)
        for text in manifest.objects(entry, RDFS.comment)
        if isinstance(text, Literal) and text.language
    }
    path = Path(url2pathname(urlparse(str(manifest.value(manifest.value(entry, MF.action), QT.query))).path))
    try:
        query = path.read_text(encoding="utf-8")
    except OSError as problem:
        raise DataError(f"the query of {name} cannot be read: {problem.strerror}", file) from problem
    _add_query(graph, node, name, query, asked["lv"], asked["en"])
    for term in manifest.objects(entry, DCTERMS.requires):
        graph.add((node, DCTERMS.requires, term))
    if words := words_query(query):
        inner = URIRef(f"{node}/words")
        _add_query(graph, inner, f"{name}/words", words, f"Vārdi: {asked['lv']}", f"Words: {asked['en']}")
        graph.add((node, DCTERMS.hasPart, inner))


def _add_query(graph: Graph, node: URIRef, name: str, query: str, lv: str, en: str) -> None:
    is_ask = re.search(r"^ASK\b", query, re.MULTILINE) is not None
    graph.add((node, RDF.type, SH.SPARQLExecutable))
    graph.add((node, RDF.type, SH.SPARQLAskExecutable if is_ask else SH.SPARQLSelectExecutable))
    graph.add((node, SH.ask if is_ask else SH.select, Literal(query)))
    graph.add((node, DCTERMS.identifier, Literal(name)))
    add_labels(graph, node, lv, en)
    graph.add((node, RDFS.comment, Literal(lv, lang="lv")))
    graph.add((node, RDFS.comment, Literal(en, lang="en")))


def words_query(query: str) -> str | None:
    """The same SELECT with the statements that each row rests on and their quoted words, or None.

    There is none where a row is no set of statements: for ASK, for counts and for the first rows of many.
    A statement is taken only from a pattern that holds in every row.
    """
    # A line of comment may hold anything, also what looks like the query.
    plain = re.sub(r"^#.*\n", "", query, flags=re.MULTILINE)
    shape = _SELECT.search(plain)
    if shape is None:
        return None
    name = {each: f"?{each}" for each in _NAMES}
    while set(name.values()) & set(re.findall(r"\?\w+", plain)):
        name = {each: f"{variable}_" for each, variable in name.items()}
    branches = [
        f"  {{ SELECT DISTINCT {shape[1]}({s.n3()} AS {name['subject']}) ({p.n3()} AS {name['wanted']})"
        f" ({o.n3()} AS {name['object']}) WHERE {shape[2]} }}"
        for s, p, o in _patterns(prepareQuery(query).algebra)
    ]
    if not branches:
        return None
    shown = " ".join(name[each] for each in ("subject", "predicate", "object", "part", "quote"))
    return (
        f"{plain[: shape.start()]}SELECT DISTINCT {shape[1]}{shown} WHERE {{\n"
        + "\n  UNION\n".join(branches)
        + f"\n  {name['statement']} <{OWL.annotatedSource}> {name['subject']} ;"
        f" <{OWL.annotatedTarget}> {name['object']} ;\n"
        f"    <{OWL.annotatedProperty}> {name['predicate']} ; <{terms.HR}evidence> {name['evidence']} .\n"
        f"  {name['predicate']} <{RDFS.subPropertyOf}>* {name['wanted']} .\n"
        f"  {name['evidence']} <{terms.HR}hasSpan> / <{terms.HR}quote> {name['quote']} ;"
        f" <{terms.HR}isInPart> {name['part']} .\n"
        f"}}\nORDER BY {shape[1]}{shown}\n"
    )


def _patterns(operator: object) -> Iterator[tuple[Node, URIRef, Node]]:
    """The triple patterns of own properties and classes that hold in every row."""
    if not isinstance(operator, CompValue):
        return
    if operator.name == "BGP":
        for subject, predicate, value in operator.triples:
            own = value if predicate == RDF.type else predicate
            if isinstance(predicate, URIRef) and (own.startswith(terms.HR) and not isinstance(own, Variable)):
                yield subject, predicate, value
    for part in _CERTAIN.get(operator.name, ()):
        yield from _patterns(operator[part])
