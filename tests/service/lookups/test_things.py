"""What the page of a thing is made from."""

from hrgraph.service.lookups.things import describe
from hrgraph.store.oxigraph import OxigraphStore

ID = "https://w3id.org/hrgraph/id/"


def test_statements_are_grouped_and_ordered(store: OxigraphStore) -> None:
    """The place comes first, what is inferred last, and quotes stand with their statement."""
    thing = describe(store, ID + "plan/I.A.3", "en")
    groups = {group.name.words: group for group in thing.says}
    names = groups["names"].statements

    assert next(group.name.words for group in thing.says) == "hr:isPartOf"
    assert thing.says[-1].origin == "inferred"
    assert [statement.value.words for statement in names] == ["families", "human rights defenders"]
    assert [[quote.words for quote in statement.quotes] for statement in names] == [
        [],
        ["cilvēktiesību aizstāvjus"],
    ]


def test_kinds_said_come_before_kinds_inferred(store: OxigraphStore) -> None:
    """The class that was stated leads the list of classes."""
    thing = describe(store, ID + "human-rights-defenders", "lv")

    assert [kind.words for kind in thing.kinds] == ["personu grupa", "dalībnieks"]


def test_incoming_is_counted(store: OxigraphStore) -> None:
    """What points to a thing is counted by property, evidence with it, blank nodes left out."""
    thing = describe(store, ID + "human-rights-defenders", "lv")

    assert [(group.name.words, group.count) for group in thing.incoming] == [
        ("nosauc", 1),
        ("hr:mentions", 1),
    ]
    assert thing.incoming[0].statements[0].quotes[0].words == "cilvēktiesību aizstāvjus"


def test_thing_without_label(store: OxigraphStore) -> None:
    """A span has no label and is called by its short IRI; its words are shown."""
    thing = describe(store, ID + "plan/span/10-35", "lv")

    assert (thing.title, thing.has_label) == ("id:plan/span/10-35", False)
    assert [words.words for words in thing.words] == ["cilvēktiesību aizstāvjus"]


def test_where_a_thing_is_named(real_store: OxigraphStore) -> None:
    """Each mention is shown with its part, in the order of the text, and leads to its words there."""
    thing = describe(real_store, ID + "human-rights-defenders", "lv")

    assert [place.words for place in thing.named][:3] == [
        "cilvēktiesību aizstāvju",
        "cilvēktiesību aizstāvjiem",
        "cilvēktiesību aizstāvjus",
    ]
    assert thing.named[2].part.words == "Rīcība I.A.3"
    assert thing.named[2].address == "/document/eu-action-plan-hrd-2020-2024/I.A.3?words=5601-5625"
    assert thing.named_count == len(thing.named)


def test_statements_have_addresses(store: OxigraphStore) -> None:
    """A statement leads to its own page, seen from its subject as from its object."""
    action = describe(store, ID + "plan/I.A.3", "en")
    defenders = describe(store, ID + "human-rights-defenders", "en")
    names = next(group for group in action.says if group.name.words == "names")
    address = names.statements[1].address

    assert address is not None
    assert address.startswith("/statement/plan/I.A.3/")
    assert defenders.incoming[0].statements[0].address == address


def test_where_a_text_is_read(real_store: OxigraphStore) -> None:
    """Documents and their parts lead to the reader; other things have no text of their own."""
    addresses = [
        describe(real_store, ID + key, "lv").reading
        for key in ("press-release-act", "press-release-act/p1", "latvia")
    ]

    assert addresses == ["/document/press-release-act", "/document/press-release-act/p1", None]


def test_acts_stand_in_the_order_of_the_text_with_their_objects(real_store: OxigraphStore) -> None:
    """The acts of an action are sorted by their places in it, and each shows what it acts on, by name."""
    thing = describe(real_store, ID + "eu-action-plan-hrd-2020-2024/I.C.4", "lv")
    acts = next(group for group in thing.says if group.name.words == "ietver darbību").statements

    assert [(act.value.words, [one.words for one in act.objects]) for act in acts] == [
        ("veicināt (I.C.4)", ["žurnālistu drošība un aizsardzība"]),
        ("nodrošināt (I.C.4)", []),
        ("atbalstīt (I.C.4)", ["plašsaziņas līdzekļu iniciatīvas"]),
        ("aicināt (I.C.4)", ["valsts iestādes"]),
        ("izbeigt (I.C.4)", ["nesodāmība"]),
    ]
