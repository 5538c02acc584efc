"""What appeared, changed and went from one edition to another."""

from dataclasses import replace

from hrgraph.rdf.term import iri, literal
from hrgraph.rdf.terms import ID, RDFS_LABEL
from hrgraph.releases.compare import compare, labels_of
from hrgraph.releases.model import APPEARED, CHANGED, GONE

from .editions import HELPS, LEADS, Compared, Small

OLD = Small()


def test_nothing_changed(changed: Compared) -> None:
    """An edition compared with itself has no changes, nor has one whose words only moved."""
    assert changed(OLD, OLD) == ()
    assert changed(OLD, Small(said=(HELPS._replace(at="9-15"), LEADS), date="2027-01-01")) == ()


def test_appeared_and_gone(changed: Compared) -> None:
    """A statement of one edition alone appeared or went, with the words behind it."""
    [change] = changed(OLD, Small(said=(HELPS,)))
    assert (change.kind, change.before, change.after) == (GONE, iri(ID + "work"), None)
    assert [ground.quote for ground in change.grounds_before] == [LEADS.quote]
    assert change.graphs_before == ("doc",)

    [change] = changed(Small(said=(HELPS,)), OLD)
    assert (change.kind, change.before, change.after) == (APPEARED, None, iri(ID + "work"))
    assert [ground.quote for ground in change.grounds_after] == [LEADS.quote]


def test_another_object_is_a_change(changed: Compared) -> None:
    """What a subject has in place of what it had, in the same language, is one change and not two."""
    other = OLD.others.replace('"Council"', '"The Council"')
    [change] = changed(OLD, replace(OLD, others=other))

    assert (change.kind, change.predicate) == (CHANGED, RDFS_LABEL)
    assert (change.before, change.after) == (
        literal("Council", language="en"),
        literal("The Council", language="en"),
    )


def test_several_objects_are_not_paired(changed: Compared) -> None:
    """Where it is not plain what took whose place, each is told for itself."""
    old = Small(said=(LEADS, LEADS._replace(triple="id:commission hr:leads id:council")))
    new = Small(said=(LEADS._replace(triple="id:commission hr:leads id:peace"),))

    assert sorted(change.kind for change in changed(old, new)) == [APPEARED, GONE, GONE]


def test_other_words_are_a_change(changed: Compared) -> None:
    """The same statement by another quote has changed; so has one that another graph says."""
    [change] = changed(OLD, Small(said=(HELPS, LEADS._replace(quote="Komisija vada"))))
    assert (change.kind, change.before) == (CHANGED, change.after)
    assert (change.grounds_before[0].quote, change.grounds_after[0].quote) == (LEADS.quote, "Komisija vada")

    inferred = "\ngraph:inferred { id:council hr:assists id:states . }"
    [change] = changed(OLD, replace(OLD, others=OLD.others + inferred))
    assert (change.kind, change.graphs_before, change.graphs_after) == (
        CHANGED,
        ("doc",),
        ("doc", "inferred"),
    )


def test_labels() -> None:
    """The changes come with the labels of what they speak of, those of the new edition first."""
    new = Small(said=(LEADS,), others=OLD.others.replace('"Council"', '"The Council"'))
    old_said, new_said = OLD.snapshot(), new.snapshot()
    labels = labels_of(compare(old_said, new_said), old_said, new_said)

    assert labels == {ID + "council": {"en": "The Council", "lv": "Padome"}}
