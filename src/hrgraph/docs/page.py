"""The pages of the ontology: its files in, an HTML document in each language out.

Each document can be opened by itself; the service shows what stands in its `<main>`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from rdflib import DCTERMS, OWL, RDF, RDFS, VANN, Graph, URIRef
from rdflib.term import Node

from hrgraph.docs.diagram import draw, lines_of
from hrgraph.docs.model import ORDER, Reader, Term
from hrgraph.docs.rules import shapes
from hrgraph.docs.words import LANGUAGES, Words
from hrgraph.rdf import terms
from hrgraph.validate.data import read_turtle
from hrgraph.validate.hygiene import read_prefixes

_IRI = URIRef(terms.HR.removesuffix("#"))
_STATUS = URIRef("http://purl.org/ontology/bibo/status")
_HEAD = {
    "prefix": VANN.preferredNamespacePrefix,
    "creator": DCTERMS.creator,
    "issued": DCTERMS.issued,
    "modified": DCTERMS.modified,
    "license": DCTERMS.license,
    "citation": DCTERMS.bibliographicCitation,
}


@dataclass(frozen=True)
class Row:
    """A class in the table beside a diagram, with what its properties lead to."""

    cls: Term
    lines: Sequence[tuple[Term, str]]


@dataclass(frozen=True)
class Module:
    """A module of the ontology with its terms by kind."""

    name: str
    label: str
    description: str
    kinds: Sequence[tuple[str, Sequence[Term]]]
    table: Sequence[Row]
    diagram: str


@dataclass(frozen=True)
class Head:
    """What the header of the ontology says: a paragraph, and values by word code."""

    abstract: str
    rows: Sequence[tuple[str, str]]


def documentation(root: Path, ontology: Graph) -> dict[str, bytes]:
    """File name by file name the pages, from the ontology and the files below the project folder `root`.

    Raises DataError when a file of shapes, alignments or questions is malformed.
    """
    folder = root / "ontology"
    prefixes = read_prefixes(folder / "prefixes.ttl")
    rules = read_turtle(sorted((folder / "shapes").rglob("*.ttl")))
    alignments = read_turtle([folder / "alignments" / "terms.ttl"])
    questions = read_turtle([root / "queries" / "manifest.ttl"])
    template = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    ).get_template("ontology.html")
    pages = {}
    for language in LANGUAGES:
        words = Words(language, prefixes)
        reader = Reader(ontology, alignments, questions, words)
        pages[f"ontology.{language}.html"] = template.render(
            lang=language,
            say=words.say,
            base=terms.BASE,
            head=_head(ontology, reader, words),
            modules=_modules(ontology, reader, words),
            borrowed=reader.borrowed(),
            shapes=shapes(rules, reader, words),
        ).encode()
    return pages


def _head(ontology: Graph, reader: Reader, words: Words) -> Head:
    version = str(ontology.value(_IRI, OWL.versionInfo) or "")
    status = str(ontology.value(_IRI, _STATUS) or "").rsplit("/", 1)[-1]
    rows = [("iri", str(_IRI)), ("version", version)]
    rows += [("status", words.say(status))] if status else []
    rows += [(code, str(ontology.value(_IRI, value) or "")) for code, value in _HEAD.items()]
    return Head(reader.said(_IRI, DCTERMS.abstract), [(code, value) for code, value in rows if value])


def _modules(ontology: Graph, reader: Reader, words: Words) -> list[Module]:
    """The modules with terms of their own, documents first."""
    found = reader.terms()
    properties = [term for term in found if term.kind in ("object-property", "datatype-property")]
    modules: list[Node] = sorted(set(ontology.objects(_IRI, OWL.imports)), key=_order)
    return [
        _module(iri, name, own, properties, reader, words)
        for iri in modules
        if (iri, RDF.type, OWL.Ontology) in ontology
        and (own := [term for term in found if term.module == (name := str(iri).rsplit("/", 1)[-1])])
    ]


def _order(module: Node) -> tuple[int, str]:
    """Documents come first, since all else speaks of them; the others in alphabetical order."""
    name = str(module).rsplit("/", 1)[-1]
    return (0 if name == "document" else 1, name)


def _module(
    iri: Node, name: str, own: list[Term], properties: list[Term], reader: Reader, words: Words
) -> Module:
    classes = [term for term in own if term.kind == "class"]
    title = f"{words.say('diagram')}: {reader.said(iri, RDFS.label)}"
    kinds = [(code, [term for term in own if term.kind == code]) for code in ORDER]
    return Module(
        name=name,
        label=reader.said(iri, RDFS.label),
        description=reader.said(iri, DCTERMS.description),
        kinds=[(code, listed) for code, listed in kinds if listed],
        table=[Row(cls, lines_of(cls, properties, words)) for cls in classes],
        diagram=draw(classes, properties, title, words) if classes else "",
    )
