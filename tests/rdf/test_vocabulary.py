"""The ontology as plain sets: which class stands above which, and what may stand where."""

import pytest

from hrgraph.rdf.vocabulary import Vocabulary

VOCABULARY = Vocabulary(
    {"State": frozenset({"State", "Actor"}), "Actor": frozenset({"Actor"}), "Topic": frozenset({"Topic"})}
)


@pytest.mark.parametrize(
    ("classes", "above"),
    [
        (("State",), {"State", "Actor"}),
        (("State", "Topic"), {"State", "Actor", "Topic"}),
        (("Unknown",), {"Unknown"}),
        ((), set()),
    ],
)
def test_classes_above(classes: tuple[str, ...], above: set[str]) -> None:
    """Several classes bring everything above each of them; an unknown one stands for itself."""
    assert VOCABULARY.above(classes) == above


@pytest.mark.parametrize(
    ("classes", "wanted", "fits"),
    [
        ({"State", "Actor"}, {"Actor"}, True),
        ({"Actor"}, {"State"}, False),
        ({"Actor"}, {"State", "Actor"}, True),
        ({"Topic"}, set(), True),
        (set(), {"Actor"}, False),
    ],
)
def test_fits(classes: set[str], wanted: set[str], fits: bool) -> None:
    """A thing fits where one of its classes is wanted, or where any class will do."""
    assert VOCABULARY.fits(frozenset(classes), frozenset(wanted)) == fits
