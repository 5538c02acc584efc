"""Links from our things to the same, like or broader things elsewhere, read from ontology/alignments/.

A file `SCHEME.sssom.tsv` is a mapping set in SSSOM (Simple Standard for Sharing Ontological Mappings: TSV,
the metadata in front, cells quoted as in CSV). Besides the standard's columns it has the match kind, the
evidence of the link and the words there. `identifiers.tsv` holds identifiers that are no IRI: numbers, codes.
"""

import csv
import hashlib
import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from rdflib import OWL, RDF, RDFS, SKOS, BNode, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS

from hrgraph.errors import DataError
from hrgraph.rdf import terms
from hrgraph.text.tables import read_text

ID = Namespace(terms.ID)
SUFFIX = ".sssom.tsv"
IDENTIFIERS = "identifiers.tsv"

_EU = "http://publications.europa.eu/resource/"
SCHEMES: Mapping[str, tuple[str, ...]] = {
    "celex": (_EU + "celex/",),
    "cets": ("https://www.coe.int/en/web/conventions/",),
    "council-register": ("http://register.consilium.europa.eu/doc/",),
    "dpv-eu-rights": ("https://w3id.org/dpv/rights/eu#",),
    "eli": ("http://data.europa.eu/eli/",),
    "eu-corporate-body": (_EU + "authority/corporate-body/",),
    "eu-country": (_EU + "authority/country/",),
    "eurovoc": ("http://eurovoc.europa.eu/",),
    "ilo": ("https://webapps.ilo.org/dyn/normlex/en/",),
    "ror": ("https://ror.org/",),
    "sdg": ("http://metadata.un.org/sdg/",),
    "source-link": ("https://eeas.europa.eu/", "https://ec.europa.eu/"),
    "unbis": ("http://metadata.un.org/thesaurus/",),
    "untc": ("http://treaties.un.org/pages/",),
    "wikidata": ("http://www.wikidata.org/entity/",),
}
"""Each scheme of links, with where its IRIs begin."""

PAGES = frozenset({"cets", "council-register", "ilo", "source-link", "untc"})
"""Schemes whose addresses are pages about a thing: nothing of ours is the same as a page."""

CODES: Mapping[str, re.Pattern[str]] = {
    "coe-doc": re.compile(r"CDL-AD\(\d{4}\)\d{3}"),
    "eu-doc": re.compile(r"(COM|JOIN|SWD)\(\d{4}\) \d+"),
    "iso-3166-1": re.compile(r"[A-Z]{2}"),
    "iso-3166-2": re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}"),
    "lv-registration-number": re.compile(r"\d{11}"),
    "un-doc": re.compile(r"A/[A-Z0-9./]+"),
}
"""Each scheme of identifiers that are no IRI, with the form of its values."""

PREDICATES: Mapping[str, URIRef] = {
    "owl:sameAs": OWL.sameAs,
    "rdfs:seeAlso": RDFS.seeAlso,
    "skos:exactMatch": SKOS.exactMatch,
    "skos:closeMatch": SKOS.closeMatch,
    "skos:broadMatch": SKOS.broadMatch,
    "skos:narrowMatch": SKOS.narrowMatch,
    "skos:relatedMatch": SKOS.relatedMatch,
}
_MATCHES = ("exact", "close", "broad", "narrow", "related")
_JUSTIFICATIONS = ("semapv:LexicalMatching", "semapv:ManualMappingCuration")
_NEEDED = ("subject_id", "predicate_id", "object_id", "mapping_justification", "match")
_COLUMNS = (*_NEEDED, "subject_label", "subject_label_lv", "object_label", "object_label_lv", "comment")
_GROUNDS = ("evidence", "evidence_quote")
_CODE_COLUMNS = ("key", "label", "label_lv", "scheme", "identifier", *_GROUNDS)
_PREFIX = re.compile(r'#\s+([A-Za-z][A-Za-z0-9-]*):\s*"([^"]+)"')
_IRI = re.compile(r"[A-Za-z0-9:/?#\[\]@!$&'()*+,;=._~%-]+")


@dataclass(frozen=True)
class Link:
    """One link of the thing KEY: to an IRI elsewhere, or by skos:notation to an identifier that is none.

    `evidence` is where the identifier was seen beside its label, `quote` the words that stand there.
    """

    key: str
    predicate: URIRef
    target: str
    scheme: str
    evidence: str
    quote: str


@dataclass(frozen=True)
class _Row:
    cells: Mapping[str, str]
    file: Path
    line: int

    def error(self, message: str) -> DataError:
        return DataError(message, self.file, self.line)


def read_links(folder: Path, entries: Container[str]) -> tuple[Link, ...]:
    """All links in `folder`, sorted; `entries` are the KEYs of the lexicon.

    Raises DataError, naming file and line, when a scheme, KEY, prefix, predicate, match kind or justification
    is not known, something needed is absent, a target does not belong to its scheme or is a thing of ours, a
    page is called the same as a thing, or a link is given twice.
    """
    files = sorted(folder.glob("*" + SUFFIX))
    if not files:
        raise DataError(f"holds no links: there is no file *{SUFFIX}", folder)
    read = [(row, link) for file in files for row, link in _mappings(file)]
    read += _identifiers(folder / IDENTIFIERS)
    first: dict[tuple[str, str], _Row] = {}
    for row, link in read:
        if link.key not in entries:
            raise row.error(f"{link.key} is no entry of the lexicon")
        before = first.setdefault((link.key, link.target), row)
        if before is not row:
            place = f"{before.file.name}:{before.line}"
            raise row.error(f"{link.key} is linked to {link.target} twice, first in {place}")
    return tuple(sorted((link for _, link in read), key=lambda link: (link.key, link.scheme, link.target)))


def links_graph(links: Iterable[Link], used: Container[str]) -> Graph:
    """The links of the things whose KEYs are `used`, each with its evidence on an axiom of its own."""
    graph = Graph()
    for link in links:
        if link.key not in used:
            continue
        target = Literal(link.target) if link.predicate == SKOS.notation else URIRef(link.target)
        triple = (ID[link.key], link.predicate, target)
        digest = hashlib.sha256("\n".join(term.n3() for term in triple).encode()).hexdigest()
        axiom = BNode("link" + digest[:16])
        graph.add(triple)
        graph.add((axiom, RDF.type, OWL.Axiom))
        graph.add((axiom, OWL.annotatedSource, triple[0]))
        graph.add((axiom, OWL.annotatedProperty, triple[1]))
        graph.add((axiom, OWL.annotatedTarget, triple[2]))
        graph.add((axiom, DCTERMS.source, Literal(link.evidence)))
        graph.add((axiom, RDFS.comment, Literal(f"{link.scheme}: {link.quote}")))
    return graph


def count_by_scheme(links: Iterable[Link], used: Container[str]) -> dict[str, int]:
    """How many links of the things whose KEYs are `used` go to each scheme, by its name."""
    return dict(sorted(Counter(link.scheme for link in links if link.key in used).items()))


def _mappings(file: Path) -> Iterator[tuple[_Row, Link]]:
    scheme = file.name.removesuffix(SUFFIX)
    if scheme not in SCHEMES:
        raise DataError(f"{scheme} is none of the schemes {', '.join(sorted(SCHEMES))}", file)
    prefixes, rows = _table(file, (*_COLUMNS, *_GROUNDS), (*_NEEDED, *_GROUNDS))
    for row in rows:
        yield row, _mapping(row, prefixes, scheme)


def _mapping(row: _Row, prefixes: Mapping[str, str], scheme: str) -> Link:
    cells = row.cells
    subject = _expanded(row, "subject_id", prefixes)
    target = _expanded(row, "object_id", prefixes)
    _one_of(row, "predicate_id", PREDICATES)
    _one_of(row, "match", _MATCHES)
    _one_of(row, "mapping_justification", _JUSTIFICATIONS)
    if not subject.startswith(terms.ID):
        raise row.error(f"the subject {subject} is no thing of ours")
    if target.startswith(terms.BASE):
        raise row.error(f"the target {target} is a thing of ours; a link leads elsewhere")
    start = next((namespace for namespace in SCHEMES[scheme] if target.startswith(namespace)), None)
    if start is None or target == start or not _IRI.fullmatch(target):
        raise row.error(f"the target {target} is no IRI of the scheme {scheme}")
    predicate, match = cells["predicate_id"], cells["match"]
    fitting = {"rdfs:seeAlso"} if scheme in PAGES else {f"skos:{match}Match"}
    if scheme not in PAGES and match == "exact":
        fitting.add("owl:sameAs")
    if predicate not in fitting:
        raise row.error(
            f"{predicate} does not fit: a match of kind {match} to {scheme} is {' or '.join(sorted(fitting))}"
        )
    key = subject.removeprefix(terms.ID)
    return Link(key, PREDICATES[predicate], target, scheme, cells["evidence"], cells["evidence_quote"])


def _identifiers(file: Path) -> Iterator[tuple[_Row, Link]]:
    _, rows = _table(file, _CODE_COLUMNS, ("key", "scheme", "identifier", *_GROUNDS))
    for row in rows:
        cells = row.cells
        _one_of(row, "scheme", CODES)
        scheme, value = cells["scheme"], cells["identifier"]
        if not CODES[scheme].fullmatch(value):
            raise row.error(f"{value!r} is no identifier of the scheme {scheme}")
        yield (
            row,
            Link(cells["key"], SKOS.notation, value, scheme, cells["evidence"], cells["evidence_quote"]),
        )


def _table(
    file: Path, columns: tuple[str, ...], needed: tuple[str, ...]
) -> tuple[dict[str, str], list[_Row]]:
    """The prefixes in front of a table and its rows. Raises DataError when it is not built so."""
    lines = read_text(file, DataError).removesuffix("\n").split("\n")
    front = next((place for place, line in enumerate(lines) if not line.startswith("#")), len(lines))
    prefixes = {match[1]: match[2] for line in lines[:front] if (match := _PREFIX.fullmatch(line))}
    reader = csv.reader(lines[front:], delimiter="\t", strict=True)
    rows: list[_Row] = []
    try:
        names = next(reader, [])
        if sorted(names) != sorted(columns):
            raise DataError(f"the columns are not {', '.join(columns)}", file, front + 1)
        for values in reader:
            line = front + reader.line_num
            if len(values) != len(names):
                raise DataError(f"{len(values)} cells in a table of {len(names)} columns", file, line)
            rows.append(_Row(dict(zip(names, values, strict=True)), file, line))
    except csv.Error as problem:
        raise DataError(f"no valid table: {problem}", file, front + reader.line_num) from problem
    for row in rows:
        if empty := [name for name in needed if not row.cells[name].strip()]:
            raise row.error(f"{empty[0]} is empty")
    return prefixes, rows


def _expanded(row: _Row, column: str, prefixes: Mapping[str, str]) -> str:
    """The IRI that the CURIE in a column stands for."""
    prefix, colon, local = row.cells[column].partition(":")
    if not colon or prefix not in prefixes:
        raise row.error(f"{column} {row.cells[column]!r} begins with no prefix of the curie_map")
    return prefixes[prefix] + local


def _one_of(row: _Row, column: str, known: Iterable[str]) -> None:
    if row.cells[column] not in known:
        raise row.error(f"{column} {row.cells[column]!r} is none of {', '.join(known)}")
