"""States, territories and cities of the world by their Latvian names, from the Unicode CLDR (library babel).

CLDR gives nominatives; the inflector of the lexicon makes their forms, as of every other name. What stands in
data/lexicon wins: a thing whose KEY is there is left out, and so is a name that is there already.
Source: Unicode Technical Standard 35, parts 1 (territories) and 4 (exemplar cities of time zones).
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from babel import Locale

from hrgraph.mentions.lexicon import Decoy, Entry, Lexicon, Phrase

_LOCATIVE_HEADS = (("as", "ās"), ("es", "ēs"), ("is", "īs"), ("ns", "nā"), ("a", "ā"), ("e", "ē"))
_LOCATIVE_ADJECTIVES = (("ās", "ajās"), ("ā", "ajā"))


def with_cldr(lexicon: Lexicon) -> Lexicon:
    """The lexicon with the names of CLDR added, and with the decoys that tell other states' bodies apart."""
    phrases = {phrase.text for entry in lexicon.entries.values() for phrase in entry.phrases}
    added = cldr_entries(lexicon.entries, phrases, lexicon.settings.get("cldr", {}))
    entries = {**lexicon.entries, **added}
    decoys = foreign_bodies(entries.values(), lexicon.settings.get("national", {}).get("bodies", ()))
    return replace(lexicon, entries=entries, decoys=(*lexicon.decoys, *decoys))


def cldr_entries(
    keys: Collection[str], phrases: Collection[str], choice: Mapping[str, Collection[str]]
) -> dict[str, Entry]:
    """States (class State), other territories and cities (class Place) by KEY, in the order of KEYs.

    `keys` and `phrases` are those of the lexicon, which win. `choice` is its table [_cldr]: codes of the
    territories that are `places` and no states, of those `left_out`, of `republics`, and zones that are
    `no_cities`. The KEY is the English name of CLDR.
    """
    made: dict[str, Entry] = {}
    taken = {phrase.casefold() for phrase in phrases}
    for entry in (*_territories(choice), *_cities(choice)):
        names = {phrase.text.casefold() for phrase in entry.phrases}
        if entry.key not in keys and entry.key not in made and not names & taken:
            taken |= names
            made[entry.key] = entry
    return dict(sorted(made.items()))


def foreign_bodies(entries: Iterable[Entry], bodies: Collection[str]) -> tuple[Decoy, ...]:
    """Decoys against reading another state's body as Latvia's: 'Ukrainas Tieslietu' before 'ministrija'.

    `bodies` are KEYs of bodies of Latvia. Each decoy is as long as the name of the body and begins earlier,
    so that it wins over it, while the name of the state inside it still counts.
    """
    known = tuple(entries)
    own = [phrase.text for entry in known if entry.key in bodies for phrase in entry.phrases]
    short = {name.rpartition(" ")[0] for name in own if not name.startswith("Latvija")} - {""}
    beginnings = sorted({form for words in short for form in _definite(words)})
    states = [entry for entry in known if "State" in entry.classes and entry.key != "latvia"]
    genitives = sorted({genitive(name) for entry in states for name in _short_names(entry)})
    phrases = tuple(
        Phrase(f"{state} {words}", "abbreviations") for state in genitives for words in beginnings
    )
    return (Decoy(phrases, "A body of another state, not Latvia's.", keep_inner=True),) if phrases else ()


def _territories(choice: Mapping[str, Collection[str]]) -> Iterator[Entry]:
    places, left_out, republics = (choice.get(name, ()) for name in ("places", "left_out", "republics"))
    lv, en = Locale("lv").territories, Locale("en").territories
    for code in sorted(en):
        if len(code) == 2 and code not in left_out and code in lv:
            name = _plain(lv[code])
            more = (f"{genitive(name)} Republika",) if code in republics else ()
            yield _entry("Place" if code in places else "State", name, _plain(en[code]), *more)


def _cities(choice: Mapping[str, Collection[str]]) -> Iterator[Entry]:
    no_cities = choice.get("no_cities", ())
    lv, en = Locale("lv").time_zones, Locale("en").time_zones
    for zone in sorted(lv):
        name = lv[zone].get("city")
        if name and zone not in no_cities and not any(zone.startswith(f"{part}/") for part in no_cities):
            english = en.get(zone, {}).get("city") or zone.rsplit("/", 1)[-1].replace("_", " ")
            yield _entry("Place", name, english)


def _entry(cls: str, lv: str, en: str, *more: str) -> Entry:
    """The entry of one name and `more` names. A name in -i (Haiti, Mali) has no other form."""
    first = Phrase(lv, "abbreviations" if lv.endswith("i") else "names")
    phrases = (first, *(Phrase(name, "names") for name in more))
    return Entry(key=_key(en), classes=(cls,), lv=lv, en=en, phrases=phrases)


def _short_names(entry: Entry) -> Iterator[str]:
    return (phrase.text for phrase in entry.phrases if not phrase.document and phrase.mode != "words")


def _definite(words: str) -> Iterator[str]:
    """The words with the definite adjective that begins them, if one does, in every case."""
    first, space, rest = words.partition(" ")
    for ending, forms in (("ā", ("ā", "ās", "ajai", "o", "ajā")), ("ie", ("ie", "o", "ajiem", "os", "ajos"))):
        if first.endswith(ending):
            stem = first.removesuffix(ending)
            yield from (f"{stem}{form}{space}{rest}" for form in forms)
            return
    yield words


def genitive(name: str) -> str:
    """The genitive of a state's name: Ukrainas, Apvienotās Karalistes, Filipīnu, Peru."""
    words = name.split()
    heads = {len(words) - 1, *(place - 1 for place, word in enumerate(words) if word == "un")}
    return " ".join(_genitive_word(word, place in heads) for place, word in enumerate(words))


def _genitive_word(word: str, head: bool) -> str:
    if word.endswith("ā"):
        return word + "s"
    if head and word.endswith("as"):
        return word.removesuffix("as") + "u"
    return word + "s" if head and word.endswith(("a", "e")) else word


def locative(name: str) -> str:
    """Where something is in a state: Ukrainā, Apvienotajā Karalistē, Filipīnās, Peru."""
    words = name.split()
    heads = {len(words) - 1, *(place - 1 for place, word in enumerate(words) if word == "un")}
    return " ".join(_locative_word(word, place in heads) for place, word in enumerate(words))


def _locative_word(word: str, head: bool) -> str:
    changes = _LOCATIVE_HEADS if head else _LOCATIVE_ADJECTIVES
    return next((word.removesuffix(end) + new for end, new in changes if word.endswith(end)), word)


def _plain(name: str) -> str:
    """The name without what stands in brackets."""
    return re.sub(r"\s*\([^)]*\)", "", name)


def _key(name: str) -> str:
    """The English name as a KEY: small ASCII letters joined by hyphens (Côte d’Ivoire: cote-divoire)."""
    words = unicodedata.normalize("NFKD", name).replace("&", " and ").replace("’", "").replace("'", "")
    ascii_only = words.encode("ascii", "ignore").decode("ascii").lower()
    return "-".join(re.findall(r"[a-z0-9]+", ascii_only))
