"""Links to things elsewhere: the real files, the graph they give, and what is told about a wrong file."""

import csv
import io
from collections import Counter
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, BNode, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS

from hrgraph.errors import DataError
from hrgraph.graph.links import (
    CODES,
    IDENTIFIERS,
    SCHEMES,
    SUFFIX,
    Link,
    count_by_scheme,
    links_graph,
    read_links,
)
from hrgraph.graph.write import Graphs, nquads, things_in
from hrgraph.knowledge import Knowledge
from hrgraph.rdf import terms

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "ontology" / "alignments"
FILES = sorted(FOLDER.glob("*" + SUFFIX))
ID = Namespace(terms.ID)
TABLES = ROOT.parent / "shared" / "reference"
INDIVIDUALS = {
    "Organisation",
    "Organ",
    "PublicBody",
    "InternationalOrganisation",
    "State",
    "Place",
    "LegalAct",
}

COLUMNS = (
    "subject_id", "subject_label", "subject_label_lv", "predicate_id", "object_id", "object_label",
    "object_label_lv", "mapping_justification", "match", "comment", "evidence", "evidence_quote",
)  # fmt: skip
HEAD = """#mapping_set_id: "https://w3id.org/hrgraph/alignments/wikidata"
#curie_map:
#  hrgraph: "https://w3id.org/hrgraph/id/"
#  wd: "http://www.wikidata.org/entity/"
#  other: "https://example.org/"
"""
ROW = {
    "subject_id": "hrgraph:latvia",
    "subject_label": "Latvia",
    "subject_label_lv": "Latvija",
    "predicate_id": "owl:sameAs",
    "object_id": "wd:Q211",
    "object_label": "Latvia",
    "mapping_justification": "semapv:ManualMappingCuration",
    "match": "exact",
    "evidence": "a table",
    "evidence_quote": '"Q211": Latvia',
}
CODE_COLUMNS = ("key", "label", "label_lv", "scheme", "identifier", "evidence", "evidence_quote")
CODE = {
    "key": "latvia",
    "scheme": "iso-3166-1",
    "identifier": "LV",
    "evidence": "a list",
    "evidence_quote": "LV",
}


def table(columns: tuple[str, ...], *rows: dict[str, str]) -> str:
    """A table with these rows; a cell not given is empty."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter="\t", lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([row.get(column, "") for column in columns] for row in rows)
    return text.getvalue()


def written(
    folder: Path, *rows: dict[str, str], code: dict[str, str] | None = None, scheme: str = "wikidata"
) -> Path:
    """A folder with a file of these links and one identifier."""
    (folder / f"{scheme}{SUFFIX}").write_text(HEAD + table(COLUMNS, *rows), encoding="utf-8")
    (folder / IDENTIFIERS).write_text(table(CODE_COLUMNS, code or CODE), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def links(knowledge: Knowledge) -> tuple[Link, ...]:
    """The links of the project."""
    return read_links(FOLDER, knowledge.context.entries)


@pytest.fixture(scope="module")
def used(graphs: Graphs) -> set[str]:
    """The KEYs that the built graph speaks of."""
    return things_in(graphs.values())


# ------------------------------------------------------------------------- the real files
def test_every_scheme_has_links(links: tuple[Link, ...], used: set[str]) -> None:
    """Every scheme that the program knows links some thing of the built graph."""
    counts = count_by_scheme(links, used)
    assert set(counts) == {*SCHEMES, *CODES}
    assert min(counts.values()) >= 1


def test_each_link_has_its_axiom(links: tuple[Link, ...], used: set[str]) -> None:
    """The graph holds each link once, with one axiom that says where it was found and in which words."""
    graph = links_graph(links, used)
    wanted = {triple for triple in graph if not isinstance(triple[0], BNode)}
    said = {(str(ID[link.key]), link.predicate, link.target) for link in links if link.key in used}
    assert {(str(subject), predicate, str(target)) for subject, predicate, target in wanted} == said
    axioms = list(graph.subjects(RDF.type, OWL.Axiom))
    assert len(axioms) == len(wanted)
    for axiom in axioms:
        assert (
            graph.value(axiom, OWL.annotatedSource),
            graph.value(axiom, OWL.annotatedProperty),
            graph.value(axiom, OWL.annotatedTarget),
        ) in wanted
        assert len(list(graph.objects(axiom, DCTERMS.source))) == 1
        assert len(list(graph.objects(axiom, RDFS.comment))) == 1


def test_only_things_of_the_graph(links: tuple[Link, ...]) -> None:
    """A thing that no text speaks of gets no link."""
    graph = links_graph(links, {"latvia"})
    assert {subject for subject in graph.subjects() if isinstance(subject, URIRef)} == {ID.latvia}
    assert count_by_scheme(links, {"latvia"}) == {
        "eu-country": 1,
        "eurovoc": 1,
        "iso-3166-1": 1,
        "wikidata": 1,
    }


def test_same_bytes(knowledge: Knowledge, links: tuple[Link, ...], used: set[str]) -> None:
    """The same files give the same bytes, in whatever order they are read."""
    again = read_links(FOLDER, knowledge.context.entries)
    assert again == links
    assert nquads({"links": links_graph(reversed(again), used)}) == nquads(
        {"links": links_graph(links, used)}
    )


def test_same_as_joins_individuals(links: tuple[Link, ...], knowledge: Knowledge) -> None:
    """Only single things, such as organisations, states and acts, are the same as a thing elsewhere."""
    same = [link for link in links if link.predicate == OWL.sameAs]
    assert same
    for link in same:
        assert INDIVIDUALS & set(knowledge.context.entries[link.key].classes)
        assert link.scheme in {"wikidata", "ror", "celex", "eli"}


def test_exact_matches_are_one_to_one(links: tuple[Link, ...]) -> None:
    """No two things of ours are called exactly the same as one thing elsewhere."""
    exact = Counter(link.target for link in links if link.predicate in (OWL.sameAs, SKOS.exactMatch))
    assert [target for target, times in exact.items() if times > 1] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_labels_are_the_lexicons(file: Path, knowledge: Knowledge) -> None:
    """A file calls our things by the labels that the lexicon gives them, in order of the KEYs."""
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    rows = list(csv.DictReader(lines, delimiter="\t", strict=True))
    for row in rows:
        entry = knowledge.context.entries[row["subject_id"].removeprefix("hrgraph:")]
        assert (row["subject_label"], row["subject_label_lv"]) == (entry.en, entry.lv)
    assert [row["subject_id"] for row in rows] == sorted(row["subject_id"] for row in rows)


@pytest.mark.skipif(not TABLES.is_dir(), reason="the tables of verified identifiers are not on this machine")
def test_every_identifier_is_verified(links: tuple[Link, ...]) -> None:
    """Every identifier stands in the tables of identifiers that were seen beside their labels."""

    def column(name: str, key: str) -> set[str]:
        with (TABLES / name).open(encoding="utf-8", newline="") as file:
            return {row[key] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}

    verified = column("identifiers.tsv", "uri") | column("eurovoc_lv_en.tsv", "uri")
    assert {link.target for link in links} - verified == set()


# ------------------------------------------------------------------------- small files
def test_a_right_file(tmp_path: Path) -> None:
    """A right file gives its link and its identifier."""
    code, link = read_links(written(tmp_path, ROW), {"latvia"})
    assert link == Link(
        "latvia", OWL.sameAs, "http://www.wikidata.org/entity/Q211", "wikidata", "a table", '"Q211": Latvia'
    )
    assert (code.predicate, code.target, code.scheme) == (SKOS.notation, "LV", "iso-3166-1")
    assert (ID.latvia, SKOS.notation, Literal("LV")) in links_graph([code], {"latvia"})


WRONG: dict[str, tuple[dict[str, str], str]] = {
    "unknown KEY": ({"subject_id": "hrgraph:atlantis"}, "atlantis is no entry of the lexicon"),
    "foreign subject": ({"subject_id": "other:latvia"}, "no thing of ours"),
    "no prefix": ({"subject_id": "latvia"}, "begins with no prefix"),
    "unknown prefix": ({"object_id": "wikidata:Q211"}, "begins with no prefix"),
    "unknown predicate": ({"predicate_id": "skos:related"}, "predicate_id 'skos:related' is none of"),
    "unknown match": ({"match": "same"}, "match 'same' is none of"),
    "unknown justification": ({"mapping_justification": "guess"}, "mapping_justification 'guess' is none of"),
    "other host": ({"object_id": "other:Q211"}, "no IRI of the scheme wikidata"),
    "no local part": ({"object_id": "wd:"}, "no IRI of the scheme wikidata"),
    "blank in IRI": ({"object_id": "wd:Q 211"}, "no IRI of the scheme wikidata"),
    "link to itself": ({"object_id": "hrgraph:latvia"}, "a link leads elsewhere"),
    "predicate against match": ({"match": "close"}, "owl:sameAs does not fit"),
    "no evidence": ({"evidence": " "}, "evidence is empty"),
    "no quote": ({"evidence_quote": ""}, "evidence_quote is empty"),
}


@pytest.mark.parametrize(("change", "message"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_row(tmp_path: Path, change: dict[str, str], message: str) -> None:
    """A wrong row is told with what is wrong, file and line."""
    with pytest.raises(DataError, match=message) as told:
        read_links(written(tmp_path, ROW | {"object_id": "wd:Q1"}, ROW | change), {"latvia"})
    assert (told.value.file, told.value.line) == (tmp_path / f"wikidata{SUFFIX}", 8)


def test_a_link_given_twice(tmp_path: Path) -> None:
    """A link that stands twice is told with both places, whatever the predicates."""
    with pytest.raises(DataError, match=r"twice, first in wikidata\.sssom\.tsv:7") as told:
        read_links(written(tmp_path, ROW, ROW | {"predicate_id": "skos:exactMatch"}), {"latvia"})
    assert told.value.line == 8


def test_nothing_is_the_same_as_a_page(tmp_path: Path) -> None:
    """A page about a thing may be looked at, but is not the thing."""
    row = ROW | {"object_id": "other:en/web/conventions/1"}
    folder = written(tmp_path, row, scheme="cets")
    file = folder / f"cets{SUFFIX}"
    text = file.read_text(encoding="utf-8").replace("https://example.org/", "https://www.coe.int/")
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match="a match of kind exact to cets is rdfs:seeAlso"):
        read_links(folder, {"latvia"})
    file.write_text(text.replace("owl:sameAs", "rdfs:seeAlso"), encoding="utf-8")
    assert [link.predicate for link in read_links(folder, {"latvia"}) if link.scheme == "cets"] == [
        RDFS.seeAlso
    ]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"key": "atlantis"}, "atlantis is no entry"),
        ({"scheme": "isbn"}, "scheme 'isbn' is none of"),
        ({"identifier": "lv"}, "'lv' is no identifier of the scheme iso-3166-1"),
        ({"evidence": ""}, "evidence is empty"),
    ],
)
def test_a_wrong_identifier(tmp_path: Path, change: dict[str, str], message: str) -> None:
    """A wrong identifier is told with what is wrong, file and line."""
    with pytest.raises(DataError, match=message) as told:
        read_links(written(tmp_path, ROW, code=CODE | change), {"latvia"})
    assert (told.value.file, told.value.line) == (tmp_path / IDENTIFIERS, 2)


def test_an_unknown_scheme(tmp_path: Path) -> None:
    """A file named after no scheme is told."""
    with pytest.raises(DataError, match="geonames is none of the schemes"):
        read_links(written(tmp_path, ROW, scheme="geonames"), {"latvia"})


@pytest.mark.parametrize(
    ("line", "message"),
    [("a\tb\n", "2 cells in a table of 12 columns"), ('"a"b\n', "no valid table"), ("\n", "0 cells")],
)
def test_no_row(tmp_path: Path, line: str, message: str) -> None:
    """A line that is no row of the table is told."""
    file = written(tmp_path, ROW) / f"wikidata{SUFFIX}"
    file.write_text(file.read_text(encoding="utf-8") + line, encoding="utf-8")
    with pytest.raises(DataError, match=message) as told:
        read_links(tmp_path, {"latvia"})
    assert (told.value.file, told.value.line) == (file, 8)


def test_wrong_columns(tmp_path: Path) -> None:
    """A table with other columns is told, with the line of its heading."""
    file = written(tmp_path, ROW) / f"wikidata{SUFFIX}"
    file.write_text(file.read_text(encoding="utf-8").replace("evidence_quote", "quote"), encoding="utf-8")
    with pytest.raises(DataError, match="the columns are not") as told:
        read_links(tmp_path, {"latvia"})
    assert told.value.line == 6


def test_no_links(tmp_path: Path) -> None:
    """A folder without links is told, and so is one without identifiers."""
    with pytest.raises(DataError, match="holds no links"):
        read_links(tmp_path, {"latvia"})
    (written(tmp_path, ROW) / IDENTIFIERS).unlink()
    with pytest.raises(DataError, match="cannot be read"):
        read_links(tmp_path, {"latvia"})
