"""N-Quads as plain values."""

import pytest

from hrgraph.errors import StoreError
from hrgraph.rdf.term import Term, iri, literal
from hrgraph.rdf.terms import XSD
from hrgraph.store.files.quads import Quad, read_quads


def test_terms_of_every_kind() -> None:
    """IRIs, blank nodes, and literals with and without language or datatype come as they are."""
    content = (
        '<urn:s> <urn:p> "ā\\n\\"" <urn:g> .\n<urn:s> <urn:p> "ā"@LV .\n'
        f'_:b <urn:p> "3"^^<{XSD}integer> <urn:g> .\n<urn:s> <urn:p> _:c <urn:g> .\n'
        "<urn:s> <urn:p> <urn:o> .\n"
    ).encode()

    assert list(read_quads(content)) == [
        Quad("urn:s", "urn:p", literal('ā\n"'), "urn:g"),
        Quad("urn:s", "urn:p", literal("ā", language="lv"), ""),
        Quad("_:b", "urn:p", literal("3", XSD + "integer"), "urn:g"),
        Quad("urn:s", "urn:p", Term("blank", "c"), "urn:g"),
        Quad("urn:s", "urn:p", iri("urn:o"), ""),
    ]


def test_no_quads() -> None:
    """What is no N-Quads is told by the name given and the line."""
    with pytest.raises(StoreError, match=r"^old\.nq: line 2: not N-Quads: "):
        list(read_quads(b"<urn:s> <urn:p> <urn:o> .\n<urn:s> x\n", "old.nq"))
