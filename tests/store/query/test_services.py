"""The list of endpoints that SERVICE may call."""

import pytest

from hrgraph.errors import DataError
from hrgraph.store.query.services import read_services


def test_a_list() -> None:
    """Addresses parted by white space, none by default."""
    assert read_services("") == frozenset()
    assert read_services(" https://a.org/sparql\nhttp://b.org:81/q?x=1 ") == {
        "https://a.org/sparql",
        "http://b.org:81/q?x=1",
    }


@pytest.mark.parametrize(
    "address", ["a.org/sparql", "ftp://a.org/", "file:///etc/passwd", "https:///x", "https://me:pw@a.org/"]
)
def test_no_endpoint(address: str) -> None:
    """What is no web address is refused by name."""
    with pytest.raises(DataError, match="no address of an endpoint"):
        read_services(address)


@pytest.mark.parametrize(
    "host",
    ["localhost", "x.localhost", "127.0.0.1", "10.0.0.8", "169.254.169.254", "[::1]", "[fd00::1]"],
)
def test_private_addresses(host: str) -> None:
    """This machine and private networks are allowed only as such."""
    address = f"http://{host}:80/sparql"
    with pytest.raises(DataError, match="private network; allow it with HRGRAPH_LOCAL_SERVICES"):
        read_services(address)
    assert read_services(address, may_be_local=True) == {address}
