"""A graph on disk."""

import asyncio
import gzip
from pathlib import Path

import pytest

from hrgraph.errors import BuildError, StoreError
from hrgraph.latvian.forms import Forms
from hrgraph.store.base import Answer
from hrgraph.store.disk import DiskGraph, require_store, write_disk
from hrgraph.store.limits import MEBIBYTE, Capacity
from hrgraph.store.oxigraph import OxigraphStore
from hrgraph.store.workers.pool import Pool

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
MATCHES = "ASK { FILTER(<https://w3id.org/hrgraph/function#matches>('vārdus', 'vārds')) }"


def test_like_the_graph_in_memory(folder: Path, in_memory: OxigraphStore) -> None:
    """Size and version are those of the file that was loaded."""
    graph = DiskGraph.load(folder)
    assert (graph.size(), graph.version()) == (in_memory.size(), in_memory.version())
    assert graph.opened().opened().version() == in_memory.version()


def test_workers_over_a_folder(named: Path, tmp_path: Path) -> None:
    """A pool answers from a folder, takes the next when told to, and in place of a damaged one the old."""
    folder = tmp_path / "store"
    write_disk([named], folder, Forms({}))
    other = tmp_path / "other.nq"
    other.write_text("<urn:a> <urn:b> <urn:c> <urn:g> .\n", encoding="utf-8")

    async def counted(pool: Pool) -> bytes:
        answer = await pool.answer(COUNT, "text/csv")
        assert isinstance(answer, Answer)
        return answer.content()

    async def run() -> None:
        pool = Pool(folder, capacity=Capacity(workers=1))
        await pool.start()
        try:
            assert await counted(pool) == b"n\r\n3\r\n"
            write_disk([other], folder, Forms({}))
            assert await pool.reload()
            assert (await counted(pool), pool.size()) == (b"n\r\n1\r\n", 1)
            table = next((folder / "data").glob("*.sst"))
            table.write_bytes(table.read_bytes()[:-1])
            assert await pool.reload()
            assert await counted(pool) == b"n\r\n3\r\n"
        finally:
            await pool.stop()

    asyncio.run(run())


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="only Linux limits the memory of a process")
def test_opening_is_no_part_of_a_query(named: Path, tmp_path: Path) -> None:
    """What the engine takes to open a store on disk is not counted as memory of the queries."""
    folder = tmp_path / "store"
    write_disk([named], folder, Forms({}))

    async def asked() -> bytes:
        pool = Pool(folder, capacity=Capacity(workers=1, memory=64 * MEBIBYTE))
        try:
            await pool.start()
            answer = await pool.answer(COUNT, "text/csv")
            return answer.content() if isinstance(answer, Answer) else b""
        finally:
            await pool.stop()

    assert asyncio.run(asked()).startswith(b"n")


def test_two_publications_under_a_server(named: Path, tmp_path: Path) -> None:
    """A server that is not told of two publications goes on with its data, in new workers too."""
    folder = tmp_path / "store"
    other = tmp_path / "other.nq"
    other.write_text("<urn:a> <urn:b> <urn:c> <urn:g> .\n", encoding="utf-8")
    write_disk([named], folder, Forms({}))
    graph = DiskGraph.load(folder)
    write_disk([other], folder, Forms({}))
    write_disk([other], folder, Forms({}))
    assert graph.opened().query(COUNT, "text/csv").content() == b"n\r\n3\r\n"


def test_words_are_known(named: Path, tmp_path: Path) -> None:
    """The forms of words lie in the folder, so that inflected words are found without the build."""
    write_disk([named], tmp_path / "with", Forms({"vīrs": ["s", "us"]}, irregular={}))
    write_disk([named], tmp_path / "without", Forms({}))
    found = [
        DiskGraph.load(tmp_path / name).opened().query(MATCHES, "text/csv").content()
        for name in ("with", "without")
    ]
    assert found == [b"true", b"false"]


def test_many_files(tmp_path: Path) -> None:
    """Files, in gzip or not, make one store: a statement that two of them hold counts once, each is told."""
    quad = "<urn:s> <urn:p> <urn:{}> <urn:g> .\n"
    plain, packed = tmp_path / "a.nq", tmp_path / "b.nq.gz"
    plain.write_text(quad.format(1) + quad.format(2), encoding="utf-8")
    packed.write_bytes(gzip.compress((quad.format(2) + quad.format(3)).encode()))
    told: list[Path] = []

    assert write_disk([plain, packed], tmp_path / "store", Forms({}), told.append) == 3
    assert told == [plain, packed]
    assert DiskGraph.load(tmp_path / "store").opened().query(COUNT, "text/csv").content() == b"n\r\n3\r\n"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        pytest.param(gzip.compress(b"no quads"), "not N-Quads", id="no N-Quads"),
        pytest.param(gzip.compress(b"# " * 999)[:-9], "not whole", id="cut short"),
        pytest.param(b"no gzip", "not whole", id="no gzip"),
    ],
)
def test_a_wrong_file_leaves_the_old_store(named: Path, tmp_path: Path, content: bytes, why: str) -> None:
    """The error names what is wrong with which file, and the store of before answers as before."""
    folder = tmp_path / "store"
    size = write_disk([named], folder, Forms({}))
    bad = tmp_path / "bad.nq.gz"
    bad.write_bytes(content)
    with pytest.raises(StoreError, match=rf"bad\.nq\.gz: {why}"):
        write_disk([named, bad], folder, Forms({}))
    assert DiskGraph.load(folder).size() == size


def test_no_store(tmp_path: Path) -> None:
    """A folder without a store says how to make one; from a file that is no graph none is made."""
    with pytest.raises(StoreError, match=r"there is no store; make it with `hrgraph publish --store .*none`"):
        require_store(tmp_path / "none")
    bad = tmp_path / "bad.nq"
    bad.write_text("no graph", encoding="utf-8")
    with pytest.raises(StoreError, match=r"bad\.nq: not N-Quads"):
        write_disk([bad], tmp_path / "store", Forms({}))
    with pytest.raises(StoreError, match=r"none\.nq: there is no built graph"):
        write_disk([tmp_path / "none.nq"], tmp_path / "store", Forms({}))
    assert not (tmp_path / "store").exists()


def test_a_folder_of_others(named: Path, tmp_path: Path) -> None:
    """A folder with other files is not taken for a store."""
    (tmp_path / "mine").write_text("mine", encoding="utf-8")
    with pytest.raises(BuildError, match="holds mine, which no build has written"):
        write_disk([named], tmp_path, Forms({}))


def test_data_that_is_gone(named: Path, tmp_path: Path) -> None:
    """A folder whose data is gone after it was looked at is an error of the store."""
    write_disk([named], tmp_path / "store", Forms({}))
    graph = DiskGraph.load(tmp_path / "store")
    (graph.folder / "data" / "CURRENT").unlink()
    with pytest.raises(StoreError, match="store"):
        graph.opened()
