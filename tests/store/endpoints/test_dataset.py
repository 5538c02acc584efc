"""The dataset of a query, as parameters that any endpoint understands."""

import pytest

from hrgraph.errors import BadQuery
from hrgraph.store.endpoints.dataset import (
    NONE,
    OWN,
    UNION,
    graph_names,
    parameters,
    refuse_functions,
    undescribed,
)
from hrgraph.store.query.guard import read

DEFAULT, NAMED = "default-graph-uri", "named-graph-uri"
GRAPHS = ("urn:g", "urn:h")


@pytest.mark.parametrize(
    ("query", "default", "named", "expected"),
    [
        pytest.param("ASK { ?s ?p ?o }", (), (), [(DEFAULT, UNION)], id="nothing said"),
        pytest.param(
            "ASK { GRAPH ?g { ?s ?p ?o } }",
            (),
            (),
            [(DEFAULT, UNION), (NAMED, "urn:g"), (NAMED, "urn:h")],
            id="asks for graphs",
        ),
        pytest.param("ASK FROM <urn:g> {}", (), (), [(DEFAULT, "urn:g"), (NAMED, NONE)], id="FROM"),
        pytest.param(
            "PREFIX u: <urn:> ASK FROM NAMED u:h {}",
            (),
            (),
            [(DEFAULT, NONE), (NAMED, "urn:h")],
            id="FROM NAMED",
        ),
        pytest.param(
            "ASK FROM <urn:g> {}", ("urn:h",), (), [(DEFAULT, "urn:h"), (NAMED, NONE)], id="the protocol wins"
        ),
        pytest.param("BASE <urn:> ASK FROM <g> {}", (), (), [], id="a relative name cannot be told"),
    ],
)
def test_parameters(
    query: str, default: tuple[str, ...], named: tuple[str, ...], expected: list[tuple[str, str]]
) -> None:
    """The protocol wins over FROM, FROM over the union of what is published; no half is left empty."""
    assert parameters(read(query), default, named, GRAPHS) == expected


def test_unpublished() -> None:
    """Where nothing is known of what is published, the endpoint decides."""
    assert parameters(read("ASK { ?s ?p ?o }"), (), (), None) == []


def test_undescribed() -> None:
    """FROM and FROM NAMED become blanks; all else stays in its place."""
    query = "ASK FROM <urn:g> FROM NAMED <urn:h> { ?s ?p 'FROM <urn:x>' }"
    bare = undescribed(read(query))
    assert bare.split() == ["ASK", "{", "?s", "?p", "'FROM", "<urn:x>'", "}"]
    assert bare.index("{") == query.index("{")


@pytest.mark.parametrize(
    "call",
    [
        "<https://w3id.org/hrgraph/function#fold>(1)",
        "h:fold(1)",
    ],
)
def test_functions(call: str) -> None:
    """A call of a function that another engine lacks is refused where it stands; its bare name is not."""
    prefix = "PREFIX h: <https://w3id.org/hrgraph/function#> "
    with pytest.raises(BadQuery, match="line 1"):
        refuse_functions(read(f"{prefix}ASK {{ FILTER({call}) }}"))
    refuse_functions(read(f"{prefix}ASK {{ ?s h:fold ?o FILTER(STR(?o) = '1') }}"))


def test_graph_names() -> None:
    """The graphs that the store keeps for itself are not among those published."""
    assert graph_names(iter(["urn:h", OWN + "union", "urn:g"])) == ("urn:g", "urn:h")
