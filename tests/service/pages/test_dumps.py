"""The files of a build over HTTP."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from hrgraph.service.app import create_app
from hrgraph.store.oxigraph import OxigraphStore

FILES = {
    "hrgraph.nq": b"<urn:a> <urn:b> <urn:c> .\n",
    "tables/statements.csv": "teikums\r\nģimenes\r\n".encode(),
    "tables/csv-metadata.json": (
        b'{"tables": [{"url": "statements.csv", "dc:title": [{"@language": "en", "@value": "All of <it>"}]}]}'
    ),
}


@pytest.fixture
def files(store: OxigraphStore, tmp_path: Path) -> Iterator[TestClient]:
    """A client of a service over a folder with three listed files, and with one that is not listed."""
    folder = tmp_path / "build"
    for name, content in {**FILES, "secret.txt": b"x"}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    sums = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in FILES.items())
    (folder / "SHA256SUMS").write_text(sums + f"{'0' * 64}  gone.nq\n", encoding="utf-8")
    (tmp_path / "outside.txt").write_bytes(b"x")
    app = create_app(store, build_dir=folder)
    with TestClient(app, headers={"Accept-Language": "en"}, follow_redirects=False) as found:
        yield found


def test_every_listed_file(files: TestClient) -> None:
    """A file comes as it is, with its media type and its checksum as tag, and not again to who has it."""
    for name, content in FILES.items():
        response = files.get(f"/dumps/{name}")
        assert response.content == content
        assert response.headers["etag"] == f'"{hashlib.sha256(content).hexdigest()}"'
        again = files.get(f"/dumps/{name}", headers={"If-None-Match": response.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
    assert files.get("/dumps/tables/statements.csv").headers["content-type"] == "text/csv; charset=utf-8"
    assert files.get("/dumps/tables/csv-metadata.json").headers["content-type"] == "application/csvm+json"
    assert "statements.csv" in files.get("/dumps/SHA256SUMS").text


@pytest.mark.parametrize(
    "name",
    [
        "secret.txt",
        "../outside.txt",
        "%2e%2e/outside.txt",
        "tables/../../outside.txt",
        "/etc/passwd",
        "gone.nq",
        "tables",
    ],
)
def test_no_other_file(files: TestClient, name: str) -> None:
    """A file that the build does not list, is gone, or lies elsewhere is not found."""
    assert files.get(f"/dumps/{name}").status_code == 404


def test_a_piece_of_a_file(files: TestClient) -> None:
    """A download goes on where it broke off if the file is the same, and starts anew if it is another."""
    whole = FILES["hrgraph.nq"]
    tag = files.get("/dumps/hrgraph.nq").headers["etag"]
    piece = files.get("/dumps/hrgraph.nq", headers={"Range": "bytes=5-9", "If-Range": tag})
    other = files.get("/dumps/hrgraph.nq", headers={"Range": "bytes=5-9", "If-Range": '"other"'})
    beyond = files.get("/dumps/hrgraph.nq", headers={"Range": "bytes=5000-"})

    assert (piece.status_code, piece.content) == (206, whole[5:10])
    assert piece.headers["content-range"] == f"bytes 5-9/{len(whole)}"
    assert "content-encoding" not in piece.headers
    assert (other.status_code, other.content) == (200, whole)
    assert beyond.status_code == 416


def test_the_list_for_programs(files: TestClient) -> None:
    """As JSON every file has its path, media type, size and checksum."""
    listed = files.get("/dumps", headers={"Accept": "application/json"}).json()["files"]

    assert [file["path"] for file in listed] == sorted(FILES)
    assert listed[0] == {
        "path": "hrgraph.nq",
        "format": "application/n-quads",
        "bytes": len(FILES["hrgraph.nq"]),
        "sha256": hashlib.sha256(FILES["hrgraph.nq"]).hexdigest(),
    }


def test_the_page(files: TestClient, client: TestClient) -> None:
    """The page links every file; a service without a build folder has none."""
    page = files.get("/dumps", headers={"Accept": "text/html"}).text

    assert all(f'href="/dumps/{name}"' in page for name in (*FILES, "SHA256SUMS"))
    assert 'All of &lt;it&gt; <span class="soft">statements:' in page
    assert "secret" not in page
    assert "gone" not in page
    assert "/dumps/SHA256SUMS" not in client.get("/dumps").text
    assert client.get("/dumps/SHA256SUMS").status_code == 404
