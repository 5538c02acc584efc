"""The command `hrgraph`: build, check, serve, query, why, extract, coverage, eval."""

import argparse
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from hrgraph import __version__, coverage, evaluation, extract, pipeline, trace
from hrgraph.errors import BuildError, DataError, HrgraphError, NotAcceptable, QueryError
from hrgraph.graph.write import NQUADS
from hrgraph.service import serve
from hrgraph.service.rate import Rate
from hrgraph.service.validation import Checker
from hrgraph.settings import find_root, read_settings
from hrgraph.store.base import GRAPH_FORMATS, SOLUTION_FORMATS
from hrgraph.store.limits import MEBIBYTE, Capacity, Limits
from hrgraph.store.oxigraph import OxigraphStore
from hrgraph.store.services import read_services
from hrgraph.structure.documents import read_documents
from hrgraph.structure.profile import read_profile
from hrgraph.validate.finding import broken
from hrgraph.validate.report import RDF_FORMATS, as_rdf, as_text

OK, FAILED, WRONG_USE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code: 0 done, 1 failed or violations found, 2 wrong use."""
    try:
        settings = read_settings()
        options = _parser(settings).parse_args(arguments)
        root = find_root(str(options.root))
        out = root / str(settings["out"]) if options.out is None else Path(options.out)
        run: Callable[[argparse.Namespace, Path, Path], int] = options.run
        return run(options, root, out)
    except HrgraphError as problem:
        print(f"hrgraph: {problem}", file=sys.stderr)
        return FAILED
    except BrokenPipeError:
        sys.stderr.close()
        return FAILED
    except KeyboardInterrupt:
        return FAILED


def _parser(settings: dict[str, str | int]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="hrgraph",
        description="Latvian human-rights policy texts as a knowledge graph, every statement with its words.",
    )
    parser.add_argument("--version", action="version", version=f"hrgraph {__version__}")
    parser.add_argument("--root", default=settings["root"], help="project folder (found by itself)")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    def command(
        name: str, run: Callable[[argparse.Namespace, Path, Path], int], text: str
    ) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=text, description=text)
        added.add_argument(
            "--out", default=None, help=f"folder of the built graph (default: {settings['out']})"
        )
        added.set_defaults(run=run)
        return added

    command("build", _build, "texts to validated graph, written to the folder of the built graph")

    check = command(
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

    serving = command("serve", _serve, "serve the built graph by SPARQL over HTTP")
    serving.add_argument("--host", default=settings["host"], help="address (default: %(default)s)")
    serving.add_argument("--port", type=int, default=settings["port"], help="port (default: %(default)s)")
    serving.add_argument(
        "--workers",
        type=int,
        default=settings["workers"],
        help="processes that answer queries; 0: one a processor (default: %(default)s)",
    )

    query = command("query", _query, "answer one SPARQL query from the built graph")
    query.add_argument("file", metavar="FILE", help="file with the query, or - for standard input")
    query.add_argument(
        "--format", default=None, metavar="NAME", help="json, xml, csv, tsv; ttl, nt, jsonld, rdf, nq, trig"
    )

    why = command("why", _why, "the words, file and line, rule or curator behind a statement")
    why.add_argument("subject", metavar="SUBJECT", help="KEY (eeas), prefixed name (id:eeas) or IRI")
    why.add_argument(
        "predicate", metavar="PREDICATE", help="name of a property (assists), or `a` for the class"
    )
    why.add_argument(
        "object", metavar="OBJECT", nargs="?", help="KEY, IRI or words; all objects when left out"
    )

    extracting = command("extract", _extract, "any Latvian text to mentions and statements")
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

    covering = command("coverage", _coverage, "which sentences gave which statements, and which gave none")
    covering.add_argument("document", nargs="?", help="id of one document (default: all)")
    covering.add_argument("--marked", action="store_true", help="the text with the names in it marked")
    covering.add_argument(
        "--shares", action="store_true", help="statements by predicate: lexicon, rules, curation"
    )

    command("eval", _eval, "precision and recall against the gold annotations in data/gold/")
    return parser


class _Progress:
    """Tells on standard error what is being done, with the seconds since the start."""

    def __init__(self) -> None:
        self._start = time.monotonic()

    def __call__(self, message: str) -> None:
        print(f"[{time.monotonic() - self._start:5.1f} s] {message}", file=sys.stderr, flush=True)


def _build(options: argparse.Namespace, root: Path, out: Path) -> int:
    progress = _Progress()
    findings = pipeline.build(root, out, progress)
    if findings:
        print(as_text(findings), file=sys.stderr)
    progress(f"gatavs / done: {out / NQUADS}")
    return OK


def _check(options: argparse.Namespace, root: Path, out: Path) -> int:
    if options.files:
        findings = pipeline.check_files(options.files, root)
    else:
        findings = pipeline.check_graphs(_built(out).read_bytes(), root, _Progress())
    words = options.format == "text"
    print(as_text(findings, options.lang) if words else as_rdf(findings, options.format), end="")
    return FAILED if broken(findings) else OK


def _serve(options: argparse.Namespace, root: Path, out: Path) -> int:
    _built(out)
    settings = read_settings()
    serve.run(
        options.host,
        options.port,
        out,
        limits=Limits(services=read_services(str(settings["services"]))),
        announce=_announce,
        rate=Rate(per_minute=int(settings["rate"]), proxies=int(settings["proxies"])),
        capacity=_capacity(settings, options.workers),
        watch=serve.Watch(
            cache_size=int(settings["cache_size"]) * MEBIBYTE,
            slow_seconds=int(settings["slow_seconds"]),
            logs_all=settings["log"] == "all",
        ),
        checker=_checker(settings, root / "ontology"),
    )
    return OK


def _capacity(settings: dict[str, str | int], workers: int) -> Capacity:
    return Capacity(
        workers=workers or os.cpu_count() or 1,
        slow_workers=int(settings["slow_workers"]),
        waiting=int(settings["waiting"]),
        seconds=int(settings["query_seconds"]),
        memory=int(settings["query_memory"]) * MEBIBYTE,
        result_bytes=int(settings["result_size"]) * MEBIBYTE,
    )


def _checker(settings: dict[str, str | int], ontology: Path) -> Checker:
    return Checker(
        ontology,
        size=int(settings["check_size"]) * MEBIBYTE,
        seconds=int(settings["check_seconds"]),
        megabytes=int(settings["check_memory"]),
        at_once=int(settings["checks"]),
    )


def _announce(address: str) -> None:
    print(
        f"hrgraph: {address} (SPARQL: {address.rstrip('/')}/sparql); Ctrl+C stops it",
        file=sys.stderr,
        flush=True,
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
    answer = OxigraphStore.load(_built(out)).query(text, media_type)
    sys.stdout.buffer.write(answer.content())
    sys.stdout.flush()
    return OK


def _why(options: argparse.Namespace, root: Path, out: Path) -> int:
    store = OxigraphStore.load(_built(out))
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


def _extract(options: argparse.Namespace, root: Path, out: Path) -> int:
    if options.candidates:
        knowledge = pipeline.load_knowledge(root, options.eurovoc)
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
    knowledge = pipeline.load_knowledge(root)
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


def _media_type(name: str) -> str:
    formats = {form.name: form.media_type for form in (*SOLUTION_FORMATS, *GRAPH_FORMATS)}
    if name not in formats:
        raise NotAcceptable(
            f"there is no format {name!r}; known: {', '.join(formats)}", tuple(formats.values())
        )
    return formats[name]


def _built(out: Path) -> Path:
    file = out / NQUADS
    if not file.is_file():
        raise BuildError(f"there is no built graph in {out}; run `hrgraph build` first")
    return file


if __name__ == "__main__":
    sys.exit(main())
