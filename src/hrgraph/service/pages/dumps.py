"""The files of a build under /dumps, with their checksums: only those that the build itself lists.

So no address leads to any other file, and the tag of a file is its checksum.
"""

import json
from dataclasses import asdict, dataclass
from http import HTTPStatus
from pathlib import Path, PurePosixPath

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse

from hrgraph.rdf.files import SUMS, media_type
from hrgraph.service.http.negotiate import HTML, pick
from hrgraph.service.refusals import RequestRefused
from hrgraph.service.revalidate import is_fresh, marked, not_modified
from hrgraph.service.site import Site, respond, spoken_language, with_charset
from hrgraph.store.base import Format

TABLES = "tables/csv-metadata.json"
"""The file of a build that says what its tables hold."""

_JSON = Format("json", "application/json")


@dataclass(frozen=True, slots=True)
class DumpFile:
    """A file of a build: its path in it, its media type, its size in bytes, its SHA-256 in hexadecimal."""

    path: str
    format: str
    bytes: int
    sha256: str


def routes(site: Site, build_dir: Path | None) -> APIRouter:
    """The files below the folder of a build; without a folder there are none."""
    router = APIRouter(tags=["dumps"])

    @router.get("/dumps", summary="The files of the build as a page or as JSON")
    @router.get("/dumps/", include_in_schema=False)
    def index(request: Request) -> Response:
        form = pick(request.headers.get("accept"), (_JSON, HTML), request.query_params.get("format"))[0]
        files = list(listed_files(build_dir).values())
        if form is _JSON:
            body = json.dumps({"files": [asdict(file) for file in files]}, ensure_ascii=False)
            return respond(request, body.encode(), _JSON.media_type)
        titles = _titles(build_dir, spoken_language(request))
        tables: dict[str, list[tuple[str, str]]] = {}
        for stem, extension, name in (_parts(file.path) for file in files):
            if stem in titles and "/" in name:
                tables.setdefault(stem, []).append((extension, name))
        shown = {name for formats in tables.values() for _, name in formats}
        return site.page(
            request,
            "dumps",
            whole=[file for file in files if file.path not in shown],
            tables=[(stem, titles[stem], formats) for stem, formats in tables.items()],
            sums=SUMS if files else "",
        )

    @router.get("/dumps/{name:path}", summary="One file of the build")
    def file(request: Request, name: str) -> Response:
        listed = listed_files(build_dir)
        if build_dir is None or not (name in listed or (listed and name == SUMS)):
            raise RequestRefused(HTTPStatus.NOT_FOUND, "unknown-page")
        etag = f'"{listed[name].sha256}"' if name in listed else None
        if is_fresh(request, etag) and etag is not None:
            return not_modified(etag)
        return marked(FileResponse(build_dir / name, media_type=with_charset(media_type(name))), etag)

    return router


def listed_files(build_dir: Path | None) -> dict[str, DumpFile]:
    """The files that the build lists and that are there, by path."""
    if build_dir is None or not (build_dir / SUMS).is_file():
        return {}
    lines = (build_dir / SUMS).read_text(encoding="utf-8").splitlines()
    sums = sorted((name, digest) for digest, name in (line.split("  ", 1) for line in lines))
    return {
        name: DumpFile(name, media_type(name), (build_dir / name).stat().st_size, digest)
        for name, digest in sums
        if (build_dir / name).is_file() and ".." not in PurePosixPath(name).parts
    }


def _parts(path: str) -> tuple[str, str, str]:
    """The name of a file without and as its extension, and its whole path."""
    stem, _, extension = PurePosixPath(path).name.rpartition(".")
    return stem, extension, path


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
