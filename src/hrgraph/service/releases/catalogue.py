"""Releases in; what they are, for catalogues of open data (DCAT 3, with the checksums of SPDX), out."""

from collections.abc import Iterator, Sequence

from hrgraph.rdf import terms
from hrgraph.rdf.dcat_ap import RANGES
from hrgraph.rdf.files import media_type
from hrgraph.rdf.term import Term, iri, literal
from hrgraph.rdf.terms import DCT, RDF_TYPE, XSD
from hrgraph.releases.folder import GRAPH, Release, iri_of
from hrgraph.service.http.negotiate import LANGUAGES
from hrgraph.service.texts import word
from hrgraph.store.files.turtle import turtle

Triple = tuple[str, str, Term]

DATASET = terms.thing("hrgraph")
_DCAT = "http://www.w3.org/ns/dcat#"
_SPDX = "http://spdx.org/rdf/terms#"
_FOAF = terms.PREFIXES["foaf"]
_PUBLISHER = terms.DUMPS + "dcat.ttl#publisher"
_LICENCE = "https://creativecommons.org/licenses/by/4.0/"
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"


def catalogue(releases: Sequence[Release], newest: str) -> bytes:
    """The releases as versions of the dataset, as Turtle; `newest` is the version of the newest of all."""
    triples = [*_triples(releases, newest)]
    triples += [(value.text, RDF_TYPE, iri(RANGES[which])) for _, which, value in triples if which in RANGES]
    return turtle(triples, {"dcat": _DCAT, "spdx": _SPDX})


def _triples(releases: Sequence[Release], newest: str) -> Iterator[Triple]:
    yield _PUBLISHER, RDF_TYPE, iri(_FOAF + "Agent")
    yield _PUBLISHER, _FOAF + "name", literal("hrgraph")
    for release in releases:
        yield DATASET, _DCAT + "hasVersion", iri(release.iri)
        if release.version == newest:
            yield DATASET, _DCAT + "hasCurrentVersion", iri(release.iri)
    for release in releases:
        yield from _release(release)


def _release(release: Release) -> Iterator[Triple]:
    node, date = release.iri, literal(release.date, XSD + "date")
    yield node, RDF_TYPE, iri(_DCAT + "Dataset")
    yield node, _DCAT + "version", literal(release.version)
    yield node, _DCAT + "isVersionOf", iri(DATASET)
    if release.previous:
        yield node, _DCAT + "previousVersion", iri(iri_of(release.previous))
    for language in LANGUAGES:
        yield (
            node,
            DCT + "title",
            literal(word("release", language, version=release.version), language=language),
        )
        yield node, DCT + "description", literal(word("tagline", language), language=language)
    yield node, DCT + "issued", date
    yield node, DCT + "modified", date
    yield node, DCT + "license", iri(_LICENCE)
    yield node, DCT + "publisher", iri(_PUBLISHER)
    for name, digest in release.files().items():
        if name in (GRAPH, "changes.ttl", "changes.json"):
            yield from _file(release, name, digest)


def _file(release: Release, name: str, digest: str) -> Iterator[Triple]:
    address = f"{release.iri}/{name}"
    checksum = f"{address}#sha256"
    yield release.iri, _DCAT + "distribution", iri(address)
    yield address, RDF_TYPE, iri(_DCAT + "Distribution")
    yield address, DCT + "title", literal(name)
    yield address, DCT + "license", iri(_LICENCE)
    yield address, _DCAT + "accessURL", iri(address)
    yield address, _DCAT + "downloadURL", iri(address)
    inside = name.removesuffix(".gz")
    yield address, _DCAT + "mediaType", iri(_MEDIA_TYPES + media_type(inside))
    if inside != name:
        yield address, _DCAT + "compressFormat", iri(_MEDIA_TYPES + media_type(name))
    size = (release.folder / name).stat().st_size
    yield address, _DCAT + "byteSize", literal(str(size), XSD + "nonNegativeInteger")
    yield address, _SPDX + "checksum", iri(checksum)
    yield checksum, RDF_TYPE, iri(_SPDX + "Checksum")
    yield checksum, _SPDX + "algorithm", iri(_SPDX + "checksumAlgorithm_sha256")
    yield checksum, _SPDX + "checksumValue", literal(digest, XSD + "hexBinary")
