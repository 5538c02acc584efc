"""A process that checks one document and ends: `python -m hrgraph.validate.worker`.

RDF on standard input, the report on standard output. Who started it can stop it for good at any time. Exit
code 2 and JSON with `message` and `line` on standard error mean that the input is no RDF of the syntax given.
"""

import argparse
import json
import resource
import sys
from dataclasses import asdict
from pathlib import Path

from hrgraph.errors import DataError
from hrgraph.store.working import SYNTAXES
from hrgraph.validate.report import RDF_FORMATS, as_rdf, as_text
from hrgraph.validate.shapes import PLAIN, read_shapes

FINDINGS, TEXT = "findings", "text"
UNREADABLE = 2


def main() -> int:
    """Check standard input as the arguments say; returns the exit code."""
    parser = argparse.ArgumentParser(description="Check RDF on standard input against the shapes.")
    parser.add_argument("--ontology", type=Path, required=True, help="folder with the modules and shapes/")
    parser.add_argument("--syntax", choices=SYNTAXES, required=True)
    parser.add_argument("--format", choices=(FINDINGS, TEXT, *RDF_FORMATS), default=TEXT)
    parser.add_argument("--lang", choices=("lv", "en"), default="lv")
    parser.add_argument("--seconds", type=int, default=60, help="processor time after which it is ended")
    parser.add_argument("--megabytes", type=int, default=2048, help="memory that it may ask for")
    options = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_CPU, (options.seconds, options.seconds))
    resource.setrlimit(resource.RLIMIT_AS, (options.megabytes * 2**20,) * 2)
    try:
        shapes = read_shapes(options.ontology)
        store = shapes.store()
        store.read(sys.stdin.buffer.read(), options.syntax, PLAIN)
    except DataError as problem:
        json.dump({"message": problem.message, "line": problem.line}, sys.stderr)
        return UNREADABLE
    findings = shapes.findings(store)
    if options.format == FINDINGS:
        report = json.dumps([asdict(finding) for finding in findings], ensure_ascii=False)
    elif options.format == TEXT:
        report = as_text(findings, options.lang)
    else:
        report = as_rdf(findings, options.format)
    sys.stdout.buffer.write(report.encode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
