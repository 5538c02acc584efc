"""Reads the words that speak of what was named before (data/rules/anaphors.toml), and runs their examples."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from hrgraph.assertions.anaphors import Anaphors
from hrgraph.assertions.apply import Context
from hrgraph.assertions.genders import Genders
from hrgraph.assertions.model import ANY_KIND, Reading
from hrgraph.assertions.pattern import compile_pattern
from hrgraph.assertions.proforms import ProForm
from hrgraph.assertions.rules import line_of, read_cases, read_doubt, read_shared
from hrgraph.errors import RuleError
from hrgraph.mentions.match import Matcher
from hrgraph.rdf.vocabulary import Vocabulary
from hrgraph.structure.units import Unit
from hrgraph.text.tables import parse_table, read_text
from hrgraph.text.words import Words

FILE = "anaphors.toml"
_NEEDED = ("id", "classes", "examples", "counterexamples")
_KNOWN = {
    *_NEEDED,
    "forms",
    "genders",
    "nouns",
    "any_name",
    "this",
    "cases",
    "among",
    "before",
    "after",
    "rivals",
    "subject",
    "alone",
    "latter",
    "posts",
    "sentences",
}


@dataclass(frozen=True)
class Sample:
    """A text and what must be read of it, as 'word = KEY', by the words of the table `id`."""

    id: str
    text: str
    expected: tuple[str, ...]
    words: tuple[ProForm, ...]
    file: Path
    line: int | None


def read_anaphors(folder: Path, vocabulary: Vocabulary) -> tuple[Anaphors, tuple[Sample, ...]]:
    """The words of the folder and their examples.

    Raises RuleError when a word lacks a setting or an example, or names a class that the ontology lacks.
    """
    file = folder / FILE
    text = read_text(file, RuleError)
    table = parse_table(text, file, RuleError)
    shared = read_shared(folder)
    settings = {**shared, "fragment": {**shared["fragment"], **table.get("fragment", {})}}
    try:
        gender, end = table["gender"], re.compile(table["sentence_end"])
        genders = Genders(
            {name: re.compile(ending) for name, ending in gender["endings"].items()},
            frozenset(gender["sure"]),
            frozenset(gender["heads"]),
            read_cases(folder).prepositions,
        )
        clause, addressed, pair = (re.compile(table[name]) for name in ("clause", "addressed", "pair"))
        holder = compile_pattern(table["holder"], settings).regex
        endings = table["endings"]
        read = []
        for one in table["anaphor"]:
            line = line_of(text, one.get("id", ""))
            read.append((one, tuple(_words(one, endings, settings, vocabulary, (file, line))), line))
    except KeyError as problem:
        raise RuleError(f"the file lacks {problem}", file) from problem
    except re.error as problem:
        raise RuleError(f"an expression is malformed: {problem}", file) from problem
    words = tuple(word for _, some, _ in read for word in some)
    samples = tuple(
        Sample(one["id"], sample, tuple(expected), some, file, line)
        for one, some, line in read
        for sample, expected in (*one["examples"].items(), *((bad, ()) for bad in one["counterexamples"]))
    )
    quoted = read_doubt(folder).before
    return Anaphors(words, genders, end, clause, quoted, holder, addressed, pair), samples


def _words(
    table: Mapping[str, Any],
    endings: Mapping[str, Mapping[str, str]],
    settings: Mapping[str, Any],
    vocabulary: Vocabulary,
    place: tuple[Path, int | None],
) -> Iterator[ProForm]:
    """The pronoun of a table, or one word for each of its nouns, which stand there by their endings."""
    name = table.get("id", "(without id)")
    for needed in _NEEDED:
        if not table.get(needed):
            raise RuleError(f"anaphor {name} lacks `{needed}`", *place)
    if unknown := set(table) - _KNOWN:
        raise RuleError(
            f"anaphor {name} has settings that are not known: {', '.join(sorted(unknown))}", *place
        )
    if not ({"forms", "genders"} <= set(table) or {"nouns", "cases"} <= set(table)):
        raise RuleError(f"anaphor {name} needs `forms` and `genders`, or `nouns` and `cases`", *place)
    classes, among = table["classes"], table.get("among", table["classes"])
    for cls in (*classes, *among):
        if cls not in vocabulary.classes:
            raise RuleError(f"anaphor {name}: the ontology has no class {cls}", *place)

    def expression(setting: str, otherwise: str) -> re.Pattern[str]:
        return compile_pattern(table.get(setting, otherwise), settings).regex

    one = ProForm(
        name,
        table.get("forms", {}),
        frozenset(classes),
        frozenset(among),
        genders=frozenset(table.get("genders", ())),
        before=expression("before", "(?s:.*)"),
        after=expression("after", ""),
        rivals=expression("rivals", "(?!)"),
        subject=bool(table.get("subject", False)),
        alone=bool(table.get("alone", False)),
        latter=bool(table.get("latter", False)),
        posts=bool(table.get("posts", False)),
        sentences=int(table.get("sentences", 1)),
    )
    if "nouns" not in table:
        yield one
    for ending, stems in table.get("nouns", {}).items():
        forms = {form: case for form, case in endings[ending].items() if case in table["cases"]}
        pointing = table.get("this", {})
        others = "|".join((*endings[ending], *endings["plural"]))
        for stem in stems:
            yield replace(
                one,
                phrase=stem + ending,
                noun="" if table.get("any_name", False) else stem + ending,
                forms={
                    f"{this} {stem}{form}".lstrip(): case
                    for form, case in forms.items()
                    for this in pointing.get(case, [""])
                },
                rivals=re.compile(rf"(?i:{stem}(?:{others})(?!\w))|{one.rivals.pattern}"),
            )


def failed_samples(
    samples: Iterable[Sample], matcher: Matcher, context: Context
) -> Iterator[tuple[Sample, str]]:
    """The examples that fail, and how, in a sentence: none when every word does what it says."""
    alone = context.anaphors
    for sample in samples:
        if alone.words != sample.words:
            alone = replace(alone, words=sample.words)
        unit = Unit("UNIT", ANY_KIND, "", 1, Words.whole(sample.text))
        given = Reading("DOCUMENT", unit, matcher.find(sample.text).mentions)
        read = alone.read(given, context.kinds, context.entries)
        found = tuple(
            f"{sample.text[one.start : one.end]} = {one.key}" for one in (it.mention for it in read.anaphors)
        )
        if found != sample.expected:
            yield sample, f"{sample.id}: {sample.text!r} gives {list(found)}, not {list(sample.expected)}"


def require_samples(samples: Iterable[Sample], matcher: Matcher, context: Context) -> None:
    """Raise RuleError for the first word that does not do what its examples say."""
    for sample, failed in failed_samples(samples, matcher, context):
        raise RuleError(f"an example fails: {failed}", sample.file, sample.line)
