"""What every engine does alike when it is written to. ``test_contract`` asks, this one changes."""

from collections.abc import Iterator

import pytest

from index.engine import Checkpoint, Document, Engine, Filters, Not, Phrase, Term
from tests.index.engines.corpus import DOCUMENTS, ask, document, fill, found


def _torn() -> Iterator[Document]:
    yield document("z", "लाव")
    raise OSError("torn")


@pytest.fixture(autouse=True)
def filled(engine: Engine) -> None:
    fill(engine, DOCUMENTS, seq=5)


def test_apply_adds_replaces_and_drops_in_one_step(engine: Engine) -> None:
    changed = document("a", "नया", source="z")
    engine.apply([changed, document("f", "लाव")], ["b", "nowhere"], Checkpoint("test", 9))
    assert engine.checkpoint() == Checkpoint("test", 9)
    assert found(engine) == ["a", "c", "d", "e", "f"]
    assert sorted(found(engine, Term("लाव"))) == ["c", "f"]
    assert found(engine, Term("नया"), Filters.of(source=("z",))) == ["a"]
    engine.apply([], [], Checkpoint("test", 10))
    assert (engine.checkpoint(), ask(engine).total) == (Checkpoint("test", 10), 5)


def test_an_id_twice_in_a_batch_is_one_document(engine: Engine) -> None:
    engine.apply([document("a", "पहला"), document("a", "दूसरा")], [], Checkpoint("test", 6))
    assert found(engine, Term("दूसरा")) == ["a"]
    assert found(engine, Term("पहला")) == []
    assert ask(engine).total == 5


@pytest.mark.thorough
def test_many_small_batches_stay_one_index(engine: Engine) -> None:
    for number in range(40):
        dropped = [f"n{number - 3}"] if number % 4 == 3 else []
        engine.apply(
            [document(f"n{number}", f"शब्द w{number}")], dropped, Checkpoint("test", 100 + number)
        )
    left = sorted(f"n{number}" for number in range(40) if number % 4 or number > 36)
    assert sorted(found(engine, Term("शब्द"))) == left
    assert found(engine, Phrase((("शब्द",), ("w37",)))) == ["n37"]
    assert found(engine, Term("w0")) == []
    assert ask(engine).total == len(left) + 5


def test_what_is_older_than_the_index_is_left_out(engine: Engine) -> None:
    engine.apply([document("p", "नया")], [], Checkpoint("test", 100))
    engine.apply([document("p", "पुराना")], ["a"], Checkpoint("test", 99))
    assert found(engine, Term("नया")) == ["p"]
    assert engine.checkpoint() == Checkpoint("test", 100)


def test_a_deleted_document_leaves_no_positions_to_others(engine: Engine) -> None:
    engine.apply([document("p", "x x ख क"), document("q", "ख x क")], [], Checkpoint("test", 6))
    engine.apply([], ["p"], Checkpoint("test", 7))
    for number in range(20):
        engine.apply([document("r", f"w{number}")], [], Checkpoint("test", 100 + number))
        assert found(engine, Phrase((("ख",), ("क",)))) == []
        assert found(engine, Phrase((("ख",), ("क",)), slop=1)) == ["q"]


def test_a_rebuild_replaces_everything_or_nothing(engine: Engine) -> None:
    with engine.rebuild() as writer:
        writer.add([document("z", "लाव")])
    assert (engine.checkpoint(), ask(engine).total) == (Checkpoint("test", 5), 5)
    with pytest.raises(OSError, match="torn"), engine.rebuild() as writer:
        writer.add(_torn())
    assert ask(engine).total == 5
    fill(engine, [document("z", "लाव")], seq=6)
    assert (engine.checkpoint(), found(engine)) == (Checkpoint("test", 6), ["z"])
    fill(engine, [], seq=7)
    assert (engine.checkpoint(), found(engine)) == (Checkpoint("test", 7), [])
    assert found(engine, Term("लाव")) == found(engine, Not(Term("लाव"))) == []


@pytest.mark.parametrize("bad", [document("z", "x"), document("z", "\ud800")])
def test_a_document_that_cannot_be_indexed_changes_nothing(engine: Engine, bad: object) -> None:
    if bad == document("z", "x"):
        object.__setattr__(bad, "published", "2025-07-12")
    with pytest.raises((AttributeError, UnicodeEncodeError)):
        engine.apply([document("y", "x"), bad], ["a"], Checkpoint("test", 6))  # type: ignore[list-item]
    assert (engine.checkpoint(), ask(engine).total) == (Checkpoint("test", 5), 5)
    engine.apply([document("y", "x")], ["a"], Checkpoint("test", 6))
    assert found(engine) == ["b", "c", "d", "e", "y"]


def test_terms_of_another_type_change_nothing(engine: Engine) -> None:
    bad = document("z", "x")
    object.__setattr__(bad, "body", ("x", "y"))
    with pytest.raises(AttributeError):
        engine.apply([document("y", "x"), bad], ["a"], Checkpoint("test", 6))
    with pytest.raises(AttributeError), engine.rebuild() as writer:
        writer.add([bad])
    assert (engine.checkpoint(), ask(engine).total) == (Checkpoint("test", 5), 5)
