"""Every kind of statement of the real data, removed or altered, is missed or noticed by some shape.

A kind is a property of the things of one class, in the graphs of the documents and of the entities. One
statement of each kind is broken at a time; what no shape notices stands with its reason in `unnoticed.tsv`.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from hrgraph.rdf import terms
from hrgraph.validate.result import Result
from hrgraph.validate.shapes import PLAIN, Shapes, read_shapes

HERE = Path(__file__).parent
ROUNDS = 5
GENERATED = {f"<{terms.GRAPH}{name}>" for name in ("ontology", "inferred", "links", "metadata")}
TYPE = f"<{terms.RDF_TYPE}>"
SOURCE = f"<{terms.OWL}annotatedSource>"
INFERRED = f"<{terms.GRAPH}inferred>"
QUAD = re.compile(r"(\S+) (\S+) (.*) (<[^>]*>) \.")

Kind = tuple[str, str]
Quad = tuple[str, str, str, str]


@pytest.fixture(scope="module")
def shapes() -> Shapes:
    """The real shapes."""
    return read_shapes(HERE.parents[1] / "ontology")


def kinds(quads: list[Quad]) -> dict[Kind, list[Quad]]:
    """The statements by class of their subject and by property."""
    classes: dict[str, set[str]] = defaultdict(set)
    for subject, predicate, value, graph in quads:
        if predicate == TYPE and graph not in GENERATED:
            classes[subject].add(value)
    found: dict[Kind, list[Quad]] = defaultdict(list)
    for quad in quads:
        if quad[3] not in GENERATED:
            for cls in classes[quad[0]]:
                found[short(cls), short(quad[1])].append(quad)
    return found


def in_rounds(found: dict[Kind, list[Quad]]) -> Iterator[dict[Kind, Quad]]:
    """One statement of each kind; in a round they are of different things where there are enough."""
    rounds: list[dict[Kind, Quad]] = [{} for _ in range(ROUNDS)]
    used: list[set[str]] = [set() for _ in range(ROUNDS)]
    for number, kind in enumerate(sorted(found, key=lambda kind: (len(found[kind]), kind))):
        free = (
            (place, quad) for quad in found[kind] for place in range(ROUNDS) if quad[0] not in used[place]
        )
        place, quad = next(free, (number % ROUNDS, found[kind][0]))
        rounds[place][kind] = quad
        used[place].add(quad[0])
    return iter(rounds)


def short(iri: str) -> str:
    """The name of a term without its namespace."""
    return re.split(r"[#/]", iri.strip("<>"))[-1]


def is_noticed(quad: Quad, results: Iterable[Result], sources: dict[str, str]) -> bool:
    """Whether a result is about the thing whose statement was broken, and about that property if any.

    A broken owl:Axiom node is noticed by what is said of its source, one of `sources`, too.
    """
    subject, predicate, value = (term.strip("<>").removeprefix("_:") for term in quad[:3])
    mentioned = {subject, sources.get(quad[0], subject)}
    for result in results:
        about = {result.focus.text, result.value.text if result.value else ""}
        said = " ".join(text for _, text in result.messages)
        of_type = quad[1] == TYPE
        if mentioned & about and (of_type or result.path in ("", predicate) or predicate in said):
            return True
        if value in about and result.path in ("", f"^{predicate}"):
            return True
    return False


@pytest.mark.parametrize("change", ["removed", "altered"])
def test_every_broken_statement_is_noticed(shapes: Shapes, quads: bytes, change: str) -> None:
    """What no shape notices is just what the table of exceptions says, where `*` stands for any."""
    lines = quads.decode().splitlines()
    parsed: list[Quad] = [match.groups() for match in map(QUAD.fullmatch, lines) if match]  # type: ignore[misc]
    assert len(parsed) == len(lines)
    sources = {quad[0]: quad[2].strip("<>") for quad in parsed if quad[1] == SOURCE}
    unnoticed = set()
    for broken in in_rounds(kinds(parsed)):
        left_out = set(broken.values())
        # What the build infers from a type is gone with the type.
        changed = {quad[0] for quad in left_out if quad[1] == TYPE}
        left_out |= {
            quad for quad in parsed if quad[0] in changed and quad[1] == TYPE and quad[3] == INFERRED
        }
        kept = [" ".join(quad) for quad in parsed if quad not in left_out]
        if change == "altered":
            kept += [
                f'{subject} {predicate} "?"^^<x:y> {graph}'
                for subject, predicate, _, graph in broken.values()
            ]
        store = shapes.store()
        store.read("".join(f"{line} .\n" for line in kept).encode(), "n-quads", PLAIN)
        results = shapes.results(store)
        unnoticed |= {kind for kind, quad in broken.items() if not is_noticed(quad, results, sources)}

    rows = [
        line.split("\t") for line in (HERE / "unnoticed.tsv").read_text(encoding="utf-8").splitlines()[1:]
    ]
    allowed = {(cls, name) for cls, name, changes, _ in rows if change in changes}
    of_any_class = {name for cls, name in allowed if cls == "*"}
    wholly = {cls for cls, name in allowed if name == "*"}
    assert {kind for kind in unnoticed if kind[1] not in of_any_class and kind[0] not in wholly} == {
        kind for kind in allowed if "*" not in kind
    }
    assert of_any_class <= {name for _, name in unnoticed}
    assert wholly <= {cls for cls, _ in unnoticed}
