"""Asking the built graph: `query`, `why`."""

import argparse
import sys
from pathlib import Path

from hrgraph import trace
from hrgraph.cli.command import FAILED, OK, Commands, add_store, built
from hrgraph.errors import NotAcceptable, QueryError
from hrgraph.graph.write import NQUADS
from hrgraph.store.base import GRAPH_FORMATS, SOLUTION_FORMATS
from hrgraph.store.opening import MEMORY, open_store
from hrgraph.store.oxigraph import OxigraphStore


def add(commands: Commands) -> None:
    """Add the commands of this family to `commands`."""
    query = commands.add("query", _query, "answer one SPARQL query from the built graph")
    add_store(query, commands.settings)
    query.add_argument("file", metavar="FILE", help="file with the query, or - for standard input")
    query.add_argument(
        "--format", default=None, metavar="NAME", help="json, xml, csv, tsv; ttl, nt, jsonld, rdf, nq, trig"
    )

    why = commands.add("why", _why, "the words, file and line, rule or curator behind a statement")
    why.add_argument("subject", metavar="SUBJECT", help="KEY (eeas), prefixed name (id:eeas) or IRI")
    why.add_argument(
        "predicate", metavar="PREDICATE", help="name of a property (assists), or `a` for the class"
    )
    why.add_argument(
        "object", metavar="OBJECT", nargs="?", help="KEY, IRI or words; all objects when left out"
    )


def _query(options: argparse.Namespace, root: Path, out: Path) -> int:
    try:
        data = sys.stdin.buffer.read() if options.file == "-" else Path(options.file).read_bytes()
        text = data.decode("utf-8")
    except OSError as problem:
        raise QueryError(
            f"{options.file}: the query cannot be read: {problem.strerror}; "
            "give a file, or - and the query on standard input"
        ) from problem
    except UnicodeDecodeError as problem:
        raise QueryError(f"{options.file}: the query is not UTF-8") from problem
    media_type = _media_type(options.format) if options.format else None
    if options.store == MEMORY:
        built(out)
    answer = open_store(options.store, out / NQUADS).query(text, media_type)
    sys.stdout.buffer.write(answer.content())
    sys.stdout.flush()
    return OK


def _media_type(name: str) -> str:
    formats = {form.name: form.media_type for form in (*SOLUTION_FORMATS, *GRAPH_FORMATS)}
    if name not in formats:
        raise NotAcceptable(
            f"there is no format {name!r}; known: {', '.join(formats)}", tuple(formats.values())
        )
    return formats[name]


def _why(options: argparse.Namespace, root: Path, out: Path) -> int:
    store = OxigraphStore.load(built(out))
    found = trace.grounds(store, options.subject, options.predicate, options.object)
    for ground in found:
        file = root / "data" / "documents" / ground.document / "text.txt"
        place = f"{file.relative_to(root)}:{trace.lines_of(file, ground.starts)}"
        print(
            f"{options.subject} {options.predicate} {ground.object} ({ground.label})"
            if ground.label
            else f"{options.subject} {options.predicate} {ground.object}"
        )
        print(f"  {place}  {ground.part}\n  „{ground.quote}”")
        print(
            f"  {ground.maker} ({ground.maker_label}), {ground.status}"
            + (f": {ground.reason}" if ground.reason else "")
        )
    if not found:
        print(
            "no text says this; what follows from the ontology or is known from elsewhere has no words",
            file=sys.stderr,
        )
    return OK if found else FAILED
