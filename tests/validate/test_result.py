"""A result is a value: equal when everything in it is."""

from dataclasses import replace

from hrgraph.rdf.term import iri
from hrgraph.validate.result import Result


def test_results_are_compared_by_all_they_say() -> None:
    """Two engines that say the same give one result; another message makes another."""
    result = Result(iri("x:a"), "x:p", None, "x:s", "x:c", "violation", (("lv", "m"),))

    assert {result, replace(result)} == {result}
    assert replace(result, messages=(("lv", "n"),)) != result
