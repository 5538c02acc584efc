"""The way a word takes, from text to graph. Read this module first.

text → structure → mentions → assertions → graph → validate: each stage is a package of that name, and each
knows only the stages before it.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from hrgraph import __version__
from hrgraph.assertions.act_statements import act_statements, acts_of
from hrgraph.assertions.curation import Correction, Merged, merge, read_curation
from hrgraph.assertions.model import Anaphor, Node, Reading
from hrgraph.assertions.naming import name_things
from hrgraph.assertions.notes import note_statements
from hrgraph.assertions.parts import part_statements
from hrgraph.assertions.periods import period_statements
from hrgraph.docs.page import documentation
from hrgraph.errors import ValidationFailed
from hrgraph.graph.dcat import FILE as DCAT
from hrgraph.graph.dcat import RECORD as CATALOGUE
from hrgraph.graph.dcat import dcat_record
from hrgraph.graph.facts import DocumentGraph
from hrgraph.graph.inferred import inferred_graph
from hrgraph.graph.known import Maker, entities_graph, metadata_graph
from hrgraph.graph.links import links_graph
from hrgraph.graph.questions import questions_graph
from hrgraph.graph.rejected import rejections_file
from hrgraph.graph.vocabulary import canonical
from hrgraph.graph.void import void_graph
from hrgraph.graph.write import NQUADS, Graphs, nquads, things_in, write_build
from hrgraph.index.endings import endings_of
from hrgraph.index.names import names_of
from hrgraph.knowledge import Knowledge, load_knowledge
from hrgraph.latvian.forms import FILE as FORMS
from hrgraph.mentions.aliases import defined_names, may_hold
from hrgraph.mentions.match import Ambiguity, Matcher, Mention
from hrgraph.mentions.repeated import repeated_names, says_again
from hrgraph.rdf.files import REJECTED_FILE
from hrgraph.rdf.terms import ID
from hrgraph.store.files.exports import exports
from hrgraph.store.files.owl_files import owl_files
from hrgraph.store.names import FILE as NAMES
from hrgraph.store.names import as_json
from hrgraph.store.oxigraph import OxigraphStore
from hrgraph.structure.documents import Document, read_documents
from hrgraph.structure.outline import parse
from hrgraph.structure.profile import read_profile
from hrgraph.structure.units import Outline, Unit
from hrgraph.switch import locked
from hrgraph.tables.files import STATEMENTS, table_files
from hrgraph.text.source import read_source
from hrgraph.validate.consistency import check_consistency, domain_part
from hrgraph.validate.data import ontology_files, read_quads
from hrgraph.validate.finding import Finding, broken
from hrgraph.validate.hygiene import run_checks
from hrgraph.validate.report import as_text
from hrgraph.validate.run import run_shapes

CITATION = "CITATION.cff"
Progress = Callable[[str], None]


Mentions = tuple[tuple[Reading, ...], tuple[tuple[str, Ambiguity], ...]]
"""The units of a document with the mentions in them, and by unit the words that could name several things."""


@dataclass(frozen=True)
class DocumentReading:
    """What was read out of one document."""

    document: Document
    outline: Outline
    readings: tuple[Reading, ...]
    ambiguities: tuple[tuple[str, Ambiguity], ...]
    merged: Merged
    nodes: tuple[Node, ...]


def read_document(document: Document, knowledge: Knowledge) -> DocumentReading:
    """Everything that the words of one document of the project say, curated corrections merged in."""
    source = read_source(document.id, document.text_file, document.sha256)
    outline = parse(source, read_profile(knowledge.data / "profiles", document.profile))
    return read_words(document, outline, knowledge, document.folder / "curated.toml")


def read_words(
    document: Document, outline: Outline, knowledge: Knowledge, curated: Path | None = None
) -> DocumentReading:
    """Everything that the words of an outline say, with the corrections of the file `curated`, if any."""
    return read_statements(document, outline, find_mentions(outline, knowledge.matcher), knowledge, curated)


def read_statements(
    document: Document, outline: Outline, found: Mentions, knowledge: Knowledge, curated: Path | None = None
) -> DocumentReading:
    """What `read_words` gives, where the mentions of the outline are found already."""
    readings, ambiguities = found
    context = knowledge.context
    found_acts = acts_of(readings, knowledge.verbs)
    acts, act_nodes = act_statements(readings, found_acts)
    applied = knowledge.rulebook.apply(readings, document.cls, found_acts)
    parts = part_statements(
        readings, knowledge.parts, applied.assertions, context.entries, context.vocabulary, found_acts
    )
    notes = note_statements(outline, readings)
    periods = period_statements(readings, context.values, context.kinds)
    said = [*name_things(readings, context.levels), *acts, *applied.assertions, *parts, *notes, *periods]
    nodes = (*act_nodes, *applied.nodes)
    corrections: tuple[Correction, ...] = ()
    if curated is not None:
        known = {
            *context.entries,
            document.id,
            *(f"{document.id}/{unit.id}" for unit in outline.units),
            *(node.iri.removeprefix(ID) for node in nodes),
        }
        corrections = read_curation(curated, readings, context.vocabulary, known)
    return DocumentReading(document, outline, readings, ambiguities, merge(said, corrections), nodes)


def find_mentions(
    outline: Outline, matcher: Matcher
) -> tuple[tuple[Reading, ...], tuple[tuple[str, Ambiguity], ...]]:
    """The mentions of every unit with words of its own; short names that the document defines are bound.

    What says a name again ('ministre', 'A. Liepa') is no name: it stands among the anaphors.
    """
    document = outline.source.document
    parents = {unit.parent for unit in outline.units if unit.kind != "NoteReference"}
    units = [
        unit
        for unit in outline.units
        if unit.words.text and unit.id not in parents and unit.kind != "NoteReference"
    ]
    first = [matcher.find(unit.words.text, document) for unit in units]
    named = [(unit.words.text, one.mentions) for unit, one in zip(units, first, strict=True)]
    short = matcher.lexicon.settings.get("variants", {}).get("repeated", {})
    again = repeated_names(named, **short)
    aliases = [*defined_names(named), *again]
    if aliases:
        first = [
            matcher.find(unit.words.text, document, aliases) if may_hold(unit.words.text, aliases) else one
            for unit, one in zip(units, first, strict=True)
        ]
    found = list(zip(units, first, strict=True))
    said_again = frozenset(short for short, _ in again)
    readings = tuple(_reading(document, unit, result.mentions, said_again) for unit, result in found)
    return readings, tuple((unit.id, place) for unit, result in found for place in result.ambiguities)


def _reading(document: str, unit: Unit, found: Sequence[Mention], again: Collection[str]) -> Reading:
    """The names of a unit apart from what says them again; with this, where in the unit the name stands."""
    names: list[Mention] = []
    anaphors: list[Anaphor] = []
    for mention in found:
        if mention.phrase in again:
            named = (one.start for one in reversed(names) if says_again(mention, one, unit.words.text))
            anaphors.append(Anaphor(mention, next(named, mention.start)))
        else:
            names.append(mention)
    return Reading(document, unit, tuple(names), tuple(anaphors))


def document_graph(reading: DocumentReading, knowledge: Knowledge) -> DocumentGraph:
    """The graph of one document, with its words and the evidence of every statement."""
    built = DocumentGraph(reading.outline, knowledge.labels, reading.document.labels)
    built.add_source()
    built.add_structure()
    built.add_mentions(reading.readings)
    entries = knowledge.context.entries
    unnamed = [node for node in reading.nodes if node.iri.removeprefix(ID) not in entries]
    built.add_assertions(reading.merged.assertions, unnamed)
    return built


def make_graphs(readings: Sequence[DocumentReading], knowledge: Knowledge) -> Graphs:
    """The named graphs: one a document, and ontology, entities, links, inferred, questions, metadata."""
    vocabulary = knowledge.context.vocabulary
    graphs: Graphs = {}
    for reading in readings:
        graphs[reading.document.id] = document_graph(reading, knowledge).graph
    curators = sorted(
        {a.evidence.maker for r in readings for a in r.merged.assertions if "/" in a.evidence.maker}
    )
    makers = [
        *knowledge.makers,
        *(Maker(name, "Curator", *[name.rsplit("/", 1)[-1]] * 2) for name in curators),
    ]
    used = things_in(graphs.values())
    graphs["entities"] = entities_graph(knowledge.context.entries, used, vocabulary, knowledge.labels, makers)
    graphs["links"] = links_graph(knowledge.links, things_in(graphs.values()))
    graphs["ontology"] = canonical(knowledge.labels.ontology)
    said = [graph for name, graph in graphs.items() if name != "ontology"]
    graphs["inferred"] = inferred_graph(said, vocabulary)
    if questions := questions_graph(knowledge.data.parent / "queries"):
        graphs["questions"] = questions
    documents = [reading.document for reading in readings]
    labelled = {key for key in used if key in knowledge.context.entries}
    described = void_graph(graphs, documents, __version__)
    graphs["metadata"] = metadata_graph(graphs, documents, __version__, labelled) + described
    return graphs


def check_graphs(quads: bytes, root: Path, progress: Progress = lambda message: None) -> list[Finding]:
    """What the shapes, the reasoner and the lint of the ontology find in a graph given as N-Quads."""
    ontology = root / "ontology"
    progress("pārbauda ontoloģiju / checking the ontology (lint)")
    findings = run_checks(ontology)
    progress("pārbauda grafu / checking the graph (SHACL)")
    findings += run_shapes(quads, ontology)
    progress("pārbauda saderību / checking consistency (OWL, HermiT)")
    findings += check_consistency(ontology_files(ontology), domain_part(read_quads(quads)))
    return sorted(findings)


def check_files(files: Sequence[Path], root: Path) -> list[Finding]:
    """What the shapes find in RDF files of a user's. Raises DataError when one cannot be read."""
    return run_shapes(files, root / "ontology")


def build(root: Path, out: Path, progress: Progress = lambda message: None) -> list[Finding]:
    """Texts to validated graph: writes it to `out` and returns the findings that stop nothing.

    Raises DataError when a file that people edit is wrong, ValidationFailed when the graph breaks a rule,
    and BuildError when it cannot be written, or another build is at it; the last build stays then.
    """
    with locked(out):
        return _build(root, out, progress)


def _build(root: Path, out: Path, progress: Progress) -> list[Finding]:
    progress("lasa ontoloģiju, vārdnīcu un kārtulas / reading ontology, lexicon and rules")
    knowledge = load_knowledge(root)
    readings = read_all(root, knowledge, progress)
    graphs = make_graphs(readings, knowledge)
    quads = nquads(graphs)
    endings = endings_of(root)
    findings = check_graphs(quads, root, progress)
    if wrong := broken(findings):
        raise ValidationFailed(f"{len(wrong)} violations: nothing was written", as_text(wrong))
    progress("raksta / writing")
    files = exports(quads)
    tables = table_files(OxigraphStore.of(quads, endings), root / "queries")
    whole = {NQUADS: quads, **files, **{name: tables[name] for name in tables if name.startswith(STATEMENTS)}}
    others = {
        **files,
        **tables,
        DCAT: dcat_record(root / "data" / CATALOGUE, whole, graphs["metadata"], __version__),
        **owl_files(quads),
        **documentation(root, graphs["ontology"]),
        FORMS: endings.as_json(),
        NAMES: as_json(names_of(knowledge.context.entries)),
        REJECTED_FILE: rejections_file(one for reading in readings for one in reading.merged.rejections),
    }
    if (citation := root / CITATION).is_file():
        others[CITATION] = citation.read_bytes()
    write_build(out, quads, graphs, __version__, others)
    return findings


def build_graphs(root: Path, knowledge: Knowledge, progress: Progress = lambda message: None) -> Graphs:
    """The documents below `root` and what is known before in, named graphs out."""
    return make_graphs(read_all(root, knowledge, progress), knowledge)


def read_all(root: Path, knowledge: Knowledge, progress: Progress) -> list[DocumentReading]:
    """What is read out of each document below `root`."""
    readings = []
    for document in read_documents(root / "data" / "documents"):
        progress(f"lasa tekstu / reading {document.id}")
        readings.append(read_document(document, knowledge))
    progress("veido grafu / making the graph")
    return readings
