"""Reconciliation over HTTP, each reply checked against the schema of its kind."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from jsonschema import Draft202012Validator, ValidationError

from hrgraph.latvian.forms import Forms
from hrgraph.service import reconcile
from hrgraph.service.app import create_app
from hrgraph.store.names import Named, as_json
from hrgraph.store.oxigraph import OxigraphStore

SCHEMA = json.loads((Path(__file__).parent / "reconciliation.json").read_text(encoding="utf-8"))


def checked(kind: str, said: Any) -> Any:
    """The reply, if it is as the specification has replies of this kind."""
    Draft202012Validator({"$ref": f"#/$defs/{kind}", "$defs": SCHEMA["$defs"]}).validate(said)
    return said


@pytest.fixture(scope="module")
def service(store: OxigraphStore, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client of a service whose build knows one thing more than the graph."""
    folder = tmp_path_factory.mktemp("names")
    israel = Named("israel", ("State",), "Izraēla", "Israel", ("Izraēlas Valsts",))
    families = Named("families", ("PersonGroup",), "ģimenes", "families", ("saimes",))
    (folder / "names.json").write_bytes(as_json([israel, families]))
    app = create_app(store, forms=Forms({"fifth": ["es", "em", "u"]}), build_dir=folder)
    with TestClient(app, headers={"Accept-Language": "lv"}, follow_redirects=False) as found:
        yield found


def match(service: TestClient, **query: Any) -> list[dict[str, Any]]:
    """The candidates of one query."""
    said = service.post("/reconcile", data={"queries": json.dumps({"q": query})})
    assert said.status_code == 200, said.text
    found: list[dict[str, Any]] = checked("results", said.json())["q"]["result"]
    return found


def test_the_manifest_leads_to_every_address(service: TestClient) -> None:
    """The manifest names the spaces, and each address in it answers, from any origin."""
    response = service.get("/reconcile")
    said = checked("manifest", response.json())

    assert said["identifierSpace"] == "https://w3id.org/hrgraph/id/"
    assert said["schemaSpace"] == "https://w3id.org/hrgraph/ontology#"
    assert {"id": "PersonGroup", "name": "personu grupa"} in said["defaultTypes"]
    assert response.headers["access-control-allow-origin"] == "*"
    for place in [*said["suggest"].values(), said["extend"]["propose_properties"]]:
        assert service.get(place["service_url"] + place["service_path"]).status_code == 200
    for kind in ("view", "preview"):
        assert service.get(said[kind]["url"].replace("{{id}}", "israel")).status_code == 200


def test_a_host_that_is_none_is_not_repeated(service: TestClient) -> None:
    """What a client puts in the Host header does not come back in the addresses."""
    said = service.get("/reconcile", headers={"Host": 'x"><script>'}).json()

    assert said["view"]["url"] == "http://testserver/reconcile/view/{{id}}"


def test_a_batch_by_get_and_by_post(service: TestClient) -> None:
    """The same batch gets the same reply by both methods, a result for every query."""
    batch = json.dumps({"a": {"query": "gimenem"}, "b": {"query": "Izraela"}, "c": {"query": "nekas"}})
    got = service.get("/reconcile", params={"queries": batch})
    posted = service.post("/reconcile", data={"queries": batch})

    assert got.json() == posted.json()
    said = checked("results", got.json())
    assert [said[name]["result"][:1] != [] for name in "abc"] == [True, True, False]
    assert (said["a"]["result"][0]["id"], said["a"]["result"][0]["match"]) == ("families", False)
    assert (said["b"]["result"][0]["id"], said["b"]["result"][0]["match"]) == ("israel", True)


def test_what_no_text_names_is_said_to_be_so(service: TestClient) -> None:
    """A thing that only the lexicon knows is a candidate with a note; names of the lexicon find any thing."""
    assert match(service, query="Izraēla")[0]["description"] == "tekstos nav minēts"
    assert match(service, query="saimes")[0]["description"] == "saimes"
    assert match(service, query="saimes")[0]["type"] == [{"id": "PersonGroup", "name": "personu grupa"}]


def test_limit_and_type(service: TestClient) -> None:
    """A query may limit how many candidates there are, and of which type."""
    assert len(match(service, query="rīcība", limit=1)) == 1
    assert match(service, query="Izraēla", type="PersonGroup") == []
    assert match(service, query="ģimenes", type=["Actor"])[0]["id"] == "families"


def test_conditions(service: TestClient) -> None:
    """A property that agrees keeps the match; one that does not takes it, and half of the score."""
    same = match(service, query="Rīcība I.A.3", properties=[{"pid": "names", "v": {"id": "families"}}])[0]
    named = match(service, query="Rīcība I.A.3", properties=[{"pid": "names", "v": ["saimes"]}])[0]
    other = match(service, query="Rīcība I.A.3", properties=[{"pid": "names", "v": "Izraēla"}])[0]

    assert (same["score"], same["match"]) == (named["score"], named["match"]) == (100, True)
    assert (other["score"], other["match"]) == (50, False)
    assert {"id": "names", "value": False} in other["features"]


def test_suggestions(service: TestClient) -> None:
    """Things, types and properties are suggested by the start of a word, from any place on."""

    def suggest(kind: str, **params: str) -> list[str]:
        said = service.get(f"/reconcile/suggest/{kind}", params=params).json()
        return [item["id"] for item in checked("suggestions", said)["result"]]

    assert suggest("entity", prefix="ģim") == ["families"]
    assert suggest("type", prefix="grup") == ["PersonGroup"]
    assert suggest("property", prefix="nosau") == ["names"]
    assert len(suggest("type", prefix="", limit="1")) == 1
    assert suggest("type", prefix="", cursor="1") == suggest("type", prefix="")[1:]
    assert suggest("type", prefix="", cursor="x", limit="-1") == suggest("type", prefix="")


def test_properties_of_a_type(service: TestClient) -> None:
    """Only properties that things of the type have are proposed."""
    said = checked("properties", service.get("/reconcile/properties?type=Action").json())
    names = {item["id"] for item in said["properties"]}

    assert {"names", "hr:text"} & names == {"names"}
    assert "rdfs:seeAlso" not in names


def test_extension(service: TestClient) -> None:
    """Columns hold things with names, whole numbers and words; what is not known stays empty."""
    wanted = {
        "ids": ["plan/I.A.3", "israel", "<x>", "none"],
        "properties": [{"id": "names"}, {"id": "ordinal"}, {"id": "text"}, {"id": "none"}],
    }
    said = checked("extension", service.post("/reconcile", data={"extend": json.dumps(wanted)}).json())
    row = said["rows"]["plan/I.A.3"]

    assert {"id": "families", "name": "ģimenes"} in row["names"]
    assert row["ordinal"] == [{"int": 3}]
    assert row["text"][0]["str"].startswith("Atbalstīt")
    assert (
        said["rows"]["israel"] == said["rows"]["<x>"] == {"names": [], "ordinal": [], "text": [], "none": []}
    )
    assert said["meta"][0] == {"id": "names", "name": "nosauc"}


def test_preview_and_view(service: TestClient) -> None:
    """A preview may stand in a page of anybody; the view of a thing in the texts is its page."""
    preview = service.get("/reconcile/preview/families")

    assert "frame-ancestors *" in preview.headers["content-security-policy"]
    assert "saimes" in preview.text
    assert service.get("/reconcile/view/families").headers["location"] == "/id/families"
    assert "Israel" in service.get("/reconcile/view/israel").text
    assert service.get("/reconcile/preview/none").status_code == 404


@pytest.mark.parametrize(
    ("field", "text", "place"),
    [
        ("queries", "{", "–"),
        ("queries", "[]", "–"),
        ("queries", '{"a": {"query": 1}}', "a/query"),
        ("queries", '{"a": {"query": "x", "limt": 1}}', "a/limt"),
        ("queries", '{"a": {"query": "x", "limit": 0}}', "a/limit"),
        ("queries", json.dumps({"a": {"query": "x" * 501}}), "a/query"),
        ("queries", '{"a": {"properties": [{"pid": "names", "v": null}]}}', "a/properties/0/v/str"),
        ("extend", '{"ids": ["a"]}', "properties"),
        ("extend", json.dumps({"ids": ["a"] * 1001, "properties": []}), "ids"),
    ],
)
def test_what_is_no_request_of_this_kind(service: TestClient, field: str, text: str, place: str) -> None:
    """A request that is not as specified is refused, with the place in it that is wrong."""
    response = service.post("/reconcile", data={field: text})

    assert response.status_code == 400
    assert response.json()["type"].endswith("not-reconcilable")
    assert f"({place})" in response.json()["detail"]


def test_limits_of_a_batch(service: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Too many queries, or too many bytes, are refused with the limit."""
    batch = {str(number): {"query": "x"} for number in range(reconcile.MOST_QUERIES + 1)}
    many = service.post("/reconcile", data={"queries": json.dumps(batch)})
    monkeypatch.setattr(reconcile, "_BODY", 100)
    long = service.post("/reconcile", data={"queries": " " * 101})

    assert (many.status_code, long.status_code) == (413, 413)
    assert "100" in many.json()["detail"]


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("manifest", {"versions": ["0.1"], "name": "x"}),
        ("results", {"q": {"result": [{"id": "a", "name": "b"}]}}),
        ("suggestions", {"result": [{"id": "a"}]}),
        ("extension", {"meta": [], "rows": {"a": {"b": [{"str": 1}]}}}),
        ("properties", {"properties": [{"id": "a"}]}),
    ],
)
def test_the_schemas_notice(kind: str, said: Any) -> None:
    """Each schema refuses a reply that lacks what the specification asks for."""
    with pytest.raises(ValidationError):
        checked(kind, said)
