"""The trainer: it learns an alphabet, and makes the same tables again from the same pairs."""

import gzip
from itertools import product
from pathlib import Path

import pytest

from index.transliteration import tables
from index.transliteration.decoding import DecodingModel
from index.transliteration.decoding import make_arrays as make_decoding
from index.transliteration.emission import EmissionModel
from index.transliteration.emission import make_arrays as make_emission
from index.transliteration.tables import LETTER_CODES, PHONEME_CODES, encode
from index.transliteration.training import trainer
from tests.index.transliteration.test_emission_and_decoding import rows

DATA = Path(__file__).parents[5] / "shared" / "data" / "transliteration"
NAMES = sorted((Path(__file__).parents[3] / "relevance" / "names").glob("*.tsv"))

needs_data = pytest.mark.skipif(not DATA.exists(), reason=f"no pairs in {DATA}")


def write(path: Path, rows: list[str]) -> None:
    path.write_bytes(gzip.compress("\n".join(rows).encode()))


@pytest.fixture
def toy(tmp_path: Path) -> Path:
    written = {"क": "k", "ल": "l", "म": "m", "न": "n"}
    words = {"".join(letters) + "ा" for letters in product("कलमन", repeat=4)}
    write(
        tmp_path / "toy-train.tsv.gz",
        [f"{'a'.join(written[c] for c in word[:-1])}a\t{word}" for word in sorted(words)],
    )
    return tmp_path


def test_a_plain_alphabet_is_learned(toy: Path) -> None:
    emission, decoding = trainer.train(trainer.load_pairs(toy))
    model = EmissionModel(make_emission(emission))
    assert model.likeliest_spelling(encode("kalamanA", PHONEME_CODES)) == "kalamana"
    reader = DecodingModel(make_decoding(decoding))
    right, wrong = reader.log_likelihoods("kalamana", rows("kalamanA", "kamalanA"))
    assert right > wrong


def test_the_same_pairs_give_the_same_bytes(toy: Path, tmp_path: Path) -> None:
    made = []
    for name in ("one", "two"):
        assert trainer.main([str(toy), str(tmp_path / name)]) == 0
        made.append({p.name: p.read_bytes() for p in sorted((tmp_path / name).iterdir())})
    assert made[0] == made[1]
    assert set(made[0]) == {"emission.tsv", "decoding.tsv"}


def test_a_table_is_read_as_it_was_written(toy: Path, tmp_path: Path) -> None:
    trainer.main([str(toy), str(tmp_path)])
    for name, codes in (("emission.tsv", PHONEME_CODES), ("decoding.tsv", LETTER_CODES)):
        text = tmp_path.joinpath(name).read_text("ascii")
        again = tables.format_rows(tables.load(tmp_path / name, codes), codes)
        assert sorted("\n".join(again).split()) == sorted(text.split())


def test_words_kept_for_measuring_are_not_learned(toy: Path, tmp_path: Path) -> None:
    write(toy / "toy-dev.tsv.gz", ["x\tककककa", "kakakaka\tकककका"])
    listed = tmp_path / "list.tsv"
    listed.write_text("lalalala\tललललि|लललला\n", "utf-8")
    kept = {phonemes for _, phonemes in trainer.load_pairs(toy, [listed])}
    assert "kakakakA" not in kept
    assert "lalalalA" not in kept


def test_of_a_list_of_names_only_pairs_that_agree_are_learned(toy: Path) -> None:
    names = toy / "names.tsv.gz"
    write(names, ["rajesh\tराजेश\t9", "rajesh\tकुमार\t3", "prakash\tप्रकाश\t2"])
    listed = toy / "list.tsv"
    listed.write_text("prakash\tप्रकाश\n", "utf-8")
    learned = set(trainer.load_pairs(toy, [listed], [names])) - set(trainer.load_pairs(toy))
    assert learned == {("rajesh", "rAjeSa")}


def test_no_pairs_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert trainer.main([str(tmp_path), str(tmp_path / "out")]) == 1
    assert "*-train.tsv.gz" in capsys.readouterr().err


@pytest.mark.thorough
@needs_data
def test_a_slice_of_the_pairs_teaches_nearly_the_default_table() -> None:
    words = trainer.load_pairs(DATA, NAMES)
    emission, _ = trainer.train(words[::12])
    sliced, default = EmissionModel(make_emission(emission)), EmissionModel.default()
    asked = [encode(phonemes, PHONEME_CODES) for _, phonemes in words[5::400]]
    alike = sum(
        sliced.likeliest_spelling(word) == default.likeliest_spelling(word) for word in asked
    )
    assert alike / len(asked) > 0.75
