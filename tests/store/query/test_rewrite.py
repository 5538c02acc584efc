"""Queries in a better form have the same answers."""

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hrgraph.store.oxigraph import OxigraphStore
from hrgraph.store.query.rewrite import rewritten

Object = ox.NamedNode | ox.Literal
NODES = [ox.NamedNode(f"https://example.org/{n}") for n in range(4)]
TERMS = [f"<https://example.org/{n}>" for n in range(3)]
VARIABLES = ["?a", "?b", "?c", "?d"]

WORDS = [ox.Literal("x"), ox.Literal("x", language="lv"), ox.Literal("1", datatype=ox.NamedNode("urn:t"))]

nodes = st.sampled_from(NODES)
statements = st.lists(st.tuples(nodes, nodes, st.sampled_from([*NODES, *WORDS])), max_size=25)
ends = st.sampled_from(VARIABLES * 2 + TERMS[:1])
paths = st.sampled_from([*TERMS, f"{TERMS[0]}/{TERMS[1]}", f"{TERMS[0]}+", f"^{TERMS[1]}", f"{TERMS[2]}*"])
patterns = st.builds("{} {} {}".format, ends, paths, ends)
triples = st.lists(patterns, min_size=1, max_size=2).map(" . ".join)
equal = (f"?b = {TERMS[1]}", f"{TERMS[2]} = ?c", "?c = 'x'", '?d = "x"@LV')
conditions = st.builds(
    "FILTER({})".format, st.sampled_from(["?a = ?b", "!BOUND(?c)", "?b != ?d", "BOUND(?d)", *equal])
)
absent = st.builds("FILTER NOT EXISTS {{ {} . {} }}".format, patterns, patterns)


def blocks(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """OPTIONAL around some of these parts."""
    return st.lists(parts, min_size=1, max_size=2).map(lambda made: f"OPTIONAL {{ {' '.join(made)} }}")


ended = triples.map("{} .".format)
optionals = blocks(ended | conditions | absent | blocks(ended))
groups = st.lists(ended | optionals | conditions | absent, min_size=1, max_size=5)


def rows(engine: ox.Store, query: str) -> list[str]:
    """The rows of an answer in some order, its columns by name."""
    solutions = engine.query(query)
    assert isinstance(solutions, ox.QuerySolutions)
    names = sorted(variable.value for variable in solutions.variables)
    return sorted(str([str(solution[name]) for name in names]) for solution in solutions)


@settings(max_examples=150)
@given(statements, groups, st.booleans())
def test_same_answers(
    data: list[tuple[ox.NamedNode, ox.NamedNode, Object]], parts: list[str], is_nested: bool
) -> None:
    """Whatever is rewritten has the same rows, each as often, over whatever graph."""
    group = f"{{ {' '.join(parts)} }}"
    query = f"SELECT * {{ {{ {' '.join(parts)} }} UNION {group} }}" if is_nested else f"SELECT * {group}"
    better = rewritten(query)
    if better is None:
        return
    engine = ox.Store()
    engine.extend(ox.Quad(s, p, o) for s, p, o in data)

    assert rows(engine, better) == rows(engine, query)
    assert rewritten(better) is None


SAME = [
    "{ ?a :p ?b }",
    "{ ?a :p ?b OPTIONAL { ?b :p ?c } }",
    "{ ?a :p ?b OPTIONAL { ?b :p ?c } ?c :p ?d }",
    "{ OPTIONAL { ?a :p ?b } ?a :p ?c }",
    "{ ?a :p ?b OPTIONAL { ?b :p ?c FILTER(?d = ?c) } ?b :p ?d }",
    "{ ?a :p ?b OPTIONAL { ?b :p ?c } BIND(1 AS ?x) ?b :p ?d }",
    "{ ?a :p _:x OPTIONAL { ?a :p ?c } ?a :p ?d }",
    "{ ?a :p ?b OPTIONAL { ?b :p ?c } GRAPH ?g { ?b :p ?d } }",
    "{ ?a :p ?b OPTIONAL { ?b :p ?c } ?b :p ?d FILTER(?a<?b&&?b>?c) }",
    "{ ?a :p ?b FILTER(?c = :x) }",
    "{ ?a :p* ?b FILTER(?b = :x) }",
    "{ ?a :p ?b FILTER(?b = 1) }",
    "{ ?a :p ?b FILTER(?b = 'x'^^:t) }",
    "{ ?a :p ?b FILTER(STR(?b) = 'x') }",
    "{ ?a :p ?b FILTER(?b = :x || ?a = :x) }",
    "{ ?x :p ?y OPTIONAL { ?a :p ?b FILTER(?b = :x) } }",
    "{ ?x :p ?y FILTER NOT EXISTS { ?a :p ?b FILTER(?b = :x) } }",
    "{ ?a :p ?b FILTER NOT EXISTS { ?b :p ?c } }",
    "{ ?a :p ?b FILTER NOT EXISTS { ?c :p ?d . ?d :p ?e } }",
    "{ ?a :p ?b FILTER NOT EXISTS { ?b :p*/:p ?c } }",
    "{ ?a :p ?b FILTER NOT EXISTS { ?b :p/:p ?c FILTER(?c = ?a) } }",
    "{ ?x :p ?y OPTIONAL { ?a :p ?b FILTER NOT EXISTS { ?b :p/:p ?x } } }",
    "{ ?x :p ?y FILTER EXISTS { ?a :p ?b FILTER NOT EXISTS { ?b :p/:p ?x } } }",
    "{ GRAPH ?g { ?a :p ?b FILTER NOT EXISTS { ?b :p/:p ?g } } }",
]


@pytest.mark.parametrize("group", SAME)
def test_left_alone(group: str) -> None:
    """What is good, and what might get other answers, stays as it is."""
    assert rewritten(f"PREFIX : <https://example.org/> SELECT * {group}") is None


@pytest.mark.parametrize(
    ("group", "better"),
    [
        (
            "{ ?a :p ?b . OPTIONAL { ?b :p ?c } . ?b :q ?d . FILTER(?b < 2) OPTIONAL { ?d :p ?e } ?a :q ?f }",
            "{ ?a :p ?b . ?b :q ?d . ?a :q ?f OPTIONAL { ?b :p ?c } OPTIONAL { ?d :p ?e } FILTER(?b < 2) }",
        ),
        (
            "{ ?a :p ?b FILTER NOT EXISTS { ?b :p/:p ?c } ?a :q ?d }",
            "{ ?a :p ?b . ?a :q ?d MINUS { ?b :p/:p ?c } }",
        ),
        (
            "{ { ?a :p ?b # words }\n OPTIONAL { ?b :p ?c } ?b :q ?d } UNION { ?a :q ?b } }",
            "{ { ?a :p ?b . ?b :q ?d OPTIONAL { ?b :p ?c } } UNION { ?a :q ?b } }",
        ),
        (
            "{ ?a :p ?b . FILTER(?b = <urn:x>) ?b :q ?c . FILTER('y'@en=?c) }",
            "{ VALUES ?b { <urn:x> } VALUES ?c { 'y'@en } ?a :p ?b . ?b :q ?c }",
        ),
        (
            "{ ?a :p ?b OPTIONAL { ?b :q ?c } ?a :q ?d FILTER (?d = :x) FILTER (?c < 1) }",
            "{ VALUES ?d { :x } ?a :p ?b . ?a :q ?d OPTIONAL { ?b :q ?c } FILTER (?c < 1) }",
        ),
    ],
)
def test_forms(group: str, better: str) -> None:
    """Terms come first, then triples, OPTIONAL and filters; what is excluded is subtracted."""
    head = "PREFIX : <https://example.org/> SELECT * "

    assert rewritten(head + group) == head + better


def test_errors_keep_their_place(store: OxigraphStore) -> None:
    """A wrong query that would be rewritten is told its error as it was written."""
    query = "SELECT * { ?a ?b ?c OPTIONAL { ?a ?d ?e } ?a ?f ?g FILTER(?g > ) }"

    with pytest.raises(Exception, match="line 1, column 64: “\\)” cannot stand here"):
        store.query(query)
