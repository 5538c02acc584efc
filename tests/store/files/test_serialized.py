"""Files of RDF with the same bytes each time."""

import pyoxigraph as ox
import pytest

from hrgraph.store.files.serialized import serialized

TRIPLE = ox.Triple(ox.NamedNode("urn:b#x"), ox.NamedNode("urn:a#p"), ox.Literal("@prefix z: <urn:z> .\n"))


@pytest.mark.parametrize("form", [ox.RdfFormat.TURTLE, ox.RdfFormat.RDF_XML, ox.RdfFormat.TRIG])
def test_prefixes_stand_in_order(form: ox.RdfFormat) -> None:
    """However the prefixes come, they are declared in the order of their names; texts stay as they are."""
    prefixes = {name: f"urn:{name}#" for name in "hgfedcba"}
    found = serialized([TRIPLE], form, prefixes)

    assert found == serialized([TRIPLE], form, dict(reversed(prefixes.items())))
    places = [
        found.index(f"{name}{'=' if form == ox.RdfFormat.RDF_XML else ':'}".encode()) for name in ("a", "h")
    ]
    assert places == sorted(places)
    assert [quad.triple for quad in ox.parse(found, format=form)] == [TRIPLE]


def test_without_prefixes() -> None:
    """N-Triples have nothing to put in order."""
    found = serialized([TRIPLE], ox.RdfFormat.N_TRIPLES, {"a": "urn:a#"})

    assert found == b'<urn:b#x> <urn:a#p> "@prefix z: <urn:z> .\\n" .\n'
