"""What an edition says, and on what grounds."""

from dataclasses import replace

import pytest

from hrgraph.errors import StoreError
from hrgraph.rdf.term import iri
from hrgraph.rdf.terms import HR, ID
from hrgraph.releases.snapshot import Ground, Statement, snapshot
from hrgraph.store.files.quads import read_quads

from .editions import HELPS, LEADS, Small

ASSISTS = Statement(ID + "council", HR + "assists", iri(ID + "states"))


def test_words_behind_a_statement() -> None:
    """A statement of a text has its quote, part, maker and status; its document has a text and a hash."""
    said = Small().snapshot()

    assert said.grounds[ASSISTS] == {Ground("doc", "doc/p1", HELPS.quote, ID + "rule/helps", "automatic", "")}
    assert said.texts.keys() == {"doc"}
    assert HELPS.quote in said.words["doc"]
    assert said.named[ID + "states"] == {"doc/p1"}
    assert said.makers[ID + "rule/helps"] == {'"{who} palīdz {whom}"'}
    assert (said.date, said.labels[ID + "council"]) == ("2026-11-21", {"lv": "Padome", "en": "Council"})


def test_what_only_carries_evidence_is_no_statement() -> None:
    """Spans, mentions, evidence, axioms and the size of the dataset are left out; all else is there."""
    subjects = {statement.subject.removeprefix(ID) for statement in Small().snapshot().said}

    assert subjects == {"council", "commission", "doc/p1", "rule/helps", "rule/leads"}


def test_words_that_moved_are_the_same() -> None:
    """A text put before moves words: what rests on them stays as it was."""
    old = Small().snapshot()
    new = Small(said=(HELPS._replace(at="100-106"), LEADS._replace(at="130-150"))).snapshot()

    assert old.grounds == new.grounds
    assert old.said == new.said


def test_all_of_the_built_graph(quads: bytes) -> None:
    """Of the built graph every annotated statement has grounds, and none of them lacks a word or a maker."""
    said = snapshot(read_quads(quads))
    grounds = {ground for found in said.grounds.values() for ground in found}

    assert quads.count(b"#evidence> ") >= len(said.grounds) > 3000
    assert said.grounds.keys() <= said.said.keys()
    assert all(ground.quote and ground.part and ground.maker in said.makers for ground in grounds)
    assert all(ground.quote in said.words[ground.document] for ground in grounds)


def test_a_file_of_rejections_that_is_none() -> None:
    """What is no list of rejected statements is told by its name."""
    with pytest.raises(StoreError, match=r"rejected\.json: is no list"):
        replace(Small()).snapshot(b'[{"subject": 1}]')
