"""What HermiT says of the ontology, of data that is right and of data that cannot be."""

from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import pytest
from rdflib import Graph

from hrgraph.validate.consistency import CONSISTENT, check_consistency
from hrgraph.validate.data import ontology_files, read_turtle
from hrgraph.validate.finding import Finding

HERE = Path(__file__).parent
ONTOLOGY = read_turtle(ontology_files(HERE.parents[1] / "ontology"))
POSSIBLE = HERE / "possible.ttl"
IMPOSSIBLE = [
    HERE / "impossible" / f"{name}.ttl"
    for name in (
        "an-ordinal-of-zero",
        "assisting-oneself",
        "rights-of-a-treaty",
        "two-parts-inside-each-other",
    )
]
"""One of each way to be impossible; test_owlapi.py puts them all to two reasoners at once."""


@cache
def answers() -> dict[str, list[Finding]]:
    """What the reasoner finds, case by case; two run at a time because each start of Java costs a second."""
    cases = {"": b""} | {
        file.stem: Graph().parse(file, format="turtle").serialize(format="nt", encoding="utf-8")
        for file in (POSSIBLE, *IMPOSSIBLE)
    }
    with ThreadPoolExecutor(2) as pool:
        return dict(
            zip(cases, pool.map(lambda abox: check_consistency(ONTOLOGY, abox), cases.values()), strict=True)
        )


def test_ontology_is_consistent_and_every_class_can_have_members() -> None:
    """The ontology alone contradicts itself nowhere, and no class is empty by its definition."""
    assert answers()[""] == []


def test_data_of_every_pattern_is_consistent() -> None:
    """One example of everything the graph says fits the ontology."""
    assert answers()["possible"] == []


@pytest.mark.parametrize("case", IMPOSSIBLE, ids=lambda file: file.stem)
def test_impossible_data_is_inconsistent(case: Path) -> None:
    """The axioms are strong enough to refuse what cannot be."""
    assert {finding.rule for finding in answers()[case.stem]} == {CONSISTENT}


def test_clash_of_types_names_the_thing() -> None:
    """Where two types clash the finding names the thing and both classes, in both languages."""
    [finding] = answers()["rights-of-a-treaty"]

    assert finding.focus == "https://w3id.org/hrgraph/id/y"
    assert finding.path == "https://w3id.org/hrgraph/ontology#servesRightsOf"
    assert finding.message_en == (
        "The thing would be both hr:Actor (hr:servesRightsOf) and hr:Treaty (rdf:type), "
        "which share no members."
    )
    assert "hr:Treaty" in finding.message_lv
