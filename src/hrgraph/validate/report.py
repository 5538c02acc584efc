"""Findings for people, in Latvian or English, and for machines, as a SHACL validation report."""

import re
from collections.abc import Sequence

from rdflib import RDF, SH, XSD, BNode, Graph, Literal, URIRef
from rdflib.term import Node
from rdflib.util import from_n3

from hrgraph.rdf import terms
from hrgraph.validate.finding import Finding, broken

_PREFIXES = {
    terms.ID: "id:",
    terms.HR: "hr:",
    terms.HRS: "hrs:",
    terms.OA: "oa:",
    terms.OWL: "owl:",
    terms.RDF: "rdf:",
    terms.RDFS: "rdfs:",
    terms.SKOS: "skos:",
    terms.DCT: "dct:",
    terms.XSD: "xsd:",
}
_WORDS = {
    "lv": {
        "violation": "KĻŪDA",
        "warning": "BRĪDINĀJUMS",
        "info": "ZIŅA",
        "rule": "kārtula",
        "path": "īpašība",
        "value": "vērtība",
        "quote": "tekstā",
        "mend": "kā labot",
        "none": "Viss kārtībā: neviena kārtula nav pārkāpta.",
        "sum": "Pavisam: kļūdas {0}, pārējais {1}.",
    },
    "en": {
        "violation": "VIOLATION",
        "warning": "WARNING",
        "info": "NOTE",
        "rule": "rule",
        "path": "property",
        "value": "value",
        "quote": "in the text",
        "mend": "to mend",
        "none": "All is well: no rule is broken.",
        "sum": "In all: violations {0}, others {1}.",
    },
}
_SEVERITY = {"violation": SH.Violation, "warning": SH.Warning, "info": SH.Info}
_LONGEST = 200
RDF_FORMATS = {"ttl": "turtle", "nt": "nt", "rdf": "xml", "jsonld": "json-ld"}
"""The RDF formats of a report: short name and rdflib's name."""


def as_text(findings: Sequence[Finding], language: str = "lv") -> str:
    """The findings in words, one paragraph each, the thing first; the last line counts them.

    `language` is `lv` or `en`; anything else gives Latvian.
    """
    words = _WORDS.get(language, _WORDS["lv"])
    if not findings:
        return words["none"] + "\n"
    paragraphs = [_paragraph(finding, words, language == "en") for finding in findings]
    errors = len(broken(list(findings)))
    return "\n\n".join(paragraphs) + "\n\n" + words["sum"].format(errors, len(findings) - errors) + "\n"


def _paragraph(finding: Finding, words: dict[str, str], english: bool) -> str:
    label = finding.label_en if english else finding.label_lv
    message = finding.message_en if english else finding.message_lv
    rule = finding.rule_en if english else finding.rule_lv
    thing = f"{label} ({short(finding.focus)})" if label else short(finding.focus)
    lines = [f"{words[finding.severity]}: {thing}", f"  {message}"]
    name = f"{rule} ({short(finding.rule)})" if rule else short(finding.rule)
    lines.append(f"  {words['rule']}: {name}")
    if finding.path:
        lines.append(f"  {words['path']}: {short(finding.path)}")
    if finding.value:
        lines.append(f"  {words['value']}: {_cut(_value(finding))}")
    if finding.quote:
        opening, closing = ("“", "”") if english else ("„", "”")
        lines.append(f"  {words['quote']}: {opening}{_cut(' '.join(finding.quote.split()))}{closing}")
    if mend := finding.mend_en if english else finding.mend_lv:
        lines.append(f"  {words['mend']}: {mend}")
    return "\n".join(lines)


def _value(finding: Finding) -> str:
    """The value, with its datatype or language where these are what is wrong."""
    if finding.component.endswith(("#DatatypeConstraintComponent", "#LanguageInConstraintComponent")):
        text = shortened(finding.value_term)
        return text if "^^" in text or not text.endswith('"') else f"{text}^^xsd:string"
    return short(finding.value)


def shortened(text: str) -> str:
    """Words in which IRIs are written with a prefix in place of their namespace."""
    for namespace, prefix in _PREFIXES.items():
        text = re.sub(rf"<?{re.escape(namespace)}([\w./-]+)>?", rf"{prefix}\1", text)
    return text


def short(iri: str) -> str:
    """The IRI with a prefix in place of its namespace, where there is one; a caret before it stays."""
    inverse, plain = ("^", iri[1:]) if iri.startswith("^") else ("", iri)
    for namespace, prefix in _PREFIXES.items():
        if plain.startswith(namespace):
            return inverse + prefix + plain.removeprefix(namespace)
    return iri


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0] + " …"


def as_rdf(findings: Sequence[Finding], form: str = "ttl") -> str:
    """The findings as a SHACL validation report (W3C SHACL 3.6) in one of `RDF_FORMATS`.

    With no finding it conforms.
    """
    graph = Graph()
    graph.bind("sh", SH)
    graph.bind("hr", terms.HR)
    graph.bind("hrs", terms.HRS)
    report = BNode("report")
    graph.add((report, RDF.type, SH.ValidationReport))
    graph.add((report, SH.conforms, Literal(not findings, datatype=XSD.boolean)))
    for number, finding in enumerate(findings):
        _add(graph, report, BNode(f"result{number:05}"), finding)
    return graph.serialize(format=RDF_FORMATS[form])


def _add(graph: Graph, report: BNode, result: BNode, finding: Finding) -> None:
    graph.add((report, SH.result, result))
    graph.add((result, RDF.type, SH.ValidationResult))
    graph.add((result, SH.focusNode, _node(finding.focus)))
    graph.add((result, SH.resultSeverity, _SEVERITY[finding.severity]))
    graph.add((result, SH.sourceShape, _node(finding.rule)))
    graph.add((result, SH.resultMessage, Literal(finding.message_lv, lang="lv")))
    graph.add((result, SH.resultMessage, Literal(finding.message_en, lang="en")))
    if finding.component:
        graph.add((result, SH.sourceConstraintComponent, URIRef(finding.component)))
    if finding.path.startswith("^"):
        inverse = BNode()
        graph.add((result, SH.resultPath, inverse))
        graph.add((inverse, SH.inversePath, URIRef(finding.path[1:])))
    elif finding.path:
        graph.add((result, SH.resultPath, URIRef(finding.path)))
    if finding.value:
        exact = from_n3(finding.value_term) if finding.value_term else None
        graph.add((result, SH.value, exact if isinstance(exact, Node) else _node(finding.value)))


def _node(text: str) -> URIRef | Literal:
    return URIRef(text) if "://" in text and " " not in text else Literal(text)
