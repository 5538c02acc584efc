"""What the texts say, in short form, and a small ontology and lexicon for made-up rules."""

from collections.abc import Callable
from pathlib import Path

import pytest

from hrgraph.assertions.apply import Context
from hrgraph.assertions.model import Assertion, Literal, Reading
from hrgraph.assertions.values import ValueRules
from hrgraph.knowledge import Knowledge
from hrgraph.mentions.lexicon import Entry
from hrgraph.mentions.match import Mention
from hrgraph.pipeline import DocumentReading
from hrgraph.rdf.terms import HR, ID, RDF
from hrgraph.rdf.vocabulary import Property, Vocabulary
from hrgraph.structure.units import Unit
from hrgraph.text.words import Words

Statement = tuple[str, str, str]

CLASSES = {
    "Document": {"Document"},
    "Letter": {"Letter", "Document"},
    "DocumentPart": {"DocumentPart"},
    "Section": {"Section", "DocumentPart"},
    "Priority": {"Priority", "Section", "DocumentPart"},
    "Action": {"Action", "DocumentPart"},
    "Actor": {"Actor"},
    "State": {"State", "Actor"},
    "Group": {"Group", "Actor"},
    "Treaty": {"Treaty"},
    "Topic": {"Topic"},
    "Level": {"Level"},
    "Event": {"Event"},
    "Act": {"Act"},
}
PROPERTIES = (
    Property("names", "m", "object", frozenset({"DocumentPart"})),
    Property("namesWithinTerm", "m", "object", frozenset({"DocumentPart"})),
    Property("atLevel", "m", "object", frozenset({"DocumentPart"}), frozenset({"Level"})),
    Property("callsUpon", "m", "object", frozenset({"DocumentPart"}), frozenset({"Actor"})),
    Property("hasPartner", "m", "object", frozenset({"DocumentPart"}), frozenset({"Actor"})),
    Property("actsOn", "m", "object", frozenset({"Act"}), frozenset({"Topic", "Actor"})),
    Property("joins", "m", "object", frozenset({"Event"}), frozenset({"Group", "Treaty"})),
    Property("hasParticipant", "m", "object", frozenset({"Event"}), frozenset({"Actor"})),
    Property("isExpressedIn", "m", "object", frozenset({"Event"}), frozenset({"DocumentPart"})),
    Property("dateExpression", "m", "data", datatype="http://www.w3.org/2001/XMLSchema#string"),
    Property("statementText", "m", "data"),
)
ENTRIES = {
    "latvia": "State",
    "estonia": "State",
    "group": "Group",
    "treaty": "Treaty",
    "peace": "Topic",
    "talks": "Topic",
    "local": "Level",
}


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    """A small ontology."""
    classes = {name: frozenset(above) for name, above in CLASSES.items()}
    return Vocabulary(classes, {own.name: own for own in PROPERTIES}, frozenset({"Topic", "Level"}))


@pytest.fixture(scope="session")
def entries() -> dict[str, Entry]:
    """A small lexicon, with labels and no phrases."""
    return {key: Entry(key, (cls,), f"{key} lv", f"{key} en", ()) for key, cls in ENTRIES.items()}


@pytest.fixture(scope="session")
def context(vocabulary: Vocabulary, entries: dict[str, Entry], values: ValueRules) -> Context:
    """What made-up rules work with: treaties and actors are not looked into."""
    return Context(entries, vocabulary, values, frozenset({"Treaty", "Actor"}))


@pytest.fixture(scope="session")
def values(knowledge: Knowledge) -> ValueRules:
    """The real rules of values."""
    return knowledge.context.values


def read(
    text: str, *names: tuple[str, str] | tuple[str, str, str], unit: str = "I.A.1", kind: str = "Action"
) -> Reading:
    """A unit of document `d` with the mentions given as words and KEY, and the KEY around it if any."""
    mentions: list[Mention] = []
    for words, key, *around in names:
        inside = next((mention for mention in mentions if around and mention.key == around[0]), None)
        start = text.index(words)
        mentions.append(Mention(key, start, start + len(words), words, inside))
    parent = unit.rpartition(".")[0]
    return Reading("d", Unit(unit, kind, parent, 1, Words.whole(text)), tuple(mentions))


@pytest.fixture(scope="session")
def reading() -> Callable[..., Reading]:
    """Makes a reading of a made-up unit: see `read`."""
    return read


def shorten(assertion: Assertion) -> Statement:
    """Subject, predicate and object without their namespaces; the value of a literal."""
    value = assertion.object
    object_ = value.value if isinstance(value, Literal) else value.removeprefix(ID).removeprefix(HR)
    predicate = assertion.predicate.removeprefix(HR).removeprefix(RDF)
    return assertion.subject.removeprefix(ID), predicate, object_


@pytest.fixture(scope="session")
def short() -> Callable[[Assertion], Statement]:
    """Shortens an assertion: see `shorten`."""
    return shorten


@pytest.fixture(scope="session")
def statements(readings: dict[str, DocumentReading]) -> frozenset[Statement]:
    """All that the two real texts say, in short form, curation included."""
    return frozenset(
        shorten(assertion) for reading in readings.values() for assertion in reading.merged.assertions
    )


@pytest.fixture
def rules_folder(tmp_path: Path) -> Path:
    """A folder with the settings that all rules share, and no rule."""
    (tmp_path / "patterns.toml").write_text(
        "opaque = [\"Treaty\", \"Actor\"]\nseparator = '(?:, | un )'\nsentence = '[^.]*?'\n"
        'prepositions = ["par"]\n[fragment]\nsoon = "drīz"\n[case.nom]\na = ["a"]\n[case.acc]\na = ["u"]\n'
        "[doubt]\nsentence_end = '[.]'\nsentence = '\\b[Jj]a\\b'\nbefore = '“[^”]*$'\nreported = '\\bka\\b'\n"
        '[built_in.lexicon]\nlv = "Vārdnīca"\nen = "Lexicon"\n',
        encoding="utf-8",
    )
    return tmp_path
