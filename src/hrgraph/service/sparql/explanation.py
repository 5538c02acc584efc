"""Why a query has no answer, told in a language as fields of JSON."""

from hrgraph.service import texts
from hrgraph.service.lookups.names import short
from hrgraph.store.query.empty import Why


def explained(why: Why, spoken: str) -> dict[str, str | int]:
    """The code, the sentence, the condition with its place, and what was likely meant, as far as known."""
    meant = short(why.meant)
    detail = texts.reason(why.reason, spoken)
    if meant:
        detail += " " + texts.messages()["reason"]["meant"][spoken].format(meant=meant)
    said: dict[str, str | int] = {"code": why.reason.code, "detail": detail}
    if why.condition and why.line is not None and why.column is not None:
        said |= {"condition": why.condition, "line": why.line, "column": why.column}
    return said | ({"meant": why.meant} if why.meant else {})
