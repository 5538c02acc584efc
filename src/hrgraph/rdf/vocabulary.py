"""What the ontology says of its own terms, as plain sets, for stages that need no RDF library."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True)
class Property:
    """An own property: the module that defines it, its kind, and the classes it relates.

    `kind` is `object`, `data` or `annotation`. Empty `domain` or `range` means any class; `datatype` is the
    IRI of a data property's datatype, empty when it takes words in a language.
    """

    name: str
    module: str
    kind: str
    domain: frozenset[str] = frozenset()
    range: frozenset[str] = frozenset()
    above: frozenset[str] = frozenset()
    datatype: str = ""


@dataclass(frozen=True)
class Vocabulary:
    """The own classes, each with all classes above it and itself, and the own properties, by local name."""

    classes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    properties: Mapping[str, Property] = field(default_factory=dict)
    concepts: frozenset[str] = frozenset()
    """The own classes whose members are SKOS concepts."""

    def above(self, classes: tuple[str, ...]) -> frozenset[str]:
        """The classes given and everything above them."""
        if classes not in self._above:
            self._above[classes] = frozenset(
                up for name in classes for up in self.classes.get(name, frozenset({name}))
            )
        return self._above[classes]

    @cached_property
    def _above(self) -> dict[tuple[str, ...], frozenset[str]]:
        return {}

    def fits(self, classes: frozenset[str], wanted: frozenset[str]) -> bool:
        """Whether a thing of these classes (with those above) may stand where one of `wanted` must."""
        return not wanted or bool(classes & wanted)
