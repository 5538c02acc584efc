"""What the guard reads in a query and what it refuses, without running it."""

from collections.abc import Callable

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hrgraph.errors import BadQuery, QueryRefused, TooLarge
from hrgraph.store.base import Kind
from hrgraph.store.limits import Limits
from hrgraph.store.query.guard import asks_for_at_most, for_engine, form_start, kind_of, read
from hrgraph.store.query.tokens import meaningful

CALL = "SERVICE<http://127.0.0.1:1/>{}"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("select * {}", Kind.SELECT),
        ("# SELECT\nPREFIX ask: <http://a/> BASE <http://select/> ASK {}", Kind.ASK),
        ("PREFIX a:<http://a#>CONSTRUCT{}WHERE{}", Kind.CONSTRUCT),
        ('VERSION "1.2" DESCRIBE <http://a>', Kind.DESCRIBE),
    ],
)
def test_kind(text: str, kind: Kind) -> None:
    """The kind is that of the first keyword after the prologue, not of a comment, prefix or IRI."""
    assert kind_of(text) == kind


_BEGINNINGS = [
    "PREFIX ",
    "prefix a:",
    " <http://a#>",
    "BASE",
    "# c\n",
    "\n",
    "SELECT",
    "ask{",
    "CONSTRUCT ",
    "x:",
    ":",
]


@given(
    st.lists(
        st.sampled_from([*_BEGINNINGS, "DESCRIBE?", "a", "<b", ">", "_", "1", "é", "*"]), max_size=12
    ).map("".join)
)
def test_the_usual_beginning(text: str) -> None:
    """What the glance at the beginning of a query tells is what its tokens tell."""
    start = form_start(text)
    first = next((t for t in meaningful(text) if t.kind == "word" and not t.is_word("PREFIX", "BASE")), None)

    assert not start or (first is not None and first.start == start and first.is_word(kind_of(text).value))


_ENDS = [" ", "\n", "\r", "\t", "#", "LIMIT 2", "limit 2", "LIMIT", "2", "OFFSET 0", "}", "\\u0023"]
_ENDS += ["VALUES ?x { 1 2 3 }"]


@settings(max_examples=300)
@given(st.lists(st.sampled_from(_ENDS), max_size=6).map("".join))
def test_no_more_rows_than_the_limit(end: str) -> None:
    """A query that is said to ask for at most two rows gives at most two, whatever it ends in."""
    text = "SELECT * { VALUES ?x { 1 2 3 } }" + end
    if asks_for_at_most(text, 2):
        try:
            found = ox.Store().query(text)
        except SyntaxError:
            return
        assert isinstance(found, ox.QuerySolutions)
        assert len([*found]) <= 2


@pytest.mark.parametrize(
    ("end", "is_short"),
    [
        ("} LIMIT 10", True),
        ("}\nlimit  10 Offset 5 # all\n\n", True),
        ("} ORDER BY ?s LIMIT 007", True),
        ("} LIMIT 11", False),
        ("} # LIMIT 1", False),
        ("} \\u0023 LIMIT 1", False),
        ("{ SELECT * { ?s ?p ?o } LIMIT 1 } }", False),
        ("} LIMIT 1 VALUES ?s { 1 }", False),
        ("} LIMIT 99999999999999", False),
        ("}", False),
    ],
)
def test_limit_at_the_end(end: str, is_short: bool) -> None:
    """The usual ends are known, and a comment, an inner LIMIT and values after it are none."""
    text = "SELECT * { ?s ?p ?o " + end

    assert asks_for_at_most(text, 10) is is_short
    assert not asks_for_at_most(text, 0)


def test_short_queries_are_not_tokenised(monkeypatch: pytest.MonkeyPatch) -> None:
    """A query too short to be over a limit, without SERVICE or CONCAT, is read without its tokens."""
    monkeypatch.setattr("hrgraph.store.query.guard.meaningful", None)
    reading = read("PREFIX a: <http://a#> SELECT * { ?s a:p (1 2) }")

    assert (reading.kind, for_engine(reading)) == (Kind.SELECT, reading.text)


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA {}",
        "# q\n delete where {?s ?p ?o}",
        "PREFIX a:<b:> LOAD <http://a>",
        "CLEAR ALL",
        "DROP ALL",
    ],
)
def test_update_is_no_query(text: str) -> None:
    """An update is refused as such, whatever stands before it."""
    with pytest.raises(BadQuery, match="answers queries only"):
        read(text)


@pytest.mark.parametrize(
    "text",
    [
        f"ASK {{ {CALL} }}",
        "ASK { service silent <http://a> {} }",
        "ASK { SERVICESILENT<http://a>{} }",
        f"ASK {{ ?s ?p 1{CALL} }}",
        f"ASK {{ ?s ?p true{CALL} }}",
        f'ASK {{ ?s ?p "a"{CALL} }}',
        f"ASK {{ ?s ?p ?o # SERVICE \r {CALL} }}",
        "PREFIX :<http://a/> ASK { SERVICE:x {} }",
        "PREFIX SERVICE:<http://a/> PREFIX :<http://a/> ASK { SERVICE:x #c\n {} }",
        f"PREFIX a:<http://a/> ASK {{ ?s ?p a:b\\# . {CALL} }}",
        "ASK { FILTER(1<2)SERVICE#>\n<http://a>{} }",
        f'ASK {{ VALUES ?x {{"""a" }}{CALL} # \\q """\n}}',
        f'ASK {{ VALUES ?x {{"""a" }}{CALL} # \\uD800 """\n}}',
    ],
)
def test_call_to_another_server_is_refused(text: str) -> None:
    """SERVICE is found in every spelling that the engine would follow."""
    with pytest.raises(QueryRefused, match="calls a server that this endpoint does not call"):
        read(text)


@pytest.mark.parametrize(
    "text",
    [
        "ASK { ?service ?p ?o } # SERVICE <http://a> {}",
        'ASK { ?s ?p "SERVICE <http://a> {}" }',
        "ASK { ?s ?p '''\nSERVICE <http://a> {}''' }",
        "ASK { ?s <http://a/service#SERVICE> ?o }",
        "PREFIX service: <http://a/> ASK { service:a service:b ?o GRAPH service:g { ?s ?p ?o } }",
    ],
)
def test_the_word_service_is_allowed_elsewhere(text: str) -> None:
    """A comment, string, variable, name or IRI may hold the word."""
    assert read(text).kind == Kind.ASK


def _runs(text: str) -> bool:
    try:
        ox.Store().query(text)
    except SyntaxError:
        return False
    except (OSError, RuntimeError):
        return True
    return True


_PIECES = [
    '"',
    '"""',
    "'",
    "'''",
    "<",
    ">",
    "#",
    "\\",
    "\\q",
    "\\u0022",
    "\\uD800",
    "\\U00110000",
    "\\#",
    "\\'",
    "(",
    ")",
    "{",
    "}",
]
_PIECES += [
    "1",
    "1.",
    ".5e",
    "?x",
    ":x",
    "a:b",
    "a:",
    "_:b",
    "@en",
    "@en-",
    "^^",
    ".",
    ";",
    "true",
    "é",
    "·",
    "-",
]
_PIECES += [
    "FILTER(1<2)",
    "FILTER(?x<2)",
    "#>",
    '"a"',
    "GRAPH",
    "SILENT",
    "<a:",
    "<a:b>",
    "UNION",
    "OPTIONAL{}",
    "VALUES",
]
_CALLS = (
    CALL,
    "SERVICE:x{}",
    "service a:x{}",
    "SERVICE#>\n<http://127.0.0.1:1/>{}",
    f'{CALL[:-2]}#>"""\n{{}}',
)


@settings(max_examples=300)
@given(
    st.lists(st.sampled_from([*_PIECES, " ", "\n", "\r"]), max_size=4),
    st.sampled_from(_CALLS),
    st.lists(st.sampled_from([*_PIECES, "\n"]), max_size=3),
    st.sampled_from(["}", "\n}", '"""\n}']),
)
def test_no_call_gets_past_the_guard(before: list[str], call: str, after: list[str], end: str) -> None:
    """Where the engine would run a text and its SERVICE is code, the guard refuses it."""
    start = "PREFIX :<http://127.0.0.1:1/> PREFIX a:<http://127.0.0.1:1/> ASK {"
    text = f"{start}{''.join(before)}{call}{''.join(after)}{end}"
    without = text.replace("SERVICE", "SERVICX").replace("service", "servicx")

    if _runs(text) and not _runs(without):
        with pytest.raises((QueryRefused, BadQuery)):
            read(text)


def test_half_a_character() -> None:
    """A text that cannot be written in UTF-8 is no query."""
    with pytest.raises(BadQuery) as caught:
        read("ASK {\n '\ud800' }")

    assert (caught.value.line, caught.value.column) == (2, 3)


@pytest.mark.parametrize("gap", [" ", "\n", "\t ", " # (\n"])
@pytest.mark.parametrize("word", ["CONCAT", "coalesce"])
def test_space_before_a_bracket_is_moved(gap: str, word: str) -> None:
    """CONCAT and COALESCE may stand apart from their bracket; all other places stay where they were."""
    text = f"SELECT ({word}{gap}('{word} (') AS ?x) {{}} # {word} ("

    repaired = for_engine(read(text))

    assert not _runs(text)
    assert _runs(repaired)
    assert repaired == f"SELECT ({word}({gap}'{word} (') AS ?x) {{}} # {word} ("


_NESTS: list[Callable[[int], str]] = [
    lambda n: "ASK " + "{" * n + "}" * n,
    lambda n: "ASK {FILTER(" + "STR(" * (n - 2) + "1" + ")" * (n - 2) + ")}",
    lambda n: "ASK { FILTER(1<2" + "+(1" * (n - 2) + ")" * (n - 2) + ") }",
]


@pytest.mark.parametrize("nest", _NESTS)
def test_nesting_has_a_limit(nest: Callable[[int], str]) -> None:
    """Brackets nested up to the limit pass, one more is too many."""
    assert read(nest(100)).kind == Kind.ASK
    with pytest.raises(TooLarge, match="more than 100 brackets"):
        read(nest(101))


def test_brackets_in_what_looks_like_an_iri_count() -> None:
    """Nesting cannot hide between a less-than sign and a greater-than sign."""
    with pytest.raises(TooLarge):
        read("ASK { FILTER(1<" + "(" * 200 + "2#>\n" + ")" * 201 + "}")


def test_chains_have_a_limit() -> None:
    """A chain of assignments long enough to overflow the engine's stack is refused; a long list is not."""
    chain = "SELECT " + "".join(f"(1 AS ?x{number})" for number in range(3200)) + " {}"
    values = "ASK { VALUES ?x {" + " 1 true UNDEF" * 10_000 + "} }"

    assert read(values).kind == Kind.ASK
    with pytest.raises(TooLarge, match="more than 1000 keywords"):
        read(chain)


def test_length_is_limited_in_bytes() -> None:
    """The length of a query is counted in bytes of UTF-8."""
    text = "ASK {} # ēēēē"

    assert read(text, Limits(query_bytes=17)).kind == Kind.ASK
    with pytest.raises(TooLarge, match="17 bytes; the limit is 16"):
        read(text, Limits(query_bytes=16))
