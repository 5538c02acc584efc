"""What an outline consists of: units, and the runs of layout between them."""

from dataclasses import dataclass
from typing import NamedTuple

from hrgraph.rdf.terms import Run
from hrgraph.text.source import Source
from hrgraph.text.words import NO_WORDS, Words


class Unit(NamedTuple):
    """A part of a document. Sections hold other units and have no words of their own.

    `ordinal` counts units of one kind under one parent from one; `label` is the printed number;
    `calls` is the id of the footnote that a NoteReference calls.
    """

    id: str
    kind: str
    parent: str
    ordinal: int
    words: Words = NO_WORDS
    label: str = ""
    calls: str = ""
    label_lv: str = ""
    label_en: str = ""


@dataclass(frozen=True)
class Outline:
    """The units of one source in reading order, and the runs that are layout and not text."""

    source: Source
    units: tuple[Unit, ...]
    artefacts: tuple[Run, ...]

    def unit(self, unit_id: str) -> Unit:
        """The unit with this id. Raises KeyError when there is none."""
        for unit in self.units:
            if unit.id == unit_id:
                return unit
        raise KeyError(unit_id)
