"""Making the graph and checking it: `build`, `check`."""

import argparse
import sys
from pathlib import Path

from hrgraph import pipeline
from hrgraph.cli.command import FAILED, OK, Commands, Progress, built
from hrgraph.graph.write import NQUADS
from hrgraph.validate.finding import broken
from hrgraph.validate.report import RDF_FORMATS, as_rdf, as_text


def add(commands: Commands) -> None:
    """Add the commands of this family to `commands`."""
    commands.add("build", _build, "texts to validated graph, written to the folder of the built graph")

    check = commands.add(
        "check", _check, "check the built graph, or RDF files of yours, against shapes and ontology"
    )
    check.add_argument(
        "files",
        nargs="*",
        type=Path,
        metavar="FILE",
        help="Turtle, TriG, N-Quads, N-Triples, RDF/XML or JSON-LD",
    )
    check.add_argument(
        "--lang", choices=("lv", "en"), default="lv", help="language of the report (default: lv)"
    )
    check.add_argument(
        "--format",
        choices=("text", *RDF_FORMATS),
        default="text",
        help="report in words, or as SHACL report in RDF",
    )


def _build(options: argparse.Namespace, root: Path, out: Path) -> int:
    progress = Progress()
    findings = pipeline.build(root, out, progress)
    if findings:
        print(as_text(findings), file=sys.stderr)
    progress(f"gatavs / done: {out / NQUADS}")
    return OK


def _check(options: argparse.Namespace, root: Path, out: Path) -> int:
    if options.files:
        findings = pipeline.check_files(options.files, root)
    else:
        findings = pipeline.check_graphs(built(out).read_bytes(), root, Progress())
    words = options.format == "text"
    print(as_text(findings, options.lang) if words else as_rdf(findings, options.format), end="")
    return FAILED if broken(findings) else OK
