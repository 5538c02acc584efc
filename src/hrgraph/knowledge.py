"""What is known before a text is read: ontology, lexicon, rules, links."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from hrgraph.assertions.acts import Verbs, verbs_of
from hrgraph.assertions.anaphor_words import read_anaphors, require_samples
from hrgraph.assertions.apply import Context, Rulebook
from hrgraph.assertions.examples import require_examples
from hrgraph.assertions.parts import PartRule, read_parts
from hrgraph.assertions.rules import (
    VALUES,
    Rule,
    read_built_in,
    read_cases,
    read_doubt,
    read_opaque,
    read_rules,
)
from hrgraph.assertions.values import read_values
from hrgraph.graph.known import Maker
from hrgraph.graph.labels import Labels
from hrgraph.graph.links import Link, read_links
from hrgraph.graph.vocabulary import read_ontology, vocabulary_of
from hrgraph.mentions.cldr import with_cldr
from hrgraph.mentions.eurovoc import FILE as EUROVOC
from hrgraph.mentions.eurovoc import with_eurovoc
from hrgraph.mentions.inflect import read_inflector
from hrgraph.mentions.lexicon import PARADIGMS, read_lexicon
from hrgraph.mentions.match import Matcher
from hrgraph.mentions.variants import with_variants


@dataclass(frozen=True)
class Knowledge:
    """What is known before a text is read: ontology, lexicon, rules, profiles."""

    data: Path
    labels: Labels
    matcher: Matcher
    context: Context
    rulebook: Rulebook
    parts: tuple[PartRule, ...]
    links: tuple[Link, ...]
    makers: tuple[Maker, ...]

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The extraction rules, in order."""
        return self.rulebook.rules

    @property
    def verbs(self) -> Verbs:
        """The verbs of the lexicon."""
        return self.context.verbs


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the collector of garbage: it would look through all that is read again and again."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@_uncollected()
def load_knowledge(root: Path, eurovoc: bool = False) -> Knowledge:
    """Read ontology/ and data/ below `root`; with `eurovoc` the subjects of EuroVoc are topics too.

    Raises DataError, naming file and line, when a file is wrong.
    """
    data = root / "data"
    ontology = read_ontology(root / "ontology")
    vocabulary = vocabulary_of(ontology)
    lexicon = with_variants(with_cldr(read_lexicon(data / "lexicon")))
    if eurovoc:
        lexicon = with_eurovoc(lexicon, data / "lexicon" / EUROVOC)
    rules = read_rules(data / "rules", vocabulary)
    parts = read_parts(data / "rules", vocabulary)
    values = read_values(data / "rules" / VALUES)
    built_in = read_built_in(data / "rules")
    makers = [Maker(f"rule/{name}", "ExtractionRule", lv, en) for name, (lv, en) in built_in.items()]
    makers += [
        Maker(f"rule/{rule.id}", "ExtractionRule", rule.lv, rule.en, rule.pattern.source) for rule in rules
    ]
    makers += [Maker(f"rule/{part.id}", "ExtractionRule", part.lv, part.en) for part in parts]
    matcher = Matcher(lexicon, read_inflector(data / "lexicon" / PARADIGMS))
    anaphors, samples = read_anaphors(data / "rules", vocabulary)
    context = Context(
        lexicon.entries,
        vocabulary,
        values,
        read_opaque(data / "rules"),
        replace(read_cases(data / "rules"), told=anaphors.cases),
        read_doubt(data / "rules"),
        verbs_of(lexicon),
        anaphors,
    )
    require_samples(samples, matcher, context)
    require_examples(rules, matcher, context)
    return Knowledge(
        data=data,
        labels=Labels(ontology),
        matcher=matcher,
        context=context,
        rulebook=Rulebook(rules, context),
        parts=parts,
        links=read_links(root / "ontology" / "alignments", lexicon.entries),
        makers=tuple(makers),
    )
