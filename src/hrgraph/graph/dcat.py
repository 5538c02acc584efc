"""The files of a build in, the record of the dataset for catalogues of open data (DCAT-AP 3) out.

It stands beside the files and not in the graph: it gives their checksums, and they hold the graph.
"""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from rdflib import DCAT, DCTERMS, RDF, XSD, Graph, Literal, Namespace, URIRef

from hrgraph.graph.known import LICENCE
from hrgraph.graph.vocabulary import read_turtle
from hrgraph.graph.void import DATASET
from hrgraph.rdf import terms
from hrgraph.rdf.dcat_ap import RANGES
from hrgraph.rdf.files import media_type

FILE = "dcat.ttl"
RECORD = "catalogue.ttl"
"""The file, in data/, of what people know of the dataset."""

_HERE = Namespace(terms.DUMPS + FILE + "#")
_VERSION = URIRef("http://www.w3.org/ns/dcat#version")  # of DCAT 3; rdflib knows DCAT 2
_SPDX = Namespace("http://spdx.org/rdf/terms#")
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_FILE_TYPES = Namespace("http://publications.europa.eu/resource/authority/file-type/")
_TYPES: Mapping[str, URIRef] = MappingProxyType(
    {
        ".jsonld": _FILE_TYPES.JSON_LD,
        ".nt": _FILE_TYPES.RDF_N_TRIPLES,
        ".rdf": _FILE_TYPES.RDF_XML,
        ".trig": _FILE_TYPES.RDF_TRIG,
        ".ttl": _FILE_TYPES.RDF_TURTLE,
    }
)
"""File types of the EU by the end of a name; formats that are not here it gives no type."""


def dcat_record(record: Path, files: Mapping[str, bytes], metadata: Graph, version: str) -> bytes:
    """The record as Turtle: what the file `record` says, the version and dates, and the `files` by name.

    `metadata` is the graph with the dates of the dataset. Raises DataError when the record is no Turtle.
    """
    graph = read_turtle(record)
    graph.bind("spdx", _SPDX)
    graph.add((DATASET, _VERSION, Literal(version)))
    for which in (DCTERMS.issued, DCTERMS.modified):
        for date in metadata.objects(DATASET, which):
            graph.add((DATASET, which, date))
    for name, content in files.items():
        _add_distribution(graph, name, content)
    for name, kind in RANGES.items():
        for value in set(graph.objects(None, URIRef(name))):
            graph.add((value, RDF.type, URIRef(kind)))
    return graph.serialize(format="turtle", encoding="utf-8")


def _add_distribution(graph: Graph, name: str, content: bytes) -> None:
    node, checksum, address = _HERE[name], _HERE[f"{name}-sha256"], URIRef(terms.DUMPS + name)
    graph.add((DATASET, DCAT.distribution, node))
    graph.add((node, RDF.type, DCAT.Distribution))
    graph.add((node, DCTERMS.title, Literal(name)))
    graph.add((node, DCTERMS.license, LICENCE))
    graph.add((node, DCAT.accessURL, address))
    graph.add((node, DCAT.downloadURL, address))
    graph.add((node, DCAT.mediaType, URIRef(_MEDIA_TYPES + media_type(name))))
    if (kind := _TYPES.get(Path(name).suffix)) is not None:
        graph.add((node, DCTERMS["format"], kind))
    graph.add((node, DCAT.byteSize, Literal(len(content), datatype=XSD.nonNegativeInteger)))
    graph.add((node, _SPDX.checksum, checksum))
    graph.add((checksum, RDF.type, _SPDX.Checksum))
    graph.add((checksum, _SPDX.algorithm, _SPDX.checksumAlgorithm_sha256))
    digest = hashlib.sha256(content).hexdigest()
    graph.add((checksum, _SPDX.checksumValue, Literal(digest, datatype=XSD.hexBinary)))
