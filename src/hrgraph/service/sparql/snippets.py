"""A query and the endpoint's address in; programs that ask it, ready to be copied, out."""

import json
import shlex
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

# What comes out is program text and is escaped where a page shows it.
_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parents[1] / "templates" / "snippets"), undefined=StrictUndefined
)
_FILES = {"curl": "curl.sh", "Python": "python.txt", "R": "r.txt"}


def snippets(query: str, endpoint: str) -> list[tuple[str, str]]:
    """For each language its name and a program that prints the answer to the query as a table."""
    text = query.rstrip("\n")
    values = {
        "endpoint": endpoint,
        "curl": shlex.quote(text),
        "python": _raw(text, 'r"""\n', '\n"""'),
        "r": _raw(text, 'r"---(\n', '\n)---"'),
    }
    return [(name, _TEMPLATES.get_template(file).render(values)) for name, file in _FILES.items()]


def _raw(text: str, opening: str, closing: str) -> str:
    """The query as it stands between the marks of a raw string; escaped if it holds such marks itself."""
    if closing.strip() in text or text.endswith(('"', "\\")):
        # Python and R both read the escapes that JSON writes.
        return json.dumps(text, ensure_ascii=False)
    return opening + text + closing
