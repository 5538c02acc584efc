"""A dataset taken apart: what goes with which document, and what is shared."""

from pathlib import Path

from hrgraph.rdf.terms import RDF_TYPE
from hrgraph.store.columns import Columns, by_graph
from hrgraph.validate.split import Asked, Batch, Split, split

TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
SEGMENT = "<https://w3id.org/hrgraph/ontology#TextSegment>"
ONE = f"""<x:one> {TYPE} {SEGMENT} <g:one> .
<x:one> <p:names> <x:both> <g:one> .
<x:both> <p:helps> <x:part> <g:one> .
<x:part> {TYPE} <x:Part> <g:one> .
"""
TWO = f"""<x:two> {TYPE} {SEGMENT} <g:two> .
<x:two> <p:calls> <x:both> <g:two> .
"""
OTHER = """<x:two> <p:label> "two" <g:more> .
<x:both> <p:label> "both" <g:more> .
<x:alone> <p:label> "alone" <g:more> .
"""


def taken_apart(folder: Path, content: str = ONE + TWO + OTHER) -> Split:
    """Batches of one document each; the property p:calls is followed backwards, x:part is a focus node."""
    (file := folder / "data.nq").write_text(content)
    return split(file, folder, Asked(frozenset({"p:calls"}), frozenset()), 1)


def test_statements_go_where_their_subject_belongs(tmp_path: Path) -> None:
    """Another graph's statement on a document's thing goes with the document, all else is shared."""
    found = taken_apart(tmp_path)
    one, two = found.batches

    assert one.graphs == {"g:one"}
    assert two.graphs == {"g:two"}
    assert (one.more.read_text(), two.more.read_text()) == ("", OTHER.splitlines(keepends=True)[0])
    assert found.shared.read_text() == "".join(
        [*OTHER.splitlines(keepends=True)[1:], ONE.splitlines(keepends=True)[2]]
    )


def test_what_shapes_ask_of_shared_things_lies_around_them(tmp_path: Path) -> None:
    """The types of what shared things point to, and statements that are followed backwards to them."""
    found = taken_apart(tmp_path)
    around = [found.types_of(of_batch(batch), "g:some").decode() for batch in found.batches]

    assert found.around.read_text() == TWO.splitlines(keepends=True)[1]
    assert around == [
        ONE.splitlines(keepends=True)[3].replace("g:one", "g:some"),
        TWO.splitlines(keepends=True)[0].replace("g:two", "g:some"),
    ]
    assert {b"<x:part>", b"<x:two>"} == found.strangers
    assert {b"<p:names>", b"<p:helps>", b"<p:calls>"} == found.bridges
    assert {b"<p:helps>"} == found.inward


def test_things_of_two_documents_that_are_linked_elsewhere_are_shared(tmp_path: Path) -> None:
    """What another graph links across documents is seen from both."""
    found = taken_apart(tmp_path, ONE + TWO + "<x:part> <p:is> <x:two> <g:more> .\n")

    assert b"<x:two>" in found.names
    assert all(line in found.shared.read_text() for line in TWO.splitlines(keepends=True))


def test_statements_with_a_property_are_gathered(tmp_path: Path) -> None:
    """Every document's statement with one of the properties, of types only those asked for, and no other."""
    found = taken_apart(tmp_path)
    calls, label = TWO.splitlines(keepends=True)[1], OTHER.splitlines(keepends=True)[0]
    one, two = (
        found.some_of(
            of_batch(batch), ["p:calls", "p:helps", "p:label", RDF_TYPE], ["x:Part"], "g:some"
        ).decode()
        for batch in found.batches
    )

    assert one == ONE.splitlines(keepends=True)[3].replace("g:one", "g:some")
    assert two == calls.replace("g:two", "g:some") + label.replace("g:more", "g:some")


def of_batch(batch: Batch) -> Columns:
    """The statements on the things of a batch."""
    content = batch.documents() + batch.more.read_bytes()
    return Columns.together(list(by_graph(content).values()))
