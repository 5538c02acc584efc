"""The pinned counts of the action plan, met by a plan that has just these numbers of parts."""

from pathlib import Path

import pytest
from rdflib import RDF, Graph, Namespace

from hrgraph.validate.data import read_turtle
from hrgraph.validate.shapes import run_shapes_on

ONTOLOGY = Path(__file__).parents[2] / "ontology"
HR = Namespace("https://w3id.org/hrgraph/ontology#")
ID = Namespace("https://w3id.org/hrgraph/id/")
PLAN = ID["eu-action-plan-hrd-2020-2024"]
AREAS = {"I": (11, 4, 8, 5, 5, 10), "II": (8, 5, 4, 9), "III": (5, 3, 5, 4, 5, 3), "IV": (5, 9), "V": (7, 4)}
MEANS = {"I": 13, "II": 12, "III": 14, "IV": 7, "V": 0}


@pytest.fixture
def plan() -> Graph:
    """The skeleton of the plan, part by part."""
    graph = Graph()
    graph.add((PLAN, HR.hasSourceText, PLAN + "/text"))

    def part(name: str, kind: str, parent: str = "") -> None:
        graph.add((PLAN + "/" + name, RDF.type, HR[kind]))
        graph.add((PLAN + "/" + name, HR.isPartOf, PLAN + "/" + parent if parent else PLAN))

    for number in range(1, 11):
        part(f"intro-list.{number}", "ListItem", "intro-list")
    for number in range(1, 9):
        part(f"fn.{number}", "Footnote")
    for number in range(1, 6):
        part(f"intro.{number}", "Paragraph", "intro")
    for priority, sizes in AREAS.items():
        part(priority, "Priority")
        for number in range(MEANS[priority]):
            graph.add((PLAN + "/" + priority, HR.hasMeans, ID[f"means-{number}"]))
        for letter, size in zip("ABCDEF", sizes, strict=False):
            part(f"{priority}.{letter}", "Area", priority)
            for number in range(1, size + 1):
                part(f"{priority}.{letter}.{number}", "Action", f"{priority}.{letter}")
    return graph


def found(graph: Graph) -> list[tuple[str, str]]:
    """Rule and number of everything that the shapes of the plan find."""
    shapes = read_turtle([ONTOLOGY / "shapes" / "eu-action-plan.ttl", ONTOLOGY / "prefixes.ttl"])
    return [(finding.rule.rpartition("#")[2], finding.value) for finding in run_shapes_on(graph, shapes)]


def test_whole_plan_has_the_pinned_counts(plan: Graph) -> None:
    """119 actions in 20 areas of 5 priorities, and all the rest, break nothing."""
    assert sum(map(sum, AREAS.values())) == 119
    assert found(plan) == []


def test_one_action_too_few_is_found(plan: Graph) -> None:
    """Losing a single action is noticed, with the number that is left."""
    plan.remove((PLAN + "/III.C.5", None, None))

    assert found(plan) == [("Actions-III", "24")]


def test_other_data_need_no_plan() -> None:
    """Data that do not hold the plan are not asked for its parts."""
    assert found(Graph().add((ID.x, RDF.type, HR.Topic))) == []
