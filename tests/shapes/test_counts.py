"""The pinned counts of the action plan, met by a plan that has just these numbers of parts."""

import pytest
from rdflib import RDF, Graph, Namespace

from . import examples

ID = Namespace("https://w3id.org/hrgraph/id/")
PLAN = ID["eu-action-plan-hrd-2020-2024"]


@pytest.fixture
def plan() -> Graph:
    """The skeleton of the plan, part by part."""
    return Graph() + examples.parsed(examples.HERE / "eu-action-plan" / "whole-passing.ttl")


def found(graph: Graph) -> list[tuple[str, str]]:
    """Rule and number of everything that the shapes of the plan find."""
    results = examples.by_engine(graph, examples.shapes("eu-action-plan"))
    return [
        (result.shape.rpartition("#")[2], result.value.text if result.value else "") for result in results
    ]


def test_whole_plan_has_the_pinned_counts(plan: Graph) -> None:
    """119 actions in 20 areas of 5 priorities, and all the rest, break nothing."""
    actions = set(plan.subjects(RDF.type, examples.HR.Action))

    assert len(actions) == 119
    assert found(plan) == []


def test_one_action_too_few_is_found(plan: Graph) -> None:
    """Losing a single action is noticed, with the number that is left."""
    plan.remove((PLAN + "/III.C.5", None, None))

    assert found(plan) == [("Actions-III", "24")]


def test_other_data_need_no_plan() -> None:
    """Data that do not hold the plan are not asked for its parts."""
    assert found(Graph().add((ID.x, RDF.type, examples.HR.Topic))) == []
