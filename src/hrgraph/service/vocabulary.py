"""The ontology in the store in; its terms by kind, ready to be shown, out."""

from collections import defaultdict
from dataclasses import dataclass

from hrgraph.rdf import terms
from hrgraph.service.graph import Value, ask
from hrgraph.service.names import link, natural, short
from hrgraph.service.things import Shown
from hrgraph.store.base import Store

KINDS = {
    terms.OWL + "Class": "class",
    terms.OWL + "ObjectProperty": "object-property",
    terms.OWL + "DatatypeProperty": "datatype-property",
    terms.OWL + "AnnotationProperty": "annotation-property",
}
"""The kinds of terms, by their class, in the order of the page, with their word codes."""

_DEFINITIONS = (terms.SKOS + "definition", terms.RDFS + "comment")


@dataclass(frozen=True, slots=True)
class Term:
    """One term: its local name, its labels, what it means, and its relations by word code."""

    name: str
    labels: dict[str, str]
    definition: str
    relations: tuple[tuple[str, tuple[Shown, ...]], ...]


def vocabulary(store: Store, language: str) -> dict[str, list[Term]]:
    """The terms by the word code of their kind, in alphabetical order of their labels."""
    said: dict[str, dict[str, list[Value]]] = defaultdict(lambda: defaultdict(list))
    for row in ask(store, "terms"):
        said[row["term"].text][row["p"].text].append(row["o"])
    found: dict[str, list[Term]] = {code: [] for code in KINDS.values()}
    for iri, properties in said.items():
        types = {value.text for value in properties[terms.RDF_TYPE]}
        for kind, code in KINDS.items():
            if kind in types:
                found[code].append(_term(iri, properties, said, language))
    for listed in found.values():
        listed.sort(key=lambda term: natural(term.labels.get(language, term.name)))
    return found


def _term(
    iri: str, properties: dict[str, list[Value]], said: dict[str, dict[str, list[Value]]], language: str
) -> Term:
    definitions = [value for name in _DEFINITIONS for value in properties.get(name, [])]
    chosen = sorted(definitions, key=lambda value: value.language != language)
    relations = []
    for code, names in {
        "sub-of": ("subClassOf", "subPropertyOf"),
        "domain": ("domain",),
        "range": ("range",),
    }.items():
        values = [value for name in names for value in properties.get(terms.RDFS + name, [])]
        if values:
            relations.append((code, tuple(_shown(value.text, said, language) for value in values)))
    return Term(
        name=iri.removeprefix(terms.HR),
        labels={value.language: value.text for value in properties.get(terms.RDFS_LABEL, [])},
        definition=chosen[0].text if chosen else "",
        relations=tuple(relations),
    )


def _shown(iri: str, said: dict[str, dict[str, list[Value]]], language: str) -> Shown:
    known = said[iri].get(terms.RDFS_LABEL, []) if iri in said else []
    words = next((value.text for value in known if value.language == language), short(iri))
    return Shown(words, link(iri), language)
