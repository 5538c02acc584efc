"""The names that the lexicon gives to the service."""

from hrgraph.index.names import names_of
from hrgraph.knowledge import Knowledge


def test_every_entry_with_all_its_names(knowledge: Knowledge) -> None:
    """Things that no text names are known too, with short names, and without names shared by several."""
    named = {thing.key: thing for thing in names_of(knowledge.context.entries)}

    assert set(named) == set(knowledge.context.entries)
    assert named["israel"].lv == "Izraēla"
    assert {"EUSR", "ESĪP"} <= set(named["eusr-human-rights"].others)
    assert "ES delegācijas un biroji" not in named["eu-delegations"].others
