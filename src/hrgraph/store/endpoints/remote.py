"""A SPARQL 1.1 endpoint elsewhere: its addresses and credentials, and what its failures mean here."""

import os
from collections.abc import AsyncIterator, Generator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx2

from hrgraph.errors import BadQuery, Busy, DataError, HrgraphError, QueryError, StoreError, TimedOut
from hrgraph.store.reasons import Reason

USER, PASSWORD, TOKEN = "HRGRAPH_STORE_USER", "HRGRAPH_STORE_PASSWORD", "HRGRAPH_STORE_TOKEN"
"""The environment variables with the credentials: a user and a password, or a token (Bearer)."""

RETRY_AFTER = 3
_SHOWN = 300
_TIMED_OUT = ("S1T00", "S1TAT")
"""How Virtuoso says that a query took too long; with the second it answers a part, and 200."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where an endpoint takes queries, updates, and graphs (Graph Store Protocol)."""

    query: str
    update: str = ""
    graphs: str = ""

    def __post_init__(self) -> None:
        for address in (self.query, self.update, self.graphs):
            _check(address)


class Credentials(httpx2.Auth):
    """Answers whatever the endpoint challenges with: Basic or Digest; a token is sent unasked."""

    def __init__(self, user: str = "", password: str = "", token: str = "") -> None:
        self._basic = httpx2.BasicAuth(user, password)
        self._digest = httpx2.DigestAuth(user, password)
        self._token = token
        self._is_basic = False

    @classmethod
    def read(cls, environment: Mapping[str, str] = os.environ) -> "Credentials | None":
        """The credentials in the environment, or None."""
        user, password, token = (environment.get(name, "") for name in (USER, PASSWORD, TOKEN))
        return cls(user, password, token) if user or token else None

    def auth_flow(self, request: httpx2.Request) -> Generator[httpx2.Request, httpx2.Response, None]:
        """Send the request, and again as the answer to a challenge (httpx)."""
        if self._token:
            request.headers["Authorization"] = f"Bearer {self._token}"
            yield request
            return
        flow = (self._basic if self._is_basic else self._digest).auth_flow(request)
        response = yield next(flow)
        if self._is_basic or response.status_code != httpx2.codes.UNAUTHORIZED:
            return
        challenge = response.headers.get("WWW-Authenticate", "").lower()
        if challenge.startswith("digest"):
            yield flow.send(response)
        elif challenge.startswith("basic"):
            self._is_basic = True
            yield from self._basic.auth_flow(request)


def is_address(where: str) -> bool:
    """Whether this names an endpoint, and no folder."""
    return where.lower().startswith(("http://", "https://"))


def _check(address: str) -> None:
    if not address:
        return
    parts = urlsplit(address)
    if parts.username is not None or parts.password is not None:
        raise DataError(f"the address of a store must hold no password; set {USER} and {PASSWORD} for it")
    if not is_address(address) or not parts.hostname:
        raise DataError(f"{address!r} is no address of an endpoint; write it as https://host/path")


def client(credentials: Credentials | None, connections: int = 10) -> httpx2.AsyncClient:
    """A client that follows no redirect: it would take the query, or the credentials, elsewhere."""
    # Whoever asks has a time limit of its own.
    return httpx2.AsyncClient(
        auth=credentials,
        timeout=None,
        limits=httpx2.Limits(max_connections=connections, max_keepalive_connections=connections),
        headers={"User-Agent": "hrgraph"},
    )


@asynccontextmanager
async def told() -> AsyncIterator[None]:
    """Raise what the client raises as an error of hrgraph."""
    try:
        yield
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        # The text of some errors is the address, which is not for those who ask.
        raise StoreError(Reason("no-endpoint", why=type(error).__name__)) from error


def refusal(status: int, headers: Mapping[str, str], body: bytes, seconds: float) -> HrgraphError | None:
    """The error that an answer stands for; None where it is a whole answer."""
    said = " ".join(body[:_SHOWN].decode(errors="replace").split())
    is_late = headers.get("X-SQL-State", "").startswith(_TIMED_OUT) or any(c in said for c in _TIMED_OUT)
    if is_late or status in (httpx2.codes.REQUEST_TIMEOUT, httpx2.codes.GATEWAY_TIMEOUT):
        return TimedOut(Reason("timed-out", seconds=f"{seconds:g}"))
    if status == httpx2.codes.OK:
        return None
    if status == httpx2.codes.BAD_REQUEST:
        return BadQuery(Reason("cannot-run", message=said.partition(" SPARQL query:")[0]))
    if status in (httpx2.codes.UNAUTHORIZED, httpx2.codes.FORBIDDEN):
        return StoreError(Reason("not-let-in"))
    if status in (httpx2.codes.TOO_MANY_REQUESTS, httpx2.codes.SERVICE_UNAVAILABLE):
        return Busy(Reason("busy", seconds=RETRY_AFTER), RETRY_AFTER)
    if status == httpx2.codes.NOT_ACCEPTABLE:
        return QueryError(Reason("engine", message=f"status {status}"))
    return StoreError(Reason("engine", message=f"status {status}" + (f": {said}" if said else "")))
