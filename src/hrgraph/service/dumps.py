"""The files of a build under /dumps, with their checksums: only those that the build itself lists.

So no address leads to any other file, and the tag of a file is its checksum.
"""

import json
from http import HTTPStatus
from pathlib import Path, PurePosixPath

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse

from hrgraph.service.refusals import RequestRefused
from hrgraph.service.revalidate import is_fresh, marked, not_modified
from hrgraph.service.site import Site, spoken_language, with_charset

SUMS = "SHA256SUMS"
"""The file of a build that lists the others with their checksums."""

TABLES = "tables/csv-metadata.json"
"""The file of a build that says what its tables hold."""

_TYPES = {
    ".cff": "text/yaml",
    ".csv": "text/csv",
    ".html": "text/html",
    ".json": "application/json",
    ".md": "text/markdown",
    ".nq": "application/n-quads",
    ".owl": "application/rdf+xml",
    ".parquet": "application/vnd.apache.parquet",
    ".ttl": "text/turtle",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_BY_NAME = {"csv-metadata.json": "application/csvm+json", SUMS: "text/plain"}


def routes(site: Site, build_dir: Path | None) -> APIRouter:
    """The files below the folder of a build; without a folder there are none."""
    router = APIRouter(tags=["dumps"])

    @router.get("/dumps", summary="The files of the build as a page")
    @router.get("/dumps/", include_in_schema=False)
    def index(request: Request) -> Response:
        files = [SUMS, *sorted(listed)] if (listed := _listed(build_dir)) else []
        titles = _titles(build_dir, spoken_language(request))
        tables: dict[str, list[tuple[str, str]]] = {}
        for name in files:
            stem, _, extension = PurePosixPath(name).name.rpartition(".")
            if stem in titles and "/" in name:
                tables.setdefault(stem, []).append((extension, name))
        shown = {name for formats in tables.values() for _, name in formats}
        return site.page(
            request,
            "dumps",
            whole=[(name, _size(build_dir, name)) for name in files if name not in shown],
            tables=[(stem, titles[stem], formats) for stem, formats in tables.items()],
        )

    @router.get("/dumps/{name:path}", summary="One file of the build")
    def file(request: Request, name: str) -> Response:
        listed = _listed(build_dir)
        if build_dir is None or name not in {SUMS, *listed}:
            raise RequestRefused(HTTPStatus.NOT_FOUND, "unknown-page")
        etag = f'"{listed[name]}"' if name in listed else None
        if is_fresh(request, etag) and etag is not None:
            return not_modified(etag)
        kind = _BY_NAME.get(PurePosixPath(name).name) or _TYPES.get(
            PurePosixPath(name).suffix, "application/octet-stream"
        )
        return marked(FileResponse(build_dir / name, media_type=with_charset(kind)), etag)

    return router


def _listed(build_dir: Path | None) -> dict[str, str]:
    """The checksums by the path of the files that the build lists and that are there."""
    if build_dir is None or not (build_dir / SUMS).is_file():
        return {}
    lines = (build_dir / SUMS).read_text(encoding="utf-8").splitlines()
    sums = {name: digest for digest, name in (line.split("  ", 1) for line in lines)}
    return {name: digest for name, digest in sums.items() if (build_dir / name).is_file()}


def _titles(build_dir: Path | None, spoken: str) -> dict[str, str]:
    """What a row of each table is, in the language, as the metadata of the tables (CSVW) say."""
    file = build_dir / TABLES if build_dir else None
    if file is None or not file.is_file():
        return {}
    return {
        PurePosixPath(table["url"]).stem: title["@value"]
        for table in json.loads(file.read_bytes())["tables"]
        for title in table["dc:title"]
        if title["@language"] == spoken
    }


def _size(build_dir: Path | None, name: str) -> int:
    return (build_dir / name).stat().st_size if build_dir else 0
