"""Reading texts: `extract`, `coverage`, `eval`."""

import argparse
import sys
from pathlib import Path

from hrgraph import coverage, evaluation, extract, pipeline
from hrgraph.cli.command import FAILED, OK, Commands
from hrgraph.errors import DataError
from hrgraph.knowledge import load_knowledge
from hrgraph.structure.documents import read_documents
from hrgraph.structure.profile import read_profile


def add(commands: Commands) -> None:
    """Add the commands of this family to `commands`."""
    extracting = commands.add("extract", _extract, "any Latvian text to mentions and statements")
    extracting.add_argument("files", nargs="+", type=Path, metavar="FILE", help="plain text in UTF-8")
    extracting.add_argument(
        "--format", choices=extract.FORMATS, default="json", help="default: json, a line a file"
    )
    extracting.add_argument(
        "--profile", default=extract.PROFILE, help="layout of the publisher (default: %(default)s)"
    )
    extracting.add_argument("--workers", type=int, default=1, help="processes to use (default: 1)")
    extracting.add_argument("--eurovoc", action="store_true", help="find the subjects of EuroVoc too")
    extracting.add_argument(
        "--candidates", action="store_true", help="names met that the lexicon lacks, as a table"
    )

    covering = commands.add(
        "coverage", _coverage, "which sentences gave which statements, and which gave none"
    )
    covering.add_argument("document", nargs="?", help="id of one document (default: all)")
    covering.add_argument("--marked", action="store_true", help="the text with the names in it marked")
    covering.add_argument(
        "--shares", action="store_true", help="statements by predicate: lexicon, rules, curation"
    )

    commands.add("eval", _eval, "precision and recall against the gold annotations in data/gold/")


def _extract(options: argparse.Namespace, root: Path, out: Path) -> int:
    if options.candidates:
        knowledge = load_knowledge(root, options.eurovoc)
        profile = read_profile(knowledge.data / "profiles", options.profile)
        readings = [extract.extract_file(file, knowledge, profile) for file in options.files]
        print("number\tname\tcontext")
        for candidate in extract.candidates(readings):
            print(f"{candidate.count}\t{candidate.surface}\t{candidate.context}")
        return OK
    failed = 0
    for outcome in extract.extract_files(
        options.files, root, options.profile, options.format, options.workers, options.eurovoc
    ):
        if outcome.error:
            print(f"hrgraph: {outcome.error}", file=sys.stderr)
            failed += 1
        else:
            print(outcome.text)
    return FAILED if failed else OK


def _coverage(options: argparse.Namespace, root: Path, out: Path) -> int:
    knowledge = load_knowledge(root)
    documents = [d for d in read_documents(root / "data" / "documents") if options.document in (None, d.id)]
    if not documents:
        raise DataError(f"there is no document {options.document}", root / "data" / "documents")
    readings = [pipeline.read_document(document, knowledge) for document in documents]
    if options.shares:
        print("predicate\tlexicon\trules\tcuration")
        for predicate, count in coverage.shares(readings).items():
            print(f"{predicate}\t{count['lexicon']}\t{count['rules']}\t{count['curation']}")
    elif options.marked:
        print("".join(coverage.as_marked_text(reading) for reading in readings), end="")
    else:
        print(coverage.as_table(s for reading in readings for s in coverage.sentences(reading)), end="")
    return OK


def _eval(options: argparse.Namespace, root: Path, out: Path) -> int:
    print(evaluation.report(root), end="")
    return OK
