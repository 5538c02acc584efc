"""Addresses, credentials and failures of an endpoint."""

import httpx2
import pytest

from hrgraph.errors import DataError
from hrgraph.store.endpoints.remote import Address, Credentials, is_address

DIGEST = 'Digest realm="r", nonce="n", qop="auth", algorithm="MD5"'


@pytest.mark.parametrize(
    "address", ["ftp://host/", "http://", "folder", "https://user@host/", "http://u:p@host/"]
)
def test_addresses_that_are_none(address: str) -> None:
    """Anything but http(s) is refused, and so is a user or a password in an address."""
    with pytest.raises(DataError):
        Address(address)
    with pytest.raises(DataError):
        Address("https://host/", address)


def test_what_is_an_address() -> None:
    """A folder may have any name but one that begins as an address does."""
    assert [is_address(where) for where in ("http://h/", "HTTPS://h/", "memory", "./http", "http")] == [
        True,
        True,
        False,
        False,
        False,
    ]


def _server(challenge: str, seen: list[str]) -> httpx2.MockTransport:
    def answer(request: httpx2.Request) -> httpx2.Response:
        given = request.headers.get("Authorization", "")
        seen.append(given.partition(" ")[0])
        wanted = challenge.partition(" ")[0]
        return httpx2.Response(
            200 if given.startswith(wanted) else 401, headers={"WWW-Authenticate": challenge}
        )

    return httpx2.MockTransport(answer)


@pytest.mark.parametrize(("challenge", "kind"), [(DIGEST, "Digest"), ('Basic realm="r"', "Basic")])
def test_challenges(challenge: str, kind: str) -> None:
    """Whichever way it is asked for, the password is given that way, and unasked the next time."""
    seen: list[str] = []
    credentials = Credentials.read({"HRGRAPH_STORE_USER": "u", "HRGRAPH_STORE_PASSWORD": "p"})
    with httpx2.Client(transport=_server(challenge, seen), auth=credentials) as client:
        statuses = [client.get("http://host/").status_code for _ in range(2)]
    assert statuses == [200, 200]
    assert seen == ["", kind, kind]


def test_token() -> None:
    """A token is sent at once; without credentials in the environment none are sent."""
    seen: list[str] = []
    credentials = Credentials.read({"HRGRAPH_STORE_TOKEN": "t"})
    with httpx2.Client(transport=_server("Bearer", seen), auth=credentials) as client:
        assert client.get("http://host/").status_code == 200
    assert seen == ["Bearer"]
    assert Credentials.read({}) is None
