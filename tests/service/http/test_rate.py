"""Clients that ask too often."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from hrgraph.service.app import create_app
from hrgraph.service.http.rate import Buckets, Rate, client_of
from hrgraph.store.oxigraph import OxigraphStore


def test_a_bucket_empties_and_fills() -> None:
    """So many requests at once, then one each time the bucket has filled by one; clients are apart."""
    now = [0.0]
    buckets = Buckets(Rate(per_minute=30, burst=2), lambda: now[0])

    assert [buckets.take("a") for _ in range(3)] == [0, 0, 2]
    assert buckets.take("b") == 0
    now[0] = 1.0
    assert buckets.take("a") == 1
    now[0] = 2.0
    assert [buckets.take("a"), buckets.take("a")] == [0, 2]
    now[0] = 1000.0
    assert [buckets.take("a") for _ in range(3)] == [0, 0, 2]


def test_no_limit() -> None:
    """A rate of 0 refuses nobody."""
    buckets = Buckets(Rate(per_minute=0, burst=1), lambda: 0.0)

    assert {buckets.take("a") for _ in range(100)} == {0}


def test_memory_is_bounded() -> None:
    """The clients heard of longest ago are forgotten."""
    buckets = Buckets(Rate(per_minute=1, burst=1), lambda: 0.0)
    for number in range(10_001):
        buckets.take(str(number))

    assert len(buckets._left) == 10_000
    assert buckets.take("0") == 0
    assert buckets.take("10000") > 0


@pytest.mark.parametrize(
    ("forwarded", "proxies", "expected"),
    [
        ([], 0, "10.0.0.1"),
        (["1.2.3.4"], 0, "10.0.0.1"),
        (["1.2.3.4"], 1, "1.2.3.4"),
        (["6.6.6.6, 1.2.3.4"], 1, "1.2.3.4"),
        (["6.6.6.6", "1.2.3.4, 10.0.0.9"], 2, "1.2.3.4"),
        (["1.2.3.4"], 2, "10.0.0.1"),
        ([], 1, "10.0.0.1"),
    ],
)
def test_who_the_client_is(forwarded: list[str], proxies: int, expected: str) -> None:
    """Only what the proxies wrote counts, so that nobody can pass for somebody else."""
    headers = [(b"x-forwarded-for", value.encode()) for value in forwarded]

    assert client_of({"type": "http", "headers": headers, "client": ("10.0.0.1", 1)}, proxies) == expected


@pytest.fixture
def hurried(store: OxigraphStore) -> Iterator[TestClient]:
    """A client of a service that answers two requests a minute."""
    with TestClient(create_app(store, rate=Rate(per_minute=2, burst=2))) as found:
        yield found


def test_over_http(hurried: TestClient) -> None:
    """Over the rate there is 429 with Retry-After, as a problem and as a page; health is always told."""
    statuses = [hurried.get("/sparql?query=ASK{}").status_code for _ in range(3)]
    refused = hurried.get("/sparql?query=ASK{}", headers={"Accept-Language": "en"})
    page = hurried.get("/", headers={"Accept": "text/html"})

    assert statuses == [200, 200, 429]
    assert refused.json()["type"].endswith("/too-often")
    assert (
        refused.json()["detail"]
        == f"Too many requests in a short time. Try again in {refused.headers['retry-after']} s."
    )
    assert 0 < int(refused.headers["retry-after"]) <= 30
    assert "Pārāk daudz pieprasījumu" in page.text
    assert refused.headers["access-control-allow-origin"] == "*"
    assert hurried.get("/health/live").status_code == 200
