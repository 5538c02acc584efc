"""Acts found in units in, statements about them with their words out."""

from collections.abc import Iterable, Mapping, Sequence

from hrgraph.assertions.acts import ActFound, Verbs, find_acts
from hrgraph.assertions.model import ANY_KIND, Assertion, Evidence, Literal, Node, Reading
from hrgraph.assertions.values import Value
from hrgraph.rdf.terms import HR, RDF_TYPE, XSD, thing

RULE = "leading-verbs"


def acts_of(readings: Iterable[Reading], verbs: Verbs) -> dict[str, list[ActFound]]:
    """The acts of every action among the readings, by the id of the unit."""
    return {
        reading.unit.id: find_acts(reading.text, verbs)
        for reading in readings
        if reading.unit.kind in ("Action", ANY_KIND)
    }


def act_iri(document: str, unit: str, number: int) -> str:
    """The IRI of an act, by its number in the unit."""
    return thing(f"{document}/{unit}/act.{number}")


def act_values(reading: Reading, acts: Iterable[ActFound]) -> list[Value]:
    """Where the verbs of the acts stand in the words of a unit, for rules that speak of acts."""
    return [
        Value("Act", act.verb, start, end, act_iri(reading.document, reading.unit.id, number))
        for number, act in enumerate(acts, start=1)
        for start, end in ((act.start, act.end), *act.again)
    ]


def act_statements(
    readings: Iterable[Reading], acts: Mapping[str, Sequence[ActFound]]
) -> tuple[list[Assertion], list[Node]]:
    """The acts found in the readings, by the id of the unit, as statements and nodes."""
    made: list[Assertion] = []
    nodes: list[Node] = []
    for reading in readings:
        unit = thing(f"{reading.document}/{reading.unit.id}")
        for number, act in enumerate(acts.get(reading.unit.id, ()), start=1):
            node = act_iri(reading.document, reading.unit.id, number)
            nodes.append(
                Node(
                    node,
                    ("Act",),
                    f"{act.verb} ({reading.unit.id})",
                    f"act {number} of {reading.unit.id}: {act.verb}",
                )
            )
            verb, kind = (act.start, act.end), (act.start, act.until)
            said: list[tuple[tuple[int, int], tuple[str, str, str | Literal]]] = [
                (verb, (node, RDF_TYPE, HR + "Act")),
                (verb, (unit, HR + "hasAct", node)),
                (verb, (node, HR + "ordinal", Literal(str(number), datatype=XSD + "positiveInteger"))),
                (verb, (node, HR + "verb", Literal(act.verb, datatype=XSD + "string"))),
                (kind, (node, HR + "hasActType", thing(act.kind))),
                (verb, (node, HR + "hasActPosition", thing(act.position))),
            ]
            if act.auxiliary:
                auxiliary = Literal(act.auxiliary, datatype=XSD + "string")
                said.append(((act.since, act.end), (node, HR + "auxiliaryVerb", auxiliary)))
            if number == 1:
                said.append((kind, (unit, HR + "hasLeadingActType", thing(act.kind))))
            for (start, end), statement in said:
                evidence = Evidence(reading.document, reading.unit.id, start, end, RULE)
                made.append(Assertion(*statement, evidence))
    return made, nodes
