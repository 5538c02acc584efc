"""The name of a file of a build in; its media type out."""

from collections.abc import Mapping
from pathlib import PurePosixPath
from types import MappingProxyType

GRAPH_FILE = "hrgraph.nq"
"""The file of a build that holds the graph, as sorted N-Quads."""

RECORD_FILE = "build.json"
"""The file of a build that names its version, and the SHA-256 and size of its graph."""

REJECTED_FILE = "rejected.json"
"""The file of a build that lists the statements which curators rejected: the graph does not hold them."""

SUMS = "SHA256SUMS"
"""The checksums of all other files of a build, as `sha256sum --check` reads them."""

_BY_NAME: Mapping[str, str] = MappingProxyType(
    {"csv-metadata.json": "application/csvm+json", SUMS: "text/plain"}
)
_BY_SUFFIX: Mapping[str, str] = MappingProxyType(
    {
        ".cff": "text/yaml",
        ".csv": "text/csv",
        ".gz": "application/gzip",
        ".html": "text/html",
        ".json": "application/json",
        ".jsonld": "application/ld+json",
        ".md": "text/markdown",
        ".nq": "application/n-quads",
        ".nt": "application/n-triples",
        ".owl": "application/rdf+xml",
        ".parquet": "application/vnd.apache.parquet",
        ".rdf": "application/rdf+xml",
        ".trig": "application/trig",
        ".ttl": "text/turtle",
        ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    }
)


def media_type(name: str) -> str:
    """The media type (IANA) of a file of a build; application/octet-stream where it is not known."""
    path = PurePosixPath(name)
    return _BY_NAME.get(path.name) or _BY_SUFFIX.get(path.suffix, "application/octet-stream")
