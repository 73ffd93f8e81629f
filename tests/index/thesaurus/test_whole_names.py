"""Which names of the tables are whole by themselves."""

from index.thesaurus.compile import KNOWN_NAMES, compile_names
from index.thesaurus.concepts import NamedThing
from index.thesaurus.whole_names import whole_names

THINGS = (
    NamedThing("place", ("Kota",), ("कोटा",)),
    NamedThing("person", ("Sharma",), ("शर्मा",)),
    NamedThing("person", ("Amit Shah",), ("अमित शाह", "शाह")),
    NamedThing("organisation", ("health department",), ("स्वास्थ्य विभाग",)),
    NamedThing("organisation", ("Sudirman Cup",), ("सुदीरमन कप",)),
    NamedThing("organisation", ("NGT",), ("एनजीटी",)),
    NamedThing("organisation", ("NGT", "National Green Tribunal"), ("हरित अधिकरण", "एनजीटी")),
)


def test_what_is_left_out_and_what_is_one() -> None:
    lines = [line.split("\t")[:2] for line in whole_names(THINGS, {"कोटा"})]
    assert lines == [["person", "अमित शाह"], ["organisation", "एनजीटी|हरित अधिकरण"]]


def test_the_table_is_compiled() -> None:
    assert KNOWN_NAMES.read_text(encoding="utf-8") == compile_names(), (
        "run: python -m index.thesaurus.compile"
    )
