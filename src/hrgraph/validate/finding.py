"""What every check gives: a thing, the rule it breaks, and what is wrong, in two languages."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["violation", "warning", "info"]


@dataclass(frozen=True, order=True)
class Finding:
    """One thing that breaks one rule.

    `focus` is the IRI of the thing, `path` the property concerned and `value` the value that is wrong
    (both empty where the rule has none), `rule` the IRI of a shape or the name of a check, `quote` the words
    of the source that the thing rests on, `component` the SHACL constraint component (empty for other
    checks), `value_term` the value in N-Triples, `mend_lv` and `mend_en` what would mend it. The labels say
    in words what `focus` and `rule` are.
    """

    focus: str
    path: str
    value: str
    rule: str
    severity: Severity
    message_lv: str
    message_en: str
    quote: str | None = None
    label_lv: str = ""
    label_en: str = ""
    rule_lv: str = ""
    rule_en: str = ""
    component: str = ""
    value_term: str = ""
    mend_lv: str = ""
    mend_en: str = ""


def broken(findings: list[Finding]) -> list[Finding]:
    """The findings that must stop a build: violations, not warnings."""
    return [finding for finding in findings if finding.severity == "violation"]
