"""How fast graphs are checked: in batches, as a whole, and by pySHACL, on copies of the real documents.

python benchmarks/validate.py GRAPH --documents 2 10 100 [--reference 2 10] [--limit 900]

GRAPH is a built hrgraph.nq. Every copy of a document has IRIs of its own and a few statements broken, so that
there is something to find. Each run is a process of its own; one line a run is printed.
"""

import argparse
import json
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from hrgraph.rdf import terms
from hrgraph.store.working import WorkingStore
from hrgraph.validate.batches import in_batches
from hrgraph.validate.data import read_quads, read_turtle
from hrgraph.validate.reference import reference_results
from hrgraph.validate.result import Result
from hrgraph.validate.shapes import PLAIN, Shapes, read_shapes

ROOT = Path(__file__).resolve().parents[1]
PLAN, RELEASE = "eu-action-plan-hrd-2020-2024", "press-release-act"
EVERY = 7
"""One copy in so many is of the action plan, the others of the press release."""
BROKEN = 8
"""Statements broken in each document."""

_LABEL = re.compile(r"\b[nf]?[0-9a-f]{32}\w*\b|\bb\w+x\d{3}\b")
_GRAPH = re.compile(rf"<{re.escape(terms.GRAPH)}([^>]*)> \.$")


def write_copies(graph: Path, number: int, out: Path) -> int:
    """Write a dataset of so many documents to `out` as N-Quads; returns how many statements it has."""
    by_graph: dict[str, list[str]] = defaultdict(list)
    for line in graph.read_text(encoding="utf-8").splitlines():
        if match := _GRAPH.search(line):
            by_graph[match[1]].append(line)
    names = [PLAN if place % EVERY == 0 else RELEASE for place in range(number)]
    size = 0
    with out.open("w", encoding="utf-8") as file:
        for name in ("entities", "links", "ontology"):
            file.writelines(f"{line}\n" for line in by_graph[name])
            size += len(by_graph[name])
        for place, name in enumerate(names):
            of_document = f"<{terms.ID}{name}"
            inferred = [line for line in by_graph["inferred"] if of_document in line]
            lines = list(_copied(by_graph[name] + inferred, name, f"{name}-copy{place:03}"))
            lines = list(_broken(lines, random.Random(place)))
            file.writelines(f"{line}\n" for line in lines)
            size += len(lines)
    return size


def _copied(lines: list[str], name: str, copy: str) -> Iterator[str]:
    for line in lines:
        line = line.replace(f"{terms.ID}{name}", f"{terms.ID}{copy}")
        line = line.replace(f"{terms.GRAPH}{name}>", f"{terms.GRAPH}{copy}>")
        yield re.sub(r"^_:(\w+)", rf"_:\1x{copy[-3:]}", line)


def _broken(lines: list[str], dice: random.Random) -> Iterator[str]:
    """The lines, but a few are left out and a few have another object."""
    wrong = set(dice.sample(range(len(lines)), BROKEN))
    for number, line in enumerate(lines):
        if number not in wrong:
            yield line
        elif number % 2:
            subject, predicate, _ = line.split(" ", 2)
            graph = line.rsplit(" ", 2)[1]
            yield f'{subject} {predicate} "broken" {graph} .'


def batches(data: Path) -> tuple[set[Result], float]:
    """All results, a batch of documents at a time in as many processes as there are processors."""
    shapes = read_shapes(ROOT / "ontology")
    with tempfile.TemporaryDirectory() as folder:
        found = {one for some in in_batches(data, Path(folder), shapes, _as_they_are) for one in some}
    return found, 0.0


def _as_they_are(shapes: Shapes, results: set[Result], store: WorkingStore) -> list[Result]:
    return list(results)


def whole(data: Path) -> tuple[set[Result], float]:
    """All results, everything in one store, and the seconds until the data were read."""
    start = time.perf_counter()
    shapes = read_shapes(ROOT / "ontology")
    store = shapes.store()
    store.read(data, "n-quads", PLAIN)
    loaded = time.perf_counter() - start
    return shapes.results(store), loaded


def plain(data: Path) -> tuple[set[Result], float]:
    """The same by pySHACL on rdflib: the whole at once, and each document's graph by itself."""
    start = time.perf_counter()
    shapes = read_shapes(ROOT / "ontology")
    known = read_turtle(shapes.ontology)
    read = read_quads(data.read_bytes())
    whole = read.union() + known
    loaded = time.perf_counter() - start
    found = reference_results(whole, shapes.of_all)
    for one in read.of_documents().values():
        found |= reference_results(one + known, shapes.of_document)
    return found, loaded


ENGINES = {"batches": batches, "whole": whole, "pySHACL": plain}


def run(engine: str, data: Path) -> None:
    """One run in this process: prints seconds, memory and the results as JSON."""
    start = time.perf_counter()
    found, loaded = ENGINES[engine](data)
    seconds = time.perf_counter() - start
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    figures = {
        "cpu": sum(one.ru_utime + one.ru_stime for one in used),
        "seconds": seconds,
        "loaded": loaded,
        "mb": max(one.ru_maxrss for one in used) // 1024,
        "results": sorted(repr(_nameless(result)) for result in found),
    }
    json.dump(figures, sys.stdout)


def _nameless(result: Result) -> Result:
    """The result without the label of a blank node, which differs from reader to reader."""
    hidden = {
        name: term._replace(text="")
        for name in ("focus", "value")
        if (term := getattr(result, name)) is not None and term.kind == "blank"
    }
    messages = tuple((tag, _LABEL.sub("", text)) for tag, text in result.messages)
    return Result(**{**{n: getattr(result, n) for n in Result.__slots__}, **hidden, "messages": messages})


def measured(engine: str, data: Path, limit: int) -> dict[str, object] | None:
    """The figures of one run in a process of its own; None when it took longer than the limit."""
    command = [sys.executable, __file__, "--run", engine, str(data)]
    try:
        done = subprocess.run(command, check=True, capture_output=True, timeout=limit)
    except subprocess.TimeoutExpired:
        return None
    figures: dict[str, object] = json.loads(done.stdout)
    return figures


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    """Make the datasets and print a row for each run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--run", nargs=2, metavar=("ENGINE", "DATA"), help=argparse.SUPPRESS)
    parser.add_argument("graph", nargs="?", type=Path, help="hrgraph.nq of a build")
    parser.add_argument("--documents", nargs="+", type=int, default=[2, 10, 30, 100])
    parser.add_argument("--reference", nargs="*", type=int, default=[2, 10], help="sizes for pySHACL too")
    parser.add_argument("--limit", type=int, default=900, help="seconds after which a run is given up")
    options = parser.parse_args()
    if options.run:
        run(options.run[0], Path(options.run[1]))
        return
    say(
        "| documents | statements | engine | seconds | CPU s | CPU s a document | peak MB | findings | same |"
    )
    say("|---|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for number in options.documents:
            data = Path(folder) / f"{number}.nq"
            size = write_copies(options.graph, number, data)
            first: dict[str, object] = {}
            for engine in ENGINES if number in options.reference else ("batches", "whole"):
                found = measured(engine, data, options.limit)
                say(_row(number, size, engine, found, first, options.limit))
                first = first or found or {}


def _row(
    number: int, size: int, engine: str, found: dict[str, object] | None, first: dict[str, object], limit: int
) -> str:
    if found is None:
        return f"| {number} | {size:,} | {engine} | > {limit} | | | | | |"
    cpu, seconds, results = float(str(found["cpu"])), float(str(found["seconds"])), found["results"]
    same = ("yes" if results == first["results"] else "NO") if first else ""
    count = len(results) if isinstance(results, list) else 0
    figures = (f"{number}", f"{size:,}", engine, f"{seconds:.1f}", f"{cpu:.1f}")
    return f"| {' | '.join(figures)} | {cpu / number:.2f} | {found['mb']} | {count} | {same} |"


if __name__ == "__main__":
    main()
