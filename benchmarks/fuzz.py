"""Sends hostile requests to the service and reports every answer that is not one of its own.

Usage: python benchmarks/fuzz.py [COUNT] [SEED]

The requests are made from pieces of SPARQL, of protocols and of noise; the same seed makes the same ones. An
answer is the service's own if its status is foreseen (2xx, 3xx, 4xx) and no trace of the inside is in it.
"""

import random
import sys
import tomllib
import warnings
from collections import Counter
from pathlib import Path
from urllib.parse import quote_from_bytes

import pyoxigraph as ox
from fastapi.testclient import TestClient

from hrgraph.service.app import create_app
from hrgraph.service.http.rate import Rate
from hrgraph.store.limits import Limits
from hrgraph.store.oxigraph import OxigraphStore

PIECES = tomllib.loads(Path(__file__).with_name("fuzz.toml").read_text(encoding="utf-8"))
NAMES = ("words", "terms", "repeated", "media", "languages", "paths", "fields")
WORDS, TERMS, REPEATED, MEDIA, LANGUAGES, PATHS, FIELDS = (PIECES[name].split() for name in NAMES)


def client() -> TestClient:
    """A client of a service over a few statements, with the limits as they are but the rate."""
    engine = ox.Store()
    for number in range(20):
        subject = ox.NamedNode(f"https://w3id.org/hrgraph/id/{number}")
        label = ox.Literal(f"valsts {number}", language="lv")
        engine.add(ox.Quad(subject, ox.NamedNode("urn:p"), label, ox.NamedNode("urn:g")))
    store = OxigraphStore(engine, version="1")
    return TestClient(
        create_app(store, Limits(query_bytes=20_000), rate=Rate(per_minute=0)),
        raise_server_exceptions=False,
        follow_redirects=False,
    )


def words(chance: random.Random, pieces: list[str], most: int) -> str:
    """Some pieces in a row, most often parted by a space."""
    return chance.choice([" ", " ", ""]).join(chance.choices(pieces, k=chance.randrange(most)))


def request(chance: random.Random) -> dict[str, object]:
    """One request: method, address, headers, body."""
    query = words(chance, WORDS, chance.choice([3, 12, 60]))
    if chance.random() < 0.6:
        query = chance.choice(PIECES["shapes"]).format(
            *(words(chance, TERMS, chance.choice([2, 2, 2, 4])) for _ in range(2))
        )
    if chance.random() < 0.1:
        query = (
            chance.choice(["{", "(", "!", "ASK {", "a", "'", "?x "]) * chance.choice([50, 500, 5000]) + query
        )
    raw = query.encode("utf-8", "surrogatepass")
    if chance.random() < 0.1:
        place = chance.randrange(len(raw) + 1)
        raw = raw[:place] + chance.randbytes(3) + raw[place:]
    given = [(chance.choice(FIELDS), words(chance, WORDS, 4)) for _ in range(chance.choice([0, 0, 0, 1, 2]))]
    fields = "&".join(f"{name}={quote_from_bytes(value.encode('utf-8', 'replace'))}" for name, value in given)
    path = chance.choice(PATHS) if chance.random() < 0.3 else "/sparql"
    headers = {}
    if chance.random() < 0.6:
        accept = words(chance, MEDIA, 8).encode("ascii", "ignore")
        headers["Accept"] = chance.choice([accept, b"text/html", b"text/turtle;q=0.1, */*", b""])
    if chance.random() < 0.3:
        headers["Accept-Language"] = words(chance, LANGUAGES, 6).encode()
    if chance.random() < 0.1:
        headers["If-None-Match"] = chance.choice([b"*", b'"', b'W/"x"', b'""""'])
    if chance.random() < 0.5:
        body = b""
        method = chance.choice(["GET"] * 12 + ["HEAD", "OPTIONS", "PUT"])
        name = "q" if path == "/search" else "query"
        fields = "&".join(filter(None, [f"{name}={quote_from_bytes(raw)}", fields]))
    else:
        method, body = "POST", raw
        usual = ["application/sparql-query", "application/x-www-form-urlencoded"]
        kinds = usual * 8 + ["text/plain", "", "a/b;charset=x", "application/sparql-update"]
        headers["Content-Type"] = chance.choice(kinds).encode()
        if headers["Content-Type"].endswith(b"urlencoded") and chance.random() < 0.9:
            body = b"query=" + quote_from_bytes(raw).encode()
    return {"method": method, "url": f"{path}?{fields}", "headers": headers, "content": body}


def say(*what: object) -> None:
    """One line of the report."""
    sys.stdout.write(" ".join(map(str, what)) + "\n")


def main(count: int = 10_000, seed: int = 1) -> int:
    """Send so many requests; print the statuses, and each request with an answer not the service's own."""
    warnings.simplefilter("ignore")
    chance, statuses, wrong = random.Random(seed), Counter[int](), 0
    with client() as asking:
        for number in range(count):
            made = request(chance)
            response = asking.request(**made)  # type: ignore[arg-type]
            statuses[response.status_code] += 1
            if response.status_code >= 500 or any(word in response.text for word in PIECES["inside"]):
                wrong += 1
                say(number, response.status_code, made, response.text[:300])
    say(dict(sorted(statuses.items())), "wrong:", wrong)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:3])))
