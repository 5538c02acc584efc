"""How heavy each kind of page is and how soon its first byte comes, asked of a running service.

Usage: hrgraph serve, then `python benchmarks/pages.py [ADDRESS]`. Prints a table in Markdown.
"""

import re
import statistics
import sys
import time
from http.client import HTTPConnection
from urllib.parse import quote, urlsplit

import brotli

PLAN = "/document/eu-action-plan-hrd-2020-2024"
COUNTED = (
    "PREFIX hr: <https://w3id.org/hrgraph/ontology#> SELECT ?thing (COUNT(?action) AS ?actions)"
    " WHERE { ?action hr:names ?thing } GROUP BY ?thing ORDER BY DESC(?actions) LIMIT 20"
)
PAGES = {
    "home": "/",
    "questions": "/questions",
    "question": "/question/cq02",
    "document": PLAN,
    "part of a document": f"{PLAN}/I.A.3",
    "thing": "/page/human-rights-defenders",
    "graph": "/graph/links",
    "ontology": "/ontology",
    "search": "/search?q=bernu",
    "query page": "/sparql",
    "query page, answer": "/sparql?query=" + quote(COUNTED),
    "validate": "/validate",
    "downloads": "/dumps",
    "cite": "/cite",
    "HTTP": "/docs",
}
LOADED = re.compile(r'(?:src|<link rel="(?:stylesheet|icon)" href)="(/[^"]+)"')
TIMES = 5


def get(connection: HTTPConnection, path: str) -> tuple[float, bytes, bytes]:
    """Milliseconds to the first byte, the body as sent, and the body unpacked."""
    headers = {"Accept": "text/html", "Accept-Encoding": "br", "Accept-Language": "lv"}
    start = time.perf_counter()
    connection.request("GET", path, headers=headers)
    response = connection.getresponse()
    waited = (time.perf_counter() - start) * 1000
    sent = response.read()
    if response.status >= 400:
        sys.exit(f"{path}: {response.status}")
    return waited, sent, brotli.decompress(sent) if response.headers["Content-Encoding"] == "br" else sent


def main(address: str) -> None:
    """Print a row for each kind of page."""
    connection = HTTPConnection(urlsplit(address).netloc)
    print("| page | sent kB | unpacked kB | with all it loads kB | first byte ms |")
    print("|---|---|---|---|---|")
    for name, path in PAGES.items():
        asked = [get(connection, path) for _ in range(TIMES)]
        waited = statistics.median(milliseconds for milliseconds, _, _ in asked)
        _, sent, page = asked[0]
        loaded = {one for one in LOADED.findall(page.decode()) if not one.startswith("//")}
        whole = len(sent) + sum(len(get(connection, one)[1]) for one in loaded)
        sizes = " | ".join(f"{size / 1000:.1f}" for size in (len(sent), len(page), whole))
        print(f"| {name} | {sizes} | {waited:.0f} |")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000")
