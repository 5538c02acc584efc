"""The bytes of a SELECT's result in; where its rows begin, out, whichever engine wrote it.

Each format is looked through for what begins every row. In XML and TSV no value can hold that; in JSON and
CSV something in a value may look like it, and only then are all values told from what stands between them.
"""

import re
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Form:
    """How rows begin in a format.

    `head` comes before the first row, and is in no other result; where it matches a group, a row begins.
    `quick` finds all other rows, and matches a group where it is in doubt; `exact` matches one for each row.
    `dense` is `quick` for a result without white space, and begins with the bytes `between` two rows.
    """

    head: re.Pattern[bytes]
    quick: re.Pattern[bytes]
    exact: re.Pattern[bytes]
    dense: re.Pattern[bytes] | None = None
    between: bytes = b""


# After a quotation mark that ends a value comes a comma or a bracket, after one that begins a name a letter.
_JSON = Form(
    re.compile(rb'"bindings"\s*:\s*\[\s*(?:(\{)|\])'),
    re.compile(rb',\s*\{\s*(?:"(?=\s*[^\s},\]:])|(\}))'),
    re.compile(rb'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)|(,\s*\{)', re.DOTALL),
    re.compile(rb'\},\{(?:"(?=[^,}])|(.))', re.DOTALL),
    b"},{",
)
_XML = Form(re.compile(rb"<results"), re.compile(rb"<result>"), re.compile(rb"(<result>)"))
_NEXT_LINE = rb"\n(?=.)"
_CSV = Form(
    re.compile(rb"\n"),
    re.compile(rb'(")|' + _NEXT_LINE, re.DOTALL),
    re.compile(rb'"[^"]*"?|(' + _NEXT_LINE + rb")", re.DOTALL),
)
_TSV = Form(
    re.compile(rb"\n"), re.compile(_NEXT_LINE, re.DOTALL), re.compile(rb"(" + _NEXT_LINE + rb")", re.DOTALL)
)


@lru_cache(maxsize=64)
def form_of(media_type: str) -> Form | None:
    """The format of that media type; None where it is none of a SELECT's."""
    if media_type == "text/csv":
        return _CSV
    if media_type == "text/tab-separated-values":
        return _TSV
    if media_type.endswith("json"):
        return _JSON
    return _XML if media_type.endswith("xml") else None


def tally(form: Form, data: bytes, is_dense: bool) -> tuple[int, int]:
    """How many rows begin in this piece of a result, as `starts` finds them, and the place before the last.

    Where no rows begin, the place is 0. `is_dense` tells that there is no white space between values.
    """
    is_dense = is_dense and form.dense is not None
    if is_dense and form.dense is not None:
        found = form.dense.findall(data)
        if not any(found):
            # At the very end it is not known yet what follows.
            return len(found), data.rfind(form.between, 0, -1) if found else 0
    places = starts(form, data)
    # The next piece has to begin with what is between two rows.
    return len(places), places[-1] - is_dense if places else 0


def starts(form: Form, data: bytes) -> list[int]:
    """Where rows begin in this piece of a result, which must not begin within a value.

    It is the place of the comma or the end of a line before the row, where the format has them between rows.
    """
    found = []
    for match in form.quick.finditer(data):
        if match.lastindex:
            return [match.start() for match in form.exact.finditer(data) if match.lastindex]
        found.append(match.start())
    return found
