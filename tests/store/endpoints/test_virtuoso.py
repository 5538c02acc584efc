"""What is mended in the answers of Virtuoso; tests of the endpoint ask through it."""

import pytest

from hrgraph.errors import TooLarge
from hrgraph.store.base import Kind
from hrgraph.store.endpoints.virtuoso import is_virtuoso, mended


def test_server() -> None:
    """Virtuoso names itself first in the header."""
    assert is_virtuoso("Virtuoso/07.20.3229 (Linux) x86_64")
    assert not is_virtuoso("nginx, not Virtuoso")


@pytest.mark.parametrize(
    ("value", "said"), [("1", b"<boolean>true</boolean>"), ("0", b"<boolean>false</boolean>")]
)
def test_ask(value: str, said: bytes) -> None:
    """A yes or no comes as a row with a number."""
    answer = (
        f'<result><binding name="__ASK_RETVAL"><literal datatype="x">{value}</literal></binding></result>'
    )
    assert said in mended(answer.encode(), Kind.ASK, None)


def test_blank_nodes() -> None:
    """The name of a blank node is no IRI; an IRI that looks so, and what RDF says, stays as it is."""
    assert mended(b"<bnode>nodeID://b1</bnode>", Kind.SELECT, None) == b"<bnode>b1</bnode>"
    assert mended(b"<uri>nodeID://b1</uri>", Kind.SELECT, None) == b"<uri>nodeID://b1</uri>"
    assert mended(b"<bnode>nodeID://b1</bnode>", Kind.CONSTRUCT, None) == b"<bnode>nodeID://b1</bnode>"


def test_cut_answers() -> None:
    """As many rows as the server gives at most may be fewer than there are."""
    assert mended(b"<result><result>", Kind.SELECT, "3") == b"<result><result>"
    with pytest.raises(TooLarge, match="no more than 2 rows"):
        mended(b"<result><result>", Kind.SELECT, "2")
