"""Parameters in the description of the addresses."""

import pytest
from fastapi.testclient import TestClient

from hrgraph.service.sparql.protocol import DIRECT, FORM


def test_parameters(client: TestClient) -> None:
    """The description names the parameters that an address reads, in the address or in a form."""
    paths = client.get("/openapi.json").json()["paths"]

    def names(path: str, method: str) -> set[str]:
        return {parameter["name"] for parameter in paths[path][method]["parameters"]}

    graphs = {"default-graph-uri", "named-graph-uri"}
    assert names("/sparql", "get") == {"query", "format", "lang", "explain"} | graphs
    assert names("/sparql", "post") == {"format", "lang", "explain"} | graphs
    assert names("/search", "get") == {"q", "format", "lang"}
    posted = paths["/sparql"]["post"]["requestBody"]["content"]
    assert set(posted) == {FORM, DIRECT}
    assert posted[FORM]["schema"]["required"] == ["query"]


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv", "html"])
def test_the_formats_are_real(client: TestClient, form: str) -> None:
    """A format of the description is one that a query can be answered in."""
    described = client.get("/openapi.json").json()["paths"]["/sparql"]["get"]["parameters"]
    [schema] = [parameter["schema"] for parameter in described if parameter["name"] == "format"]

    assert form in schema["enum"]
    assert client.get("/sparql", params={"query": "SELECT ?x {}", "format": form}).status_code == 200
