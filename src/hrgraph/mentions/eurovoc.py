"""Subjects of EuroVoc, the thesaurus of the European Union, as further topics for texts of any kind.

Only labels of two words or more are taken: 'brīvprātīgā organizācija' names a subject wherever it stands, a
single common word does not. What stands in data/lexicon/*.toml wins, in the singular or the plural.
© European Union, EuroVoc; reuse is authorised with acknowledgement.
"""

import csv
import re
import unicodedata
from dataclasses import replace
from pathlib import Path

from hrgraph.errors import LexiconError
from hrgraph.mentions.lexicon import Entry, Lexicon, Phrase
from hrgraph.text.tables import read_text

FILE = "eurovoc.tsv"
_COLUMNS = ["uri", "lv", "en"]


def with_eurovoc(lexicon: Lexicon, file: Path) -> Lexicon:
    """The lexicon with the topics of `file` (columns uri, lv, en) added under KEYs made of the English label.

    Raises LexiconError, naming file and line, when a row is malformed.
    """
    taken = {phrase.text.casefold() for entry in lexicon.entries.values() for phrase in entry.phrases}
    added: dict[str, Entry] = {}
    rows = csv.reader(read_text(file, LexiconError).splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    for line, row in enumerate(rows, start=1):
        if line == 1 and row != _COLUMNS:
            raise LexiconError(f"the columns must be {', '.join(_COLUMNS)}", file, line)
        if line == 1:
            continue
        if len(row) != len(_COLUMNS) or not all(row):
            raise LexiconError("a row holds an address, a Latvian and an English label", file, line)
        uri, lv, en = row
        key = _key(en)
        if key in lexicon.entries or key in added or lv.casefold() in taken:
            continue
        taken.add(lv.casefold())
        phrases = (Phrase(lv, "names"),)
        added[key] = Entry(key, ("Topic",), lv, en, phrases, note_en=uri, yields=True, file=file, line=line)
    return replace(lexicon, entries={**lexicon.entries, **added})


def _key(label: str) -> str:
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))
