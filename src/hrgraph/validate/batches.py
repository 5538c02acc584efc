"""Large datasets checked a batch of documents at a time, by several processes.

What a shape asks of a document's things is answered where they lie, with the shared statements beside them;
shared things are checked by themselves (`Split.around`). A SPARQL constraint that may lead from one document
to another (`hrgraph.validate.reach`) is asked once, of all statements with the properties and types it names.
"""

import gc
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from rdflib import SH, Graph

from hrgraph.errors import DataError
from hrgraph.rdf.term import Term
from hrgraph.store.columns import Columns
from hrgraph.store.working import WorkingStore
from hrgraph.validate.compile import Check, compile_shapes
from hrgraph.validate.engine import narrower, results_of
from hrgraph.validate.processes import results_of_jobs
from hrgraph.validate.reach import Reach, reach
from hrgraph.validate.result import Result
from hrgraph.validate.shapes import PLAIN, Shapes
from hrgraph.validate.split import Asked, Batch, Split, split

SIZE = 4 * 2**20
"""Bytes of documents in a batch at least: a long document makes one by itself."""

_SPARQL = f"{SH}SPARQLConstraintComponent"
_T = TypeVar("_T")
Told = Callable[[Shapes, set[Result], WorkingStore], list[_T]]
"""Makes of the results of a batch, and the store they were found in, what is to be told of them."""


@dataclass(frozen=True)
class _Work:
    shapes: Shapes
    apart: Split
    across: dict[str, Reach]
    """The SPARQL constraints that are asked of all documents together, by their query."""

    def is_across(self, check: Check) -> bool:
        return check.query in self.across

    def for_all(self, store: WorkingStore) -> bytes:
        """The statements of a batch that the constraints asked of all documents together need."""
        some = self.across.values()
        types = {cls for one in some for cls in one.classes or ()}
        wanted = {name for one in some for name in one.properties}
        every_type = any(one.classes is None for one in some)
        return self.apart.some_of(store.columns, wanted, None if every_type else types, PLAIN)

    def start(self) -> WorkingStore:
        """The ontology and the shared statements: what every store begins with."""
        store = self.shapes.store()
        store.read(self.apart.shared, "n-quads", PLAIN)
        for one in (self.shapes.of_all, self.shapes.of_document):
            results_of(store, one, lambda check: False)  # compiled once, and known to every process
        return store


_judged: dict[str, Reach] = {}
"""How far each query leads."""


def in_batches(
    file: Path, folder: Path, shapes: Shapes, told: Told[_T], size: int = SIZE
) -> Iterator[list[_T]]:
    """What is told of each batch of an N-Quads file; parts of it are written to `folder` meanwhile.

    Raises NotPlain when the file has to be written plainly first, DataError when a shape cannot be used.
    """
    checks = [check for check in compile_shapes(shapes.of_all, narrower(())) if check.query]
    new = [check.query for check in checks if check.query not in _judged]
    with ProcessPoolExecutor(os.cpu_count(), initializer=gc.disable) as pool:
        judged = pool.map(reach, new)  # takes a second for fifty queries: meanwhile the data are read
        apart = split(file, folder, _asked(shapes.of_all), size, pool.map)
        _judged.update(zip(new, judged, strict=True))
    _leave_out(shapes.store().columns, apart.shared)
    across = _across(checks, apart)
    work = _Work(shapes, apart, across)
    together = folder / "together.nq"
    jobs = [partial(_batch, work, batch, told) for batch in apart.batches]
    with apart.around.open("ab") as around, together.open("wb") as all_:
        for found, types, rest in results_of_jobs(jobs, work.start):
            around.write(types)
            all_.write(rest)
            yield found
    last = [partial(_shared, work, told)]
    if across:
        last.append(partial(_together, work, together, told))
    yield from results_of_jobs(last, work.start)


def _leave_out(known: Columns, shared: Path) -> None:
    """Take out of shared statements what every store has already: mostly the ontology once more."""
    rows = {b" ".join(row) for predicate in known.properties for row in known.rows(predicate)}
    rest = shared.with_suffix(".rest")
    with shared.open("rb") as lines, rest.open("wb") as file:
        file.writelines(line for line in lines if line.rsplit(b" ", 2)[0] not in rows)
    rest.replace(shared)


def _batch(work: _Work, batch: Batch, told: Told[_T], store: WorkingStore) -> tuple[list[_T], bytes, bytes]:
    """Documents by themselves, then their things among the shared ones.

    Gives besides what has to be known of them where shared things, and all documents, are looked at.
    """
    apart = work.apart
    store.read_plain(batch.documents())
    store.read(batch.more, "n-quads", PLAIN)
    types, rest = apart.types_of(store.columns, PLAIN), work.for_all(store)
    found = work.shapes.of_each(store, sorted(batch.graphs))
    store.forget_repeats()

    def here(result: Result) -> bool:
        """Whether it is about a thing of these documents, or only this batch may have what it is about."""
        thing = _about(result)
        if _written(thing) not in apart.names and store.graphs_of(thing) & batch.graphs:
            return True
        return result.component == _SPARQL and _written(thing) not in apart.strangers

    of_all = results_of(store, work.shapes.of_all, lambda check: not work.is_across(check))
    return told(work.shapes, found | {result for result in of_all if here(result)}, store), types, rest


def _shared(work: _Work, told: Told[_T], store: WorkingStore) -> list[_T]:
    """Shared things, with what their shapes look at."""
    store.read(work.apart.around, "n-quads", PLAIN)
    store.forget_repeats()
    found = {
        result
        for result in results_of(store, work.shapes.of_all, lambda check: not work.is_across(check))
        if _written(_about(result)) not in work.apart.strangers
    }
    return told(work.shapes, found, store)


def _together(work: _Work, file: Path, told: Told[_T], store: WorkingStore) -> list[_T]:
    """What paths through shared things may lead to, of all documents at once."""
    store.read(file, "n-quads", PLAIN)
    store.forget_repeats()
    return told(work.shapes, results_of(store, work.shapes.of_all, work.is_across), store)


def _about(result: Result) -> Term:
    """The thing a result is about: what a query has found, or else the focus node."""
    found = result.value if result.component == _SPARQL else None
    return result.focus if found is None or found.kind == "literal" else found


def _written(thing: Term) -> bytes:
    return thing.n3().encode()


def _asked(shapes: Graph) -> Asked:
    backwards = {*shapes.objects(None, SH.inversePath), *shapes.objects(None, SH.targetObjectsOf)}
    return Asked(frozenset(map(str, backwards)), frozenset(map(str, shapes.objects(None, SH.targetNode))))


def _across(checks: list[Check], apart: Split) -> dict[str, Reach]:
    """The SPARQL constraints that may lead from one document to another. Raises DataError."""
    bridges, inward = ({one[1:-1].decode() for one in some} for some in (apart.bridges, apart.inward))
    found = {}
    for check in checks:
        far = _judged[check.query]
        if far.any_property and not far.single:
            raise DataError(
                f"a shape cannot be used: {check.shape}: its query has any property and needs more than one "
                "statement besides those on it and on ?value; name the property, or check less data"
            )
        leads_back = far.properties & bridges and not (far.forward and not far.properties & inward)
        if not far.any_property and (leads_back or not far.connected):
            found[check.query] = far
    return found
