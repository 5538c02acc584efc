"""A query's text in, its SPARQL tokens out, each with its place.

The terminals are those of SPARQL 1.1 (section 19.8). Nothing is refused here: a character that starts no
token is a token of its own, so that the guard and the search for an error see every text.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

_BASE = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_NAME_START = _BASE + "_"
_NAME = _NAME_START + r"0-9\-\u00b7\u0300-\u036f\u203f-\u2040"
_ESCAPED = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
_UNICODE = (
    r"\\u(?![dD][89a-fA-F])[0-9A-Fa-f]{4}|\\U(?:0010|000[0-9A-Fa-f])(?!000[dD][89a-fA-F])[0-9A-Fa-f]{4}"
)
_CHAR = rf"""\\[tbnrf"'\\]|{_UNICODE}"""

_TERMINALS = {
    "space": r"[ \t\r\n]+",
    "comment": r"\#[^\r\n]*",
    "iri": rf"""<(?:[^\x00-\x20<>"{{}}|^`\\]|{_UNICODE})*>""",
    "long": rf"""\"\"\"(?:"{{0,2}}(?:[^"\\]|{_CHAR}))*\"\"\"|'''(?:'{{0,2}}(?:[^'\\]|{_CHAR}))*'''""",
    "string": rf""""(?:[^"\\\r\n]|{_CHAR})*"|'(?:[^'\\\r\n]|{_CHAR})*'""",
    "blank": rf"_:[{_NAME_START}0-9](?:[{_NAME}]|\.+(?=[{_NAME}]))*",
    # The length of a prefix is bounded, since a text may look like the start of one at every character.
    "name": rf"(?:[{_BASE}](?:[{_NAME}]|\.(?=[{_NAME}.])){{0,50}})?:"
    rf"(?:(?:[{_NAME_START}:0-9]|{_ESCAPED})(?:[{_NAME}:]|{_ESCAPED}|\.+(?=[{_NAME}:%\\]))*)?",
    "variable": rf"[?$][{_NAME_START}0-9](?:[{_NAME_START}0-9\u00b7\u0300-\u036f\u203f-\u2040])*",
    "language": r"@[A-Za-z]+(?:--?[A-Za-z0-9]+)*",
    "number": r"\d+\.\d*[eE][+-]?\d+|\.?\d+[eE][+-]?\d+|\d*\.\d+|\d+",
    "word": r"[A-Za-z_][A-Za-z0-9_]*",
    "sign": r"\^\^|&&|\|\||!=|<=|>=|<<\(|\)>>|<<|>>|\{\||\|\}|.",
}
_TOKEN = re.compile(
    "|".join(f"(?P<{kind}>{form})" for kind, form in _TERMINALS.items()), re.DOTALL | re.ASCII
)


class Token(NamedTuple):
    """A token: its kind (a key of the terminals), its text, and where it starts in code points."""

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """Where the token ends, exclusive."""
        return self.start + len(self.text)

    def is_word(self, *words: str) -> bool:
        """Whether the token is one of these keywords, in whatever case."""
        return self.kind == "word" and self.text.upper() in words


def all_tokens(text: str) -> Iterator[Token]:
    """Every token of the text in order, white space and comments included; joined they are the text."""
    for match in _TOKEN.finditer(text):
        yield Token(match.lastgroup or "sign", match.group(), match.start())


def meaningful(text: str, start: int = 0) -> Iterator[Token]:
    """The tokens from `start` on that mean something: all but white space and comments."""
    for match in _TOKEN.finditer(text, start):
        kind = match.lastgroup or "sign"
        if kind not in ("space", "comment"):
            yield Token(kind, match.group(), match.start())


def place(text: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset, both counted from one, in code points; lines end at a line feed."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
