"""Documents checked a batch at a time: the same is found as in everything together."""

import random
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from rdflib import Graph

from hrgraph.errors import DataError
from hrgraph.store.columns import NotPlain
from hrgraph.store.working import WorkingStore
from hrgraph.validate.batches import in_batches
from hrgraph.validate.result import Result
from hrgraph.validate.shapes import PLAIN, Shapes, read_shapes

ONTOLOGY = Path(__file__).parents[2] / "ontology"
WORDS = {
    "a": "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>",
    "label": "<http://www.w3.org/2000/01/rdf-schema#label>",
    "start": "<http://www.w3.org/ns/oa#start>",
    "ontology": "<https://w3id.org/hrgraph/ontology>",
}
DOCUMENT = """
{d} a Document. {d} hasSourceText {d}/text. {d} label "{d}"@lv. {d} label "{d}"@en.
{d}/text a SourceText. {d}/segment a TextSegment. {d}/segment selectsFrom {d}/text.
{d}/p1 a Paragraph. {d}/p1 isPartOf {d}. {d}/p1 names un. {d}/p1 label "p"@lv. {d}/p1 label "p"@en.
un a InternationalOrganisation.
"""
KNOWN = 'un label "ANO"@lv. un label "UN"@en. council a Organ. council isOrganOf un.'
BROKEN = {
    "within a document": """
        {d}/p1 isPartOf un. {d}/p1 isTypo un. {d}/p1 mentions nothing. {d}/p1 namesWithinTerm un.
    """,
    "of shared things": """
        un label "Apvienotās"@lv. un assists {d}/p1. un cooperatesWith third/p1.
        {d}/p1 mentions nowhere. one/p1 mentions nowhere.
    """,
    "between documents": """
        {d}/p1 isPartOf one/p1. one/p1 isPartOf {d}. {d}/p2 isPartOf both. both isPartOf {d}/p2.
        note a Footnote. {d}/mark callsFootnote note. one/mark callsFootnote note.
        s a TextSegment. s selectsFrom {d}/text. s selectsFrom one/text.
        e establishes un. e dateExpression "1945". one/p1 mentions e.
        {d}/j a AccessionEvent. {d}/j joins un. {d}/j dateExpression "1940".
    """,
}


def quads(text: str, graph: str) -> str:
    """Statements in short (`one/p1 names un.`) as N-Quads."""
    lines = []
    for statement in text.split("."):
        if words := statement.split():
            terms = [WORDS.get(word) or _term(word, place) for place, word in enumerate(words)]
            lines.append(f"{' '.join(terms)} <https://w3id.org/hrgraph/graph/{graph}> .\n")
    return "".join(lines)


def _term(word: str, place: int) -> str:
    if word.startswith('"'):
        return word
    kind = "ontology#" if place == 1 or word[0].isupper() else "id/"
    return f"<https://w3id.org/hrgraph/{kind}{word}>"


def plain(shapes: Shapes, results: set[Result], store: WorkingStore) -> list[Result]:
    """The results of a batch as they are."""
    return list(results)


def compare(data: bytes, folder: Path, shapes: Shapes | None = None) -> set[Result]:
    """What breaks a shape, as found in everything together and in batches of one document each."""
    shapes = shapes or read_shapes(ONTOLOGY)
    store = shapes.store()
    store.read(data, "n-quads", PLAIN)
    file = folder / "data.nq"
    file.write_bytes(data)
    found = {one for some in in_batches(file, folder, shapes, plain, size=1) for one in some}

    assert found == shapes.results(store)
    return found


@pytest.mark.parametrize("case", BROKEN)
def test_batches_find_what_the_whole_has(case: str, tmp_path: Path) -> None:
    """Whatever is wrong, in a document or between documents, is found in batches too, and nothing else."""
    one, third = (quads(DOCUMENT.format(d=name), name) for name in ("one", "third"))
    right = one + quads(DOCUMENT.format(d="two"), "two") + third + quads(KNOWN, "entities")
    (folder := tmp_path / "right").mkdir()
    before = compare(right.encode(), folder)
    wrong = right + quads(BROKEN[case].format(d="two"), "two")

    assert compare(wrong.encode(), tmp_path) - before


def test_a_document_may_name_what_all_questions_are_about(tmp_path: Path) -> None:
    """Where one speaks of the ontology, another's thing that shared ones point to has its type still."""
    documents = "".join(quads(DOCUMENT.format(d=name), name) for name in ("one", "two", "third"))
    more = quads("two/p1 mentions ontology.", "two") + quads("un cooperatesWith third/p1.", "entities")

    found = compare((documents + quads(KNOWN, "entities") + more).encode(), tmp_path)
    assert not [one for one in found if one.shape.endswith("#NothingDangles")]


def with_query(query: str) -> Shapes:
    """A single shape with a query, and the ontology."""
    shape = Graph().parse(
        data=f'''
        @prefix sh: <http://www.w3.org/ns/shacl#> .
        <x:shape> a sh:NodeShape ; sh:targetNode <https://w3id.org/hrgraph/ontology> ; sh:sparql <x:query> .
        <x:query> a sh:SPARQLConstraint ; sh:message "M" ; sh:select """
            PREFIX hr: <https://w3id.org/hrgraph/ontology#> {query}""" .'''
    )
    return Shapes(shape, Graph(), read_shapes(ONTOLOGY).ontology)


APART = {
    "words that two documents have": "?value hr:text ?it . ?other hr:text ?it FILTER (?value != ?other)",
    "what may be words": "?value hr:isPartOf ?it . ?other hr:isPartOf ?it FILTER (?value != ?other)",
    "things of one type": "?value a hr:Footnote . ?other a hr:Footnote FILTER (?value != ?other)",
    "what both name": "?value hr:names ?it . ?other hr:names ?it . ?it a ?k FILTER (?value != ?other)",
    "a shared thing that leads back": "?value hr:names ?it . ?it hr:assists ?part . ?part hr:text ?words",
}


@pytest.mark.parametrize("pattern", APART.values(), ids=APART)
def test_a_query_that_leads_from_document_to_document_is_asked_of_all(pattern: str, tmp_path: Path) -> None:
    """A constraint whose pattern does not hang together inside a document finds the same in batches."""
    data = quads("un assists two/n. un a Organ.", "entities") + "".join(
        quads(
            f'{d}/n a Footnote. {d}/n text "same". {d}/n isPartOf "no". {d}/n names un. {d}/s a TextSegment.',
            d,
        )
        for d in ("one", "two")
    )

    assert compare(data.encode(), tmp_path, with_query(f"SELECT $this ?value {{ {pattern} }}"))


def test_a_query_of_any_property_that_needs_two_statements_is_refused(tmp_path: Path) -> None:
    """All data would have to be in memory for it; the message names the shape."""
    (file := tmp_path / "data.nq").write_text(quads(DOCUMENT.format(d="one"), "one"))
    shapes = with_query("SELECT $this ?value { ?value ?property ?it . ?other ?property ?it }")

    with pytest.raises(DataError, match=r"x:shape.*any property"):
        list(in_batches(file, tmp_path, shapes, plain))


@given(seed=st.integers(min_value=0, max_value=10**6))
@settings(max_examples=3, phases=[Phase.generate])
def test_real_documents_broken_at_random_give_the_same(quads: bytes, seed: int) -> None:
    """In a part of the real graph, with statements of all kinds altered or left out, batches find the same.

    The seeds are others each time; hypothesis prints the one that fails.
    """
    dice = random.Random(seed)
    lines = some_of(quads.splitlines(keepends=True), dice)
    for place in dice.sample(range(len(lines)), 60):
        other = dice.choice(lines).split(b" ", 3)
        words = lines[place].split(b" ", 3)
        graph = lines[place][lines[place].rindex(b" <") :]
        lines[place] = b"" if place % 2 else b" ".join([words[0], words[1], other[0]]) + graph

    with TemporaryDirectory() as folder:
        assert compare(b"".join(lines), Path(folder))


def some_of(lines: list[bytes], dice: random.Random) -> list[bytes]:
    """The lines on one in ten things of the largest graph, and all others."""
    graphs = [line[line.rindex(b" <") :] for line in lines]
    largest = Counter(graphs).most_common(1)[0][0]
    kept = {line.split(b" ", 1)[0]: dice.random() < 0.1 for line in lines}
    return [
        line
        for line, graph in zip(lines, graphs, strict=True)
        if graph != largest or kept[line.split(b" ", 1)[0]]
    ]


def test_lines_out_of_the_ordinary_are_refused(tmp_path: Path) -> None:
    """What is not written plainly, or stands in no graph, has to be written anew first."""
    for number, content in enumerate((b"<a:a> <a:b> <a:c> .\n", b"# a\n", b"<a:a>  <a:b> <a:c> <a:d> .\n")):
        (folder := tmp_path / str(number)).mkdir()
        (file := folder / "data.nq").write_bytes(content)
        with pytest.raises(NotPlain):
            list(in_batches(file, folder, read_shapes(ONTOLOGY), plain))
