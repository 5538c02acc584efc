"""Runs the examples and counterexamples of the extraction rules."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from hrgraph.assertions.act_statements import acts_of
from hrgraph.assertions.apply import Context, Rulebook
from hrgraph.assertions.model import ANY_KIND, Assertion, Literal, Reading
from hrgraph.assertions.rules import Rule
from hrgraph.errors import RuleError
from hrgraph.mentions.match import Matcher
from hrgraph.rdf.terms import HR, ID, RDF_TYPE
from hrgraph.structure.units import Unit
from hrgraph.text.words import Words

DOCUMENT, UNIT = "DOCUMENT", "UNIT"


@dataclass(frozen=True)
class FailedExample:
    """An example that does not give what its rule says it does; both sides as 'subject predicate object'."""

    rule: Rule
    text: str
    expected: tuple[str, ...]
    found: tuple[str, ...]

    def __str__(self) -> str:
        """In one sentence."""
        missing = sorted(set(self.expected) - set(self.found)) or "nothing"
        extra = sorted(set(self.found) - set(self.expected)) or "nothing"
        return f"{self.rule.id}: {self.text!r} lacks {missing}, adds {extra}"


def failed_examples(rules: Iterable[Rule], matcher: Matcher, context: Context) -> list[FailedExample]:
    """The examples that fail: none when every rule does what it says."""
    failed: list[FailedExample] = []
    for rule in rules:
        alone = Rulebook([replace(rule, within=None, kind="", document="")], context)
        wanted = [*rule.examples.items(), *((text, ()) for text in rule.counterexamples)]
        for text, expected in wanted:
            found = tuple(_statements(alone, text, matcher, rule.example_document))
            if sorted(found) != sorted(expected):
                failed.append(FailedExample(rule, text, tuple(expected), found))
    return failed


def require_examples(rules: Iterable[Rule], matcher: Matcher, context: Context) -> None:
    """Raise RuleError for the first rule that does not do what its examples say."""
    for failed in failed_examples(rules, matcher, context):
        raise RuleError(f"an example fails: {failed}", failed.rule.file, failed.rule.line)


def _statements(alone: Rulebook, text: str, matcher: Matcher, document: str) -> list[str]:
    """What a rule says of a text, anywhere in a document of any class; the short names of `document` hold."""
    unit = Unit(UNIT, ANY_KIND, "", 1, Words.whole(text))
    reading = Reading(DOCUMENT, unit, matcher.find(text, document).mentions)
    applied = alone.apply([reading], "", acts_of([reading], alone.context.verbs))
    implied = {RDF_TYPE, HR + "isExpressedIn"}
    return [_written(a) for a in applied.assertions if a.predicate not in implied]


def _written(assertion: Assertion) -> str:
    value = assertion.object
    object_ = value.value if isinstance(value, Literal) else value.removeprefix(ID)
    return f"{assertion.subject.removeprefix(ID)} {assertion.predicate.removeprefix(HR)} {object_}"
