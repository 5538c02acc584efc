"""RDF in, findings out: small data as a whole, large data in batches of documents."""

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from hrgraph.errors import DataError
from hrgraph.store.columns import NotPlain
from hrgraph.store.working import write_quads
from hrgraph.validate.batches import in_batches
from hrgraph.validate.finding import Finding
from hrgraph.validate.shapes import PLAIN, Shapes, read_shapes

LARGE = 48 * 2**20
"""From so many bytes on, data are checked in batches."""
SUFFIXES = {
    ".nq": "n-quads",
    ".nt": "n-triples",
    ".ttl": "turtle",
    ".trig": "trig",
    ".jsonld": "json-ld",
    ".rdf": "rdf-xml",
    ".owl": "rdf-xml",
    ".xml": "rdf-xml",
}
"""The syntaxes of files by their suffix."""


def run_shapes(data: bytes | Iterable[Path], ontology: Path, large: int = LARGE) -> list[Finding]:
    """Everything in N-Quads or in RDF files that breaks a shape, sorted; `ontology` as in `read_shapes`.

    Data of more than `large` bytes are checked in batches of documents, which gives the same findings. Raises
    DataError when something cannot be read or a shape is malformed.
    """
    shapes = read_shapes(ontology)
    if isinstance(data, bytes):
        if len(data) > large:
            with TemporaryDirectory(prefix="hrgraph-") as folder:
                file = Path(folder) / "data.nq"
                file.write_bytes(data)
                return _in_batches([(file, "n-quads")], Path(folder), shapes)
        return _whole([(data, "n-quads")], shapes)
    files = [(file, _syntax(file)) for file in data]
    if sum(file.stat().st_size for file, _ in files if file.is_file()) > large:
        with TemporaryDirectory(prefix="hrgraph-") as folder:
            return _in_batches(files, Path(folder), shapes)
    return _whole(files, shapes)


def _syntax(file: Path) -> str:
    if (syntax := SUFFIXES.get(file.suffix.lower())) is None:
        raise DataError(f"suffix {file.suffix!r} is none of {', '.join(SUFFIXES)}", file)
    return syntax


def _whole(sources: Iterable[tuple[bytes | Path, str]], shapes: Shapes) -> list[Finding]:
    store = shapes.store()
    for source, syntax in sources:
        store.read(source, syntax, PLAIN)
    return shapes.findings(store)


def _in_batches(files: list[tuple[Path, str]], folder: Path, shapes: Shapes) -> list[Finding]:
    one = files[0][0] if [syntax for _, syntax in files] == ["n-quads"] else None
    try:
        if one is not None:
            return sorted({f for some in in_batches(one, folder, shapes, Shapes.told) for f in some})
    except (NotPlain, DataError):
        pass  # written anew below, where a mistake is told with its line
    plain = folder / "plain.nq"
    write_quads(files, PLAIN, plain)
    return sorted({f for some in in_batches(plain, folder, shapes, Shapes.told) for f in some})
