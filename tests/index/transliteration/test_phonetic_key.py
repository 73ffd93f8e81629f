"""The key beside each word, and the fingerprint of the rules that make it."""

import ast
from pathlib import Path

import pytest

import index.transliteration.phonetic_key as module
from index.fingerprint import fingerprint
from index.transliteration.phonetic_key import phonetic_fingerprint, phonetic_key

PACKAGE = "index.transliteration"
FOLDER = Path(module.__file__).parent


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("लावरोव", "lAvarova"),
        ("ज़रूर", "7arUra"),
        ("kremlin", "=kramlan"),
        ("TASS", "=tas"),
        ("Réunion", "=raanaan"),
        ("2025", "="),
        ("", "="),
    ],
)
def test_a_key_is_phonemes_or_marked_consonants(word: str, key: str) -> None:
    assert phonetic_key(word) == key


def modules_behind(name: str) -> set[str]:
    """The files of the package that this module imports, directly or not, and its own."""
    tree = ast.parse(FOLDER.joinpath(name).read_text("utf-8"))
    imported = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    found = {name}
    for other in imported:
        package, _, last = other.rpartition(".")
        if package == PACKAGE:
            found |= modules_behind(f"{last}.py")
    return found


def test_its_fingerprint_is_of_the_modules_that_make_it_and_of_no_other() -> None:
    files = modules_behind("phonetic_key.py")
    assert fingerprint(PACKAGE, only=files) == phonetic_fingerprint()
    assert files == {"phonetic_key.py", "consonant_key.py", "phonemes.py"}
