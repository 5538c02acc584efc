"""Runs the competency questions of queries/manifest.ttl on the built graph.

What a reader of the texts expects stands in the .tsv and .srj files; only their columns are compared.
`FIX=1` writes the tables of queries/README.md anew instead of complaining.
"""

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlparse
from urllib.request import url2pathname

import pyoxigraph as ox
import pytest
from rdflib import DCTERMS, RDF, RDFS, SH, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.paths import Path as PropertyPath
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import Node

from hrgraph.store.oxigraph import OxigraphStore

ROOT = Path(__file__).parents[2]
QUERIES = ROOT / "queries"
README = QUERIES / "README.md"
EXAMPLES = sorted((QUERIES / "examples").glob("*.rq"))
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
HR = Namespace("https://w3id.org/hrgraph/ontology#")
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
FORMATS = {".tsv": ox.QueryResultsFormat.TSV, ".srj": ox.QueryResultsFormat.JSON}


@dataclass(frozen=True)
class Question:
    """One entry of the manifest."""

    name: str
    lv: tuple[str, ...]
    en: tuple[str, ...]
    query: Path
    result: Path
    terms: tuple[str, ...]

    @property
    def text(self) -> str:
        """The query."""
        return self.query.read_text(encoding="utf-8")


def one(graph: Graph, subject: Node | None, predicate: URIRef) -> Node:
    """The single object of this subject and predicate."""
    (found,) = graph.objects(subject, predicate)
    return found


def path_of(node: Node) -> Path:
    """The file that an IRI of the manifest names."""
    return Path(url2pathname(urlparse(str(node)).path))


def read_manifest() -> list[Question]:
    """All questions, in the order of the manifest."""
    graph = Graph().parse(QUERIES / "manifest.ttl", format="turtle")
    questions = []
    for entry in Collection(graph, one(graph, None, MF.entries)):
        asked = [text for text in graph.objects(entry, RDFS.comment) if isinstance(text, Literal)]
        questions.append(
            Question(
                name=str(one(graph, entry, MF.name)),
                lv=tuple(str(text) for text in asked if text.language == "lv"),
                en=tuple(str(text) for text in asked if text.language == "en"),
                query=path_of(one(graph, one(graph, entry, MF.action), QT.query)),
                result=path_of(one(graph, entry, MF.result)),
                terms=tuple(sorted(str(term) for term in graph.objects(entry, DCTERMS.requires))),
            )
        )
    return questions


def read_open() -> dict[str, str]:
    """The questions that the graph cannot answer yet, each with its reason (queries/open.txt)."""
    lines = (QUERIES / "open.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split(maxsplit=1) for line in lines if line and not line.startswith("#"))


QUESTIONS = read_manifest()
OPEN = read_open()
NAMES = [question.name for question in QUESTIONS]
TO_ANSWER = [
    pytest.param(
        question,
        id=question.name,
        marks=[pytest.mark.xfail(reason=OPEN[question.name], strict=True, raises=AssertionError)]
        if question.name in OPEN
        else [],
    )
    for question in QUESTIONS
]
EACH_QUESTION = pytest.mark.parametrize("question", QUESTIONS, ids=NAMES)
EACH_FILE = pytest.mark.parametrize(
    "file", [question.query for question in QUESTIONS] + EXAMPLES, ids=lambda file: file.stem
)


@pytest.fixture(scope="module")
def store(built_graph: Path) -> OxigraphStore:
    """The built graph in the project's own store."""
    return OxigraphStore.load(built_graph)


@dataclass(frozen=True)
class Answer:
    """An answer as plain values: yes or no, or rows.

    The engine's own results must not outlive the call: rdflib's parser keeps frames that it was called from,
    and a result that is freed in another thread raises an error there.
    """

    said: bool | None
    columns: list[str]
    rows: list[dict[str, Term | None]]

    def only(self, columns: Iterable[str]) -> list[tuple[str, ...]]:
        """The rows, these columns only, each term as it is written in N-Triples."""
        return [tuple(str(row[column]) for column in columns) for row in self.rows]


def answer_of(content: bytes, form: ox.QueryResultsFormat) -> Answer:
    """A result in one of the formats."""
    result = ox.parse_query_results(content, format=form)
    if isinstance(result, ox.QueryBoolean):
        return Answer(bool(result), [], [])
    columns = [variable.value for variable in result.variables]
    return Answer(None, columns, [{name: row[name] for name in columns} for row in result])


def asked(store: OxigraphStore, query: str) -> Answer:
    """What the store answers."""
    return answer_of(store.query(query).content(), ox.QueryResultsFormat.JSON)


def expected(question: Question) -> Answer:
    """What a reader expects."""
    return answer_of(question.result.read_bytes(), FORMATS[question.result.suffix])


@pytest.mark.parametrize("question", TO_ANSWER)
def test_answer(question: Question, store: OxigraphStore) -> None:
    """The graph answers as a reader of the texts does, in the same order where the query orders."""
    wanted = expected(question)
    found = asked(store, question.text)
    assert found.said == wanted.said
    wanted_rows, found_rows = wanted.only(wanted.columns), found.only(wanted.columns)
    assert Counter(found_rows) == Counter(wanted_rows)
    if "OrderBy" in operators_of(question.text):
        assert found_rows == wanted_rows


@pytest.mark.parametrize(
    ("name", "asked_for", "instead"),
    [
        ("cq78", "BTN", "KDAP"),
        ("cq79", "id:un-security-council", "id:act-group"),
        ("cq132", "!=", "="),
        ("cq134", "hr:supports|hr:welcomes", "hr:isInitiativeOf"),
        ("cq135", "hr:SigningEvent", "hr:AccessionEvent"),
        ("cq167", "id:eu-action-plan-hrd-2020-2024", "id:press-release-act"),
    ],
)
def test_no_can_be_yes(name: str, asked_for: str, instead: str, store: OxigraphStore) -> None:
    """A question whose answer is no gets a yes where the same is asked of something that is so."""
    query = QUESTIONS[NAMES.index(name)].text
    assert asked_for in query
    yes = asked(store, query.replace(asked_for, instead))
    assert yes.said


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_example_has_rows(file: Path, store: OxigraphStore) -> None:
    """Every example query finds something in the built graph, in every column that it shows."""
    found = asked(store, file.read_text(encoding="utf-8"))
    assert found.rows
    assert [name for name in found.columns if all(row[name] is None for row in found.rows)] == []


def test_every_file_is_in_the_manifest() -> None:
    """Each query and expected answer belongs to one question of the manifest, as do the open ones."""
    files = Counter((QUERIES / "cq").iterdir())
    assert Counter(file for q in QUESTIONS for file in (q.query, q.result)) == files
    assert all(question.query.stem == question.result.stem == question.name for question in QUESTIONS)
    assert set(OPEN) <= set(NAMES)


@EACH_QUESTION
def test_both_languages(question: Question) -> None:
    """Every question is asked once in Latvian and once in English, in the manifest as in its file."""
    assert question.text.splitlines()[:2] == [f"# lv: {question.lv[0]}", f"# en: {question.en[0]}"]
    assert len(question.lv) == len(question.en) == 1
    assert question.lv[0].endswith("?")
    assert question.en[0].endswith("?")
    assert question.lv != question.en


def parts_of(value: object) -> Iterator[object]:
    """A parsed query and everything inside it."""
    yield value
    inner: Iterable[object] = ()
    if isinstance(value, PropertyPath):
        inner = vars(value).values()
    elif isinstance(value, dict):
        inner = value.values()
    elif isinstance(value, list | tuple | set | frozenset):
        inner = value
    for part in inner:
        yield from parts_of(part)


def operators_of(query: str) -> set[str]:
    """The names of the operators that a query consists of, for example OrderBy."""
    return {part.name for part in parts_of(prepareQuery(query).algebra) if isinstance(part, CompValue)}


def names_in(query: str) -> set[str]:
    """Every IRI and every value that stands in a query."""
    return {str(part) for part in parts_of(prepareQuery(query).algebra) if isinstance(part, URIRef | Literal)}


@EACH_QUESTION
def test_no_query_holds_its_own_answer(question: Question) -> None:
    """No query names a thing, a word or a number that is expected of it, nor lists things in VALUES."""
    assert "values" not in operators_of(question.text)
    wanted = expected(question)
    if wanted.said is None:
        cells = [term for row in wanted.rows for term in row.values()]
        terms = [term for term in cells if isinstance(term, ox.NamedNode | ox.Literal)]
        answers = {term.value for term in terms}
        assert answers
        assert answers & names_in(question.text) == set()


@EACH_QUESTION
def test_manifest_names_the_terms(question: Question) -> None:
    """The manifest names exactly those ontology terms that the query uses, and the ontology has them."""
    used = {name for name in names_in(question.text) if name.startswith(HR)}
    assert set(question.terms) == used


@cache
def read_ontology() -> Graph:
    """All modules of the ontology and the list of prefixes."""
    ontology = Graph()
    for module in (ROOT / "ontology").glob("*.ttl"):
        ontology.parse(module, format="turtle")
    return ontology


@EACH_FILE
def test_terms_and_prefixes_exist(file: Path) -> None:
    """A query uses only terms that the ontology defines and only prefixes of the project's list."""
    query, ontology = file.read_text(encoding="utf-8"), read_ontology()
    used = {name for name in names_in(query) if name.startswith(HR)}
    assert {name for name in used if (URIRef(name), RDFS.isDefinedBy, None) not in ontology} == set()
    listed = {
        str(one(ontology, node, SH.prefix)): str(one(ontology, node, SH.namespace))
        for node in ontology.subjects(RDF.type, SH.PrefixDeclaration)
    }
    assert dict(re.findall(r"^PREFIX (\w+): <(.+)>$", query, re.MULTILINE)).items() <= listed.items()


@EACH_FILE
def test_second_engine_reads_it(file: Path) -> None:
    """Every query is SPARQL to another engine too."""
    assert operators_of(file.read_text(encoding="utf-8")) & {"SelectQuery", "AskQuery"}


def example_question(file: Path) -> tuple[str, str]:
    """What an example asks, in Latvian and in English: its first two lines."""
    lv, en = file.read_text(encoding="utf-8").splitlines()[:2]
    assert lv.startswith("# lv: ")
    assert en.startswith("# en: ")
    return lv.removeprefix("# lv: "), en.removeprefix("# en: ")


def tables() -> dict[str, str]:
    """The two tables of the README, from the manifest and from the examples."""
    questions = [
        f"| [{q.name}]({q.query.relative_to(QUERIES).as_posix()}) | {q.lv[0]} | {q.en[0]} "
        f"| [{q.result.suffix[1:]}]({q.result.relative_to(QUERIES).as_posix()}) |"
        for q in QUESTIONS
    ]
    examples = [
        f"| [{file.stem}]({file.relative_to(QUERIES).as_posix()}) | {lv} | {en} |"
        for file in EXAMPLES
        for lv, en in [example_question(file)]
    ]
    return {
        "questions": "\n".join(["| | Jautājums | Question | |", "|---|---|---|---|", *questions]),
        "examples": "\n".join(["| | Jautājums | Question |", "|---|---|---|", *examples]),
    }


@pytest.mark.parametrize("name", ["questions", "examples"])
def test_readme_table(name: str) -> None:
    """The tables of the README say what the manifest and the example files say."""
    marked = re.compile(rf"(<!-- table: {name} -->\n).*?(\n<!-- end -->)", re.DOTALL)
    text = README.read_text(encoding="utf-8")
    wanted, times = marked.subn(lambda marks: marks[1] + tables()[name] + marks[2], text)
    assert times == 1
    if os.environ.get("FIX"):
        README.write_text(wanted, encoding="utf-8")
        text = wanted
    assert text == wanted
