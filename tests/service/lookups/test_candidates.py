"""Names of others matched with things."""

import pytest

from hrgraph.latvian.forms import Forms
from hrgraph.service.lookups.candidates import Candidates, sure
from hrgraph.store.names import Named

THINGS = [
    Named("eu-delegations", ("ActorGroup",), "ES delegācijas", "EU delegations"),
    Named("israel", ("State",), "Izraēla", "Israel"),
    Named("council-of-the-eu", ("Organ",), "Eiropas Savienības Padome", "Council", ("Padome",)),
    Named("rome", ("Place",), "Roma", "Rome"),
    Named("roma", ("PersonGroup",), "romi", "Roma"),
]
FORMS = Forms({"fourth": ["a", "as", "ai", "u", "am", "ām"], "first": ["s", "i"]})
ABOVE = {"State": frozenset({"State", "Place"}), "Place": frozenset({"Place"})}


@pytest.fixture(scope="module")
def candidates() -> Candidates:
    """Candidates of a few things."""
    return Candidates(THINGS, FORMS, ABOVE)


@pytest.mark.parametrize(
    ("words", "key", "score", "certain"),
    [
        ("Izraēla", "israel", 100, True),
        ("IZRAELA", "israel", 100, True),
        ("  Izraela. ", "israel", 100, True),
        ("Izraēlai", "israel", 90, False),
        ("es delegacijas", "eu-delegations", 100, True),
        ("ES delegācijām", "eu-delegations", 90, False),
        ("delegācijām", "eu-delegations", 72.5, False),
        ("Padome", "council-of-the-eu", 100, True),
        ("padome", "council-of-the-eu", 95, False),
        ("Roma", "roma", 100, False),
    ],
)
def test_scores(candidates: Candidates, words: str, key: str, score: float, certain: bool) -> None:
    """The name itself is certain if one thing bears it; other forms and longer names are not."""
    found = candidates.find(words)

    assert (found[0].key, found[0].score) == (key, score)
    assert (sure(found) == key) is certain


def test_things_of_a_name(candidates: Candidates) -> None:
    """A name gives every thing that bears it, and nothing that only nearly does."""
    assert candidates.named("ROMA") == {"roma", "rome"}
    assert candidates.named("Romai") == frozenset()


def test_a_slip_of_the_pen(candidates: Candidates) -> None:
    """A name of much the same letters is a candidate below 80 and never certain."""
    found = candidates.find("Isreal")

    assert found[0].key == "israel"
    assert 60 < found[0].score < 80
    assert sure(found) is None


@pytest.mark.parametrize("words", ["", " –", "pilnīgi kas cits"])
def test_nothing(candidates: Candidates, words: str) -> None:
    """Words that name nothing have no candidates."""
    assert candidates.find(words) == []


def test_types(candidates: Candidates) -> None:
    """A type keeps things of it and of narrower ones; all types may be needed, or none but at a price."""
    assert [one.key for one in candidates.find("Roma", ["Place"])] == ["rome"]
    assert sure(candidates.find("Roma", ["Place"])) == "rome"
    assert candidates.find("Izraēla", ["Place"])[0].key == "israel"
    assert candidates.find("Izraēla", ["Place", "Organ"], "all") == []
    assert next((one.key, one.score) for one in candidates.find("Izraēla", ["Organ"], "should")) == (
        "israel",
        80,
    )


def test_the_start_of_a_name(candidates: Candidates) -> None:
    """A name is found by how it, or a later word of it, starts; nothing by nothing."""
    assert [one.key for one in candidates.starting("deleg")] == ["eu-delegations"]
    assert next(one.key for one in candidates.starting("padom")) == "council-of-the-eu"
    assert candidates.starting("") == []
