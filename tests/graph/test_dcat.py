"""The record of the dataset for catalogues of open data."""

import hashlib
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import DCAT, DCTERMS, RDF, RDFS, XSD, Graph, Literal, Namespace, URIRef

from hrgraph.errors import DataError
from hrgraph.graph.dcat import RECORD, dcat_record
from hrgraph.graph.void import DATASET
from hrgraph.rdf import terms

SPDX = Namespace("http://spdx.org/rdf/terms#")
SHAPES = Path(__file__).with_name("dcat-ap.ttl")
FILES = {"hrgraph.nq": b"quads", "hrgraph.ttl": "ā".encode()}
PUBLISHER = URIRef(terms.DUMPS + "dcat.ttl#publisher")
BREAKING = [
    (None, DCTERMS.title, None),
    (None, DCTERMS.description, None),
    (None, DCTERMS.publisher, None),
    (None, DCAT.dataset, None),
    (None, DCAT.accessURL, None),
    (None, DCAT.endpointURL, None),
    (PUBLISHER, None, None),
    (None, SPDX.algorithm, None),
    (None, SPDX.checksumValue, None),
    (None, DCAT.byteSize, None),
    (None, DCTERMS.modified, None),
    (None, DCTERMS.license, None),
    (None, RDF.type, DCTERMS.LicenseDocument),
    (None, RDF.type, DCTERMS.MediaType),
    (None, RDF.type, DCTERMS.MediaTypeOrExtent),
    (None, RDF.type, RDFS.Resource),
    (None, RDF.type, SPDX.ChecksumAlgorithm),
]


@pytest.fixture
def record(root: Path) -> Graph:
    """The record of two files, read again."""
    metadata = Graph()
    metadata.add((DATASET, DCTERMS.modified, Literal("2026-11-21", datatype=XSD.date)))
    return Graph().parse(data=dcat_record(root / "data" / RECORD, FILES, metadata, "1.2"), format="turtle")


def conforms(graph: Graph) -> bool:
    """Whether the graph has what DCAT-AP makes mandatory."""
    return bool(validate(graph, shacl_graph=Graph().parse(SHAPES))[0])


def test_what_is_mandatory_is_there(record: Graph) -> None:
    """The record conforms to the shapes of the mandatory fields."""
    assert conforms(record)


@pytest.mark.parametrize("missing", BREAKING)
def test_each_field_is_needed(
    record: Graph, missing: tuple[URIRef | None, URIRef | None, URIRef | None]
) -> None:
    """Without one of them it does not."""
    assert len(list(record.triples(missing))) > 0
    record.remove(missing)

    assert not conforms(record)


def test_files_of_the_record(record: Graph) -> None:
    """Each file has its address, its size in bytes and its SHA-256; the version is that of the program."""
    distributions = set(record.objects(DATASET, DCAT.distribution))

    assert record.value(DATASET, URIRef("http://www.w3.org/ns/dcat#version")) == Literal("1.2")
    assert {record.value(node, DCAT.downloadURL) for node in distributions} == {
        URIRef(terms.DUMPS + name) for name in FILES
    }
    for name, content in FILES.items():
        [node] = record.subjects(DCAT.downloadURL, URIRef(terms.DUMPS + name))
        assert str(record.value(node, DCAT.byteSize)) == str(len(content))
        assert (node, RDF.type, DCAT.Distribution) in record
        checksum = record.value(node, SPDX.checksum)
        assert str(record.value(checksum, SPDX.checksumValue)) == hashlib.sha256(content).hexdigest()


def test_same_record_same_bytes(root: Path) -> None:
    """The same files in another order give the same bytes."""
    turned = dict(reversed(FILES.items()))
    one, two = (dcat_record(root / "data" / RECORD, files, Graph(), "1") for files in (FILES, turned))

    assert one == two


@pytest.mark.parametrize("content", ["a b", None])
def test_a_record_that_cannot_be_read(tmp_path: Path, content: str | None) -> None:
    """A record that is no Turtle, or is not there, is told with its name."""
    file = tmp_path / RECORD
    if content is not None:
        file.write_text(content, encoding="utf-8")

    with pytest.raises(DataError, match=RECORD):
        dcat_record(file, {}, Graph(), "1")
