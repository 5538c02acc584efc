"""Validation results in; findings for people, with labels and the words of the source, out."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from rdflib import SH, Graph, Literal, URIRef

from hrgraph.rdf import terms
from hrgraph.rdf.term import Term, iri
from hrgraph.store.working import WorkingStore
from hrgraph.validate.finding import Finding
from hrgraph.validate.mending import mending
from hrgraph.validate.report import short, shortened
from hrgraph.validate.result import Result

ONTOLOGY = iri(terms.HR.rstrip("#"))
"""The focus node of shapes that ask one question of the whole graph; the thing found is then the value."""

_Told = tuple[Term, str, Term | None, Result]
_MANY = 500
_LABELS = "SELECT ?thing ?label WHERE { VALUES ?thing { %s } ?thing <%slabel> ?label }"
_QUOTES = """SELECT ?thing ?quote WHERE { VALUES ?thing { %(things)s }
    { ?thing <%(hr)squote> ?quote } UNION { ?thing <%(hr)shasSpan>/<%(hr)squote> ?quote }
    UNION { ?axiom <%(owl)sannotatedSource> ?thing ;
        <%(hr)sevidence>/<%(hr)shasSpan>/<%(hr)squote> ?quote } }"""
_EXACT = "SELECT ?thing ?quote WHERE { VALUES ?thing { %s } ?thing <%sexact> ?quote }"
_STATEMENTS = """SELECT ?axiom ?source ?property ?target WHERE { ?axiom <%(owl)sannotatedSource> ?source
    OPTIONAL { ?axiom <%(owl)sannotatedProperty> ?property }
    OPTIONAL { ?axiom <%(owl)sannotatedTarget> ?target } }"""


def explained(results: Iterable[Result], store: WorkingStore, shapes: Graph) -> Iterator[Finding]:
    """Each result in words: what the thing is called, which words it rests on, which rule it breaks.

    A result about an owl:Axiom node, which has no name, is told of the statement that the node repeats.
    """
    told = list(_told(list(results), store))
    things = {focus for focus, *_ in told}
    labels, quotes = _labels(things, store), _quotes(things, store)
    terms_named = _labels(_terms_of(told, shapes), store)

    def name(term: str, language: str) -> str:
        return terms_named[iri(term)].get(language) or short(term)

    for focus, path, value, result in told:
        messages = {language: shortened(text) for language, text in result.messages}
        rule = _names(shapes, result.shape)
        yield Finding(
            focus=focus.text,
            path=path,
            value="" if value is None else value.text,
            value_term="" if value is None else value.n3(),
            mend_lv=mending(result, shapes, "lv", name),
            mend_en=mending(result, shapes, "en", name),
            rule=result.shape,
            severity=result.severity,
            message_lv=messages.get("lv") or messages.get("", ""),
            message_en=messages.get("en") or messages.get("", ""),
            quote=quotes.get(focus),
            label_lv=labels[focus].get("lv", ""),
            label_en=labels[focus].get("en", ""),
            rule_lv=rule.get("lv", ""),
            rule_en=rule.get("en", ""),
            component=result.component,
        )


def _told(results: list[Result], store: WorkingStore) -> Iterator[_Told]:
    nameless = any(result.focus.kind == "blank" for result in results)
    rows = store.rows(_STATEMENTS % {"owl": terms.OWL}) if nameless else iter(())
    statements = {row["axiom"]: row for row in rows}
    for result in results:
        focus, path, value = result.focus, result.path, result.value
        if focus == ONTOLOGY and value is not None:
            focus, value = value, None
        if focus.kind == "blank" and focus in statements:
            said = statements[focus]
            path = said["property"].text if "property" in said else ""
            focus, value = said["source"], said.get("target")
        yield focus, path, value, result


def _terms_of(told: list[_Told], shapes: Graph) -> set[Term]:
    """The properties and classes that the sentences on mending name."""
    broken = {URIRef(result.shape) for *_, result in told}
    nodes = {node for shape in broken for node in shapes.transitive_objects(shape, None)}
    paths = {iri(result.path.removeprefix("^")) for *_, result in told if result.path}
    return paths | {iri(str(node)) for node in nodes if isinstance(node, URIRef)}


def _labels(things: set[Term], store: WorkingStore) -> Mapping[Term, dict[str, str]]:
    found: dict[Term, dict[str, str]] = defaultdict(dict)
    for some in _in_turn(things):
        for row in store.rows(_LABELS % (some, terms.RDFS)):
            found[row["thing"]][row["label"].language] = row["label"].text
    return found


def _quotes(things: set[Term], store: WorkingStore) -> dict[Term, str]:
    """The words of the source that a thing is or rests on, by itself or through its evidence."""
    found: dict[Term, str] = {}
    for some in _in_turn(things):
        for row in store.rows(_EXACT % (some, terms.OA)):
            found[row["thing"]] = row["quote"].text
        quoted: dict[Term, str] = {}
        for row in store.rows(_QUOTES % {"things": some, "hr": terms.HR, "owl": terms.OWL}):
            quoted[row["thing"]] = min(row["quote"].text, quoted.get(row["thing"], row["quote"].text))
        found |= quoted
    return found


def _in_turn(things: set[Term]) -> Iterator[str]:
    named = sorted(thing.n3() for thing in things if thing.kind == "iri")
    for start in range(0, len(named), _MANY):
        yield " ".join(named[start : start + _MANY])


def _names(shapes: Graph, shape: str) -> dict[str, str]:
    names = shapes.objects(URIRef(shape), SH.name)
    return {name.language or "": str(name) for name in names if isinstance(name, Literal)}
