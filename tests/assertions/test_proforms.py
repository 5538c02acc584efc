"""What a word that stands for a thing asks of the words around it when nothing is told."""

from hrgraph.assertions.proforms import ProForm


def test_of_what_is_not_told_everything_fits() -> None:
    """Without expressions of its own a word may stand anywhere, and nobody else could be meant."""
    word = ProForm("viņa", {"viņa": "@nom"}, frozenset({"Post"}), frozenset({"Post"}))
    assert word.before.match("Vakar")
    assert word.after.match(" lēma")
    assert word.rivals.search("Anna Liepa") is None
    assert not any((word.subject, word.alone, word.latter, word.posts))
