"""The dataset as search engines read it."""

import json
import re
from pathlib import Path

import pyoxigraph as ox
from fastapi.testclient import TestClient

from hrgraph.rdf import terms
from hrgraph.service.app import create_app
from hrgraph.service.pages.dataset import schema_org
from hrgraph.service.pages.dumps import DumpFile
from hrgraph.store.oxigraph import OxigraphStore

FILES = [
    DumpFile("hrgraph.ttl", "text/turtle", 12, "ab"),
    DumpFile("forms.json", "application/json", 1, "cd"),
]
SAID = f"""
    PREFIX rdfs: <{terms.RDFS}> PREFIX dct: <{terms.DCT}> PREFIX xsd: <{terms.XSD}>
    INSERT DATA {{ GRAPH <{terms.graph("metadata")}> {{
        <{terms.ID}hrgraph> rdfs:label "Kopa </script>"@lv , "Set"@en ; dct:license <urn:example:licence> ;
            dct:hasVersion "1.2" ; dct:modified "2026-11-21"^^xsd:date .
    }} }}
"""


def described() -> OxigraphStore:
    """A store that says what dataset it is."""
    engine = ox.Store()
    engine.update(SAID)
    return OxigraphStore(engine)


def test_what_is_said() -> None:
    """Name, licence, version and dates are those of the graph; the downloads are the files of the graph."""
    said = json.loads(schema_org(described(), FILES, "en"))

    assert (said["@type"], said["name"], said["version"]) == ("Dataset", "Set", "1.2")
    assert (said["license"], said["dateModified"]) == ("urn:example:licence", "2026-11-21")
    assert "datePublished" not in said
    assert said["description"]
    assert said["distribution"] == [
        {
            "@type": "DataDownload",
            "contentUrl": terms.DUMPS + "hrgraph.ttl",
            "encodingFormat": "text/turtle",
            "contentSize": "12 B",
            "sha256": "ab",
        }
    ]


def test_on_the_home_page(tmp_path: Path) -> None:
    """It stands in the page in the language of the page, and no word in it ends its element."""
    (tmp_path / "hrgraph.nt").write_bytes(b"")
    (tmp_path / "SHA256SUMS").write_text("ab  hrgraph.nt\n", encoding="utf-8")
    with TestClient(create_app(described(), build_dir=tmp_path)) as client:
        page = client.get("/?lang=lv", headers={"Accept": "text/html"}).text
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)

    assert found is not None
    said = json.loads(found[1])
    assert said["name"] == "Kopa </script>"
    assert [file["contentUrl"] for file in said["distribution"]] == [terms.DUMPS + "hrgraph.nt"]


def test_a_graph_that_does_not_describe_itself(store: OxigraphStore) -> None:
    """Nothing is said of it."""
    assert schema_org(store, FILES, "lv") == ""
