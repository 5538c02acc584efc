"""The store and the names of a build in; candidates, types, properties and values for reconciliation out."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from hrgraph.latvian.alphabet import fold
from hrgraph.latvian.forms import Forms
from hrgraph.rdf import terms
from hrgraph.service.lookups.candidates import Candidates
from hrgraph.service.lookups.graph import Value, ask, labels, query_text, rows_of
from hrgraph.service.lookups.names import is_key, natural, short
from hrgraph.store.base import Store
from hrgraph.store.names import Named

_NUMBERS = {
    terms.XSD + name for name in ("integer", "nonNegativeInteger", "positiveInteger", "int", "long", "gYear")
}
_MOST_THINGS = 200
"""Things whose values are asked for in one query."""


@dataclass(frozen=True, slots=True)
class Term:
    """A class or a property: its id in this service, and its labels by language."""

    id: str
    labels: dict[str, str]

    def label(self, language: str) -> str:
        """Its name in the language, or the id."""
        return self.labels.get(language, self.id)

    def starts(self, prefix: str) -> bool:
        """Whether its id, or a word of a label, starts so, whatever the capitals and diacritics."""
        wanted = " " + fold(prefix.strip())
        return any(wanted in " " + fold(text) for text in (self.id, *self.labels.values()))


class Gazetteer:
    """What is known of things by name: those of the graph, and those that only the lexicon knows."""

    def __init__(self, store: Store, named: Iterable[Named], forms: Forms) -> None:
        self._store = store
        self._named = tuple(named)
        self._forms = forms

    @cached_property
    def in_texts(self) -> frozenset[str]:
        """The KEYs of the things that the graph speaks of."""
        return frozenset(thing.key for thing in self._of_graph)

    @cached_property
    def _of_graph(self) -> list[Named]:
        said: dict[str, dict[str, list[Value]]] = defaultdict(lambda: defaultdict(list))
        for row in ask(self._store, "reconcile-names"):
            said[row["thing"].text.removeprefix(terms.ID)][row["property"].text].append(row["value"])
        found = []
        for key, of in said.items():
            label = {value.language: value.text for value in of[terms.RDFS_LABEL]}
            classes = [v.text.removeprefix(terms.HR) for v in of[terms.RDF_TYPE] if terms.HR in v.text]
            others = [v.text for name in ("altLabel", "hiddenLabel") for v in of[terms.SKOS + name]]
            if classes:
                found.append(
                    Named(
                        key, tuple(sorted(classes)), label.get("lv", ""), label.get("en", ""), tuple(others)
                    )
                )
        return found

    @cached_property
    def candidates(self) -> Candidates:
        """All things by name; the lexicon's names beside those of the graph."""
        known = {thing.key: thing for thing in self._named}
        for thing in self._of_graph:
            others = known[thing.key].others if thing.key in known else ()
            known[thing.key] = Named(thing.key, thing.classes, thing.lv, thing.en, (*thing.others, *others))
        above: dict[str, set[str]] = defaultdict(set)
        for row in ask(self._store, "reconcile-classes"):
            above[_local(row["class"].text)].add(_local(row["above"].text))
        return Candidates(
            known.values(), self._forms, {name: frozenset(wider) for name, wider in above.items()}
        )

    @cached_property
    def types(self) -> dict[str, Term]:
        """The classes that things belong to, by id."""
        names = {name for key in self.candidates.things for name in self.candidates.classes(key)}
        return self._terms(terms.HR + name for name in names)

    @cached_property
    def properties(self) -> dict[str, Term]:
        """The properties that the graph uses of things, by id."""
        return self._terms(self._classes_by_property)

    def properties_of(self, type_id: str) -> list[Term]:
        """The properties that things of this class have; all properties for no class."""
        return [
            term
            for name, term in self.properties.items()
            if not type_id or type_id in self._classes_by_property[iri_of(name)]
        ]

    @cached_property
    def _classes_by_property(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for row in ask(self._store, "reconcile-properties"):
            found[row["property"].text].add(_local(row["class"].text))
        return found

    def _terms(self, iris: Iterable[str]) -> dict[str, Term]:
        listed = sorted(set(iris))
        named = labels(self._store, listed)
        found = [Term(_local(iri), named.get(iri, {})) for iri in listed]
        return {term.id: term for term in sorted(found, key=lambda term: natural(term.label("lv")))}

    def name(self, key: str, language: str) -> str:
        """The label of a thing."""
        thing = self.candidates.things[key]
        return (thing.lv, thing.en)[language == "en"] or thing.lv or thing.en or key

    def kinds(self, key: str) -> list[Term]:
        """The narrowest classes of a thing."""
        of = self.candidates.things[key].classes
        wider = {
            other for name in of for other in self.candidates.above(name) if other != name and other in of
        }
        return [self.types[name] for name in of if name not in wider and name in self.types]

    def values(self, keys: Sequence[str], ids: Sequence[str]) -> dict[str, dict[str, list[Value]]]:
        """What the graph says of these things by these properties, in a steady order."""
        known = [key for key in dict.fromkeys(keys) if is_key(key)]
        asked = [iri_of(name) for name in dict.fromkeys(ids) if name in self.properties]
        found: dict[str, dict[str, list[Value]]] = defaultdict(lambda: defaultdict(list))
        for start in range(0, len(known) if asked else 0, _MOST_THINGS):
            these = " ".join(f"<{terms.thing(key)}>" for key in known[start : start + _MOST_THINGS])
            text = query_text("reconcile-values").replace("<urn:these>", these)
            text = text.replace("<urn:properties>", " ".join(f"<{iri}>" for iri in asked))
            for row in rows_of(self._store.query(text, "application/sparql-results+json"))[1]:
                found[row["thing"].text.removeprefix(terms.ID)][_local(row["property"].text)].append(
                    row["value"]
                )
        for of in found.values():
            for listed in of.values():
                listed.sort(key=lambda value: (natural(value.text), value.language))
        return found

    def cell(self, value: Value, language: str) -> dict[str, str | int]:
        """A value as the data extension gives it: a thing, a whole number, or words."""
        key = value.text.removeprefix(terms.ID)
        if value.is_iri and key in self.candidates.things:
            return {"id": key, "name": self.name(key, language)}
        if value.datatype in _NUMBERS and value.text.lstrip("-").isdecimal():
            return {"int": int(value.text)}
        return {"str": value.text}

    def agrees(self, value: Value, wanted: str) -> bool:
        """Whether a value is the one wanted: a KEY, the same words, or another name of that thing."""
        key = value.text.removeprefix(terms.ID)
        if wanted in (key, value.text) or fold(wanted) == fold(value.text):
            return True
        return value.is_iri and key in self.candidates.named(wanted)


class Latest:
    """The gazetteer of the graph that is served now: a new build brings another."""

    def __init__(self, store: Store, read: Callable[[], Iterable[Named]], forms: Forms) -> None:
        self._store = store
        self._read = read
        self._forms = forms
        self._made: tuple[str, Gazetteer] | None = None

    def gazetteer(self) -> Gazetteer:
        """The gazetteer, made anew if the graph is another than at the last call."""
        version = self._store.version()
        if self._made is None or self._made[0] != version:
            self._made = version, Gazetteer(self._store, self._read(), self._forms)
        return self._made[1]


def iri_of(name: str) -> str:
    """The IRI of a class or property by its id: `hasMember` is of hr:, others carry their prefix."""
    prefix, colon, local = name.partition(":")
    if not colon:
        return terms.HR + name
    return terms.PREFIXES[prefix] + local if prefix in terms.PREFIXES else name


def _local(iri: str) -> str:
    return iri.removeprefix(terms.HR) if iri.startswith(terms.HR) else short(iri)
