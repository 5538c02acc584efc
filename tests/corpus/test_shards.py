"""Texts to shards."""

from collections.abc import Iterable

from hrgraph.corpus.shards import Shard, shards_of
from hrgraph.corpus.texts import Text

PATHS = [f"{number // 50}/text-{number:05}.txt" for number in range(3000)]


def _shards(paths: Iterable[str], size: int = 2000) -> list[Shard]:
    return list(shards_of(Text(path, size) for path in paths))


def test_every_text_is_in_one_shard_in_order() -> None:
    """Nothing is lost or doubled, and no two shards have one name."""
    shards = _shards(PATHS)
    assert [path for shard in shards for path in shard.paths] == PATHS
    assert len({shard.name for shard in shards}) == len(shards) > 5


def test_a_new_text_changes_one_shard_and_moves_no_other() -> None:
    """The others can be kept; with shards of a fixed number of texts all later ones would change."""
    before, new = set(_shards(PATHS)), set(_shards([*PATHS[:700], "14/text-00700-new.txt", *PATHS[700:]]))
    assert len(new - before) <= 2
    assert len(before & new) >= len(before) - 2


def test_shards_of_large_texts_end_by_size() -> None:
    """What a worker holds in memory is bounded; a text over the bound stands alone."""
    assert [len(shard.paths) for shard in _shards(PATHS[:4], 3 * 1024 * 1024)] == [2, 2]
    assert [len(shard.paths) for shard in _shards(PATHS[:2], 9 * 1024 * 1024)] == [1, 1]


def test_no_text_gives_no_shard() -> None:
    """An empty folder is no shard without texts."""
    assert _shards([]) == []
