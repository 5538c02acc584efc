"""Namespaces and the minting of IRIs.

The base IRI is decided here and nowhere else. IRIs are ASCII, carry no version, language or extension,
and never change meaning.
"""

from collections.abc import Sequence

BASE = "https://w3id.org/hrgraph/"
HR = BASE + "ontology#"
HRS = BASE + "shapes#"
ID = BASE + "id/"
GRAPH = BASE + "graph/"
DUMPS = BASE + "dumps/"
RELEASES = BASE + "releases/"
FUNCTION = BASE + "function#"

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCT = "http://purl.org/dc/terms/"
PROV = "http://www.w3.org/ns/prov#"
OA = "http://www.w3.org/ns/oa#"

PREFIXES = {
    "hr": HR,
    "hrs": HRS,
    "hrf": FUNCTION,
    "id": ID,
    "graph": GRAPH,
    "rdf": RDF,
    "rdfs": RDFS,
    "owl": OWL,
    "xsd": XSD,
    "skos": SKOS,
    "dct": DCT,
    "prov": PROV,
    "oa": OA,
    "void": "http://rdfs.org/ns/void#",
    "sh": "http://www.w3.org/ns/shacl#",
    "org": "http://www.w3.org/ns/org#",
    "foaf": "http://xmlns.com/foaf/0.1/",
}
"""Namespaces by the prefix that people know them by."""

RDF_TYPE = RDF + "type"
RDFS_LABEL = RDFS + "label"

Run = tuple[int, int]
"""Start and end of an unbroken run of characters, in code points of the source file, end exclusive."""


def thing(key: str) -> str:
    """The IRI of the thing whose KEY is given, for instance `eeas` or `press-release-act/p1`."""
    return ID + key


def graph(name: str) -> str:
    """The IRI of a named graph."""
    return GRAPH + name


def _joined(runs: Sequence[Run]) -> str:
    return "_".join(f"{start}-{end}" for start, end in runs)


def span(document: str, runs: Sequence[Run]) -> str:
    """The IRI of the span made of these runs of one document."""
    return f"{ID}{document}/span/{_joined(runs)}"


def segment(document: str, run: Run) -> str:
    """The IRI of one unbroken run of characters of a document."""
    return f"{ID}{document}/char/{run[0]}-{run[1]}"


def mention(document: str, runs: Sequence[Run], key: str) -> str:
    """The IRI of the mention of the thing KEY by these characters."""
    return f"{ID}{document}/mention/{runs[0][0]}-{runs[-1][1]}/{key}"
