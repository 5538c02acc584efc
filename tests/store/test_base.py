"""The result formats and the answer."""

from hrgraph.store.base import GRAPH_FORMATS, SOLUTION_FORMATS, Answer, Kind, formats_of


def test_every_kind_has_formats() -> None:
    """SELECT and ASK are answered in result formats, CONSTRUCT and DESCRIBE in RDF."""
    assert [formats_of(kind) for kind in Kind] == [
        SOLUTION_FORMATS,
        SOLUTION_FORMATS,
        GRAPH_FORMATS,
        GRAPH_FORMATS,
    ]


def test_no_media_type_means_two_formats() -> None:
    """Within a kind of query a media type or a name stands for one format."""
    for formats in (SOLUTION_FORMATS, GRAPH_FORMATS):
        asked = [word for form in formats for word in (form.name, form.media_type, *form.aliases)]

        assert len(asked) == len(set(asked))


def test_content_of_pieces() -> None:
    """An answer in pieces has the same content as a whole one."""
    assert Answer("text/csv", iter([b"a", b"b"])).content() == Answer("text/csv", b"ab").content()
