"""Releases for catalogues of open data."""

from pathlib import Path
from types import ModuleType

import pytest
from pyshacl import validate
from rdflib import DCAT, DCTERMS, RDF, Graph, Literal, Namespace, URIRef

from hrgraph.releases.folder import Releases
from hrgraph.releases.freeze import freeze
from hrgraph.service.releases.catalogue import DATASET, catalogue

DCAT3 = Namespace(str(DCAT))
SHAPES = Path(__file__).parents[2] / "graph" / "dcat-ap.ttl"
NEW, OLD = (URIRef(f"https://w3id.org/hrgraph/releases/{version}") for version in ("0.10", "0.9"))


@pytest.fixture
def record(tmp_path: Path, editions: ModuleType) -> Graph:
    """The record of two releases, read again."""
    releases = Releases(tmp_path / "releases")
    for version in ("0.9", "0.10"):
        freeze(editions.write_build(tmp_path / "build", version, editions.Small()), releases)
    return Graph().parse(data=catalogue(releases.sound(), "0.10"), format="turtle")


def test_versions_of_the_dataset(record: Graph) -> None:
    """The dataset has its versions, the newest of which is the present one; each names the one before."""
    dataset = URIRef(DATASET)

    assert set(record.objects(dataset, DCAT3["hasVersion"])) == {NEW, OLD}
    assert record.value(dataset, DCAT3["hasCurrentVersion"]) == NEW
    assert record.value(NEW, DCAT3["previousVersion"]) == OLD
    assert record.value(OLD, DCAT3["previousVersion"]) is None
    assert record.value(NEW, DCAT3["isVersionOf"]) == dataset
    assert record.value(NEW, DCAT3["version"]) == Literal("0.10")
    assert str(record.value(NEW, DCTERMS.issued)) == "2026-11-21"


def test_it_conforms_to_dcat_ap(record: Graph) -> None:
    """Each release has what DCAT-AP makes mandatory; without its title it would not."""
    shapes = Graph().parse(SHAPES)
    assert validate(record, shacl_graph=shapes)[0]
    assert set(record.subjects(RDF.type, DCAT.Dataset)) == {NEW, OLD}

    record.remove((NEW, DCTERMS.title, None))
    assert not validate(record, shacl_graph=shapes)[0]


def test_the_compressed_graph(record: Graph) -> None:
    """The graph is N-Quads compressed by gzip, and at the address of the release."""
    file = URIRef(f"{NEW}/hrgraph.nq.gz")

    assert record.value(file, DCAT.mediaType) == URIRef(
        "https://www.iana.org/assignments/media-types/application/n-quads"
    )
    assert record.value(file, DCAT3["compressFormat"]) == URIRef(
        "https://www.iana.org/assignments/media-types/application/gzip"
    )
