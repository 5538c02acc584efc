"""Names with years in, the period that each thing is for out."""

from collections.abc import Collection, Iterable, Iterator

from hrgraph.assertions.model import Assertion, Evidence, Literal, Reading
from hrgraph.assertions.slots import Kinds
from hrgraph.assertions.values import ValueRules
from hrgraph.rdf.terms import HR, XSD, thing

RULE = "years-in-a-name"
_DATED = frozenset({"ReferenceFramework", "Instrument"})
_DASH = "–"


def period_statements(
    readings: Iterable[Reading], values: ValueRules, kinds: Kinds, classes: Collection[str] = _DATED
) -> Iterator[Assertion]:
    """The statements `dateExpression` of what is named with the years that it is for: 'plāns 2021.–2023.
    gadam'. The years must end the name, and the thing be of one of `classes`; its name is the evidence."""
    for reading in readings:
        for mention in reading.mentions:
            words = reading.text[mention.start : mention.end]
            if _DASH not in words or kinds.of(mention.key).isdisjoint(classes):
                continue
            for value in values.find(words):
                if value.kind == "Date" and "/" in value.text and value.end == len(words):
                    evidence = Evidence(reading.document, reading.unit.id, mention.start, mention.end, RULE)
                    years = Literal(value.text, datatype=XSD + "string")
                    yield Assertion(thing(mention.key), HR + "dateExpression", years, evidence)
