"""The lexicon in; the names by which the service knows things from tables of others out."""

from collections.abc import Mapping

from hrgraph.mentions.lexicon import Entry
from hrgraph.store.names import Named


def names_of(entries: Mapping[str, Entry]) -> list[Named]:
    """All things of the lexicon with their names, whether the texts name them or not.

    Phrases that name several things at once, or a thing in one document only, are no names of it.
    """
    return [
        Named(
            entry.key,
            entry.classes,
            entry.lv,
            entry.en,
            tuple(
                dict.fromkeys(
                    (
                        *entry.alt_lv,
                        *entry.alt_en,
                        *(p.text for p in entry.phrases if p.mode != "shared" and not p.document),
                    )
                )
            ),
        )
        for entry in entries.values()
    ]
