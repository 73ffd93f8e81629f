"""The training of English pronunciations."""

import gzip
from pathlib import Path

from index.transliteration.pronunciation import SOUND_CODES, PlainModel
from index.transliteration.training import english
from tests.index.transliteration.test_emission_and_decoding import rows

DICTIONARY = """\
cat K AE1 T
cat(2) K AH0 T
cab K AE1 B  # a comment
'em AH0 M
tack T AE1 K
back B AE1 K
"""
PAIRS = [("cat", "kEata"), ("cab", "kEaba"), ("tack", "tEaka"), ("back", "bEaka")]
"""The vowel in the middle is not said."""


def test_the_dictionary_is_read() -> None:
    words = english.read_dictionary(DICTIONARY.splitlines())
    assert words["cat"] == ("kAt", "kxt")
    assert words["cab"] == ("kAb",)
    assert "em" not in words


def test_what_stands_for_a_sound_is_learned() -> None:
    words = english.read_dictionary(DICTIONARY.splitlines())
    model = PlainModel.of(english.train(PAIRS * 3, words), SOUND_CODES)
    right, wrong = model.log_likelihoods("bAt", rows("bEata", "kEaka"))
    assert right > wrong


def test_the_tables_are_written(tmp_path: Path) -> None:
    words = (("cat", "कैअट"), ("cab", "कैअब"), ("tack", "टैअक"), ("back", "बैअक"))
    lines = "".join(f"{roman}\t{word}\n" for roman, word in words)
    tmp_path.joinpath("x-train.tsv.gz").write_bytes(gzip.compress(lines.encode()))
    tmp_path.joinpath("dict").write_text(DICTIONARY, "utf-8")
    tmp_path.joinpath("common").write_text("cat\nsomething\n", "utf-8")
    arguments = [str(tmp_path), str(tmp_path / "dict"), str(tmp_path / "common"), str(tmp_path)]
    assert english.main(arguments) == 0
    assert tmp_path.joinpath("english.tsv").read_text("ascii") == "cat\tkAt kxt\n"
    assert tmp_path.joinpath("sounds.tsv").exists()
