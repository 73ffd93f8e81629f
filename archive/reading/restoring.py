"""Restores texts as they were meant, and says of each whether it is sound, and its language.

The one check that every text goes through, whatever its format: see ``mending`` for what can be
undone, ``typed`` for legacy fonts, ``soundness`` for what is beyond cure.
"""

import re
from dataclasses import dataclass

from archive.legacy import code_of
from archive.notes import note
from archive.reading.cleaning import clean_text
from archive.reading.languages import language_of
from archive.reading.mending import mend
from archive.reading.soundness import is_impossible, is_plainly_sound, judge
from archive.reading.typed import has_typed_line, read_label, read_typed

_MAY_NEED_MENDING = re.compile("[<&\\\\%=\xc3\xe0\xd3\u03b1\u2021]|u09|U\\+09")


@dataclass(frozen=True, slots=True)
class Restored:
    """A text as it was meant.

    Attributes:
        text: Clean, one paragraph a line.
        language: Its code; "" where nothing tells.
        notes: What was done to it.
        font: The legacy font (of ``FONTS``) that it was typed for; "" for Unicode.
        problem: Why it is damaged beyond cure, and what to do; "" if it is sound.
    """

    text: str
    language: str
    notes: tuple[str, ...] = ()
    font: str = ""
    problem: str = ""


def restore(text: str, *, language: str = "", font: str = "") -> Restored:
    """A text as it was meant.

    Args:
        text: As it was found, with all its characters.
        language: What the input says that it is in, in any form.
        font: The legacy font (of ``FONTS``) that it was surely typed for.
    """
    if not font and is_plainly_sound(text) and not has_typed_line(text):
        clean = clean_text(text)
        return Restored(clean, language_of(clean, language) if language else "hi")
    mended, notes = mend(text)
    mended, found = read_typed(mended, font)
    if found:
        notes = (*notes, note("font", code_of(found)))
    clean = clean_text(mended)
    code = language_of(clean, language)
    judged = judge(clean, code)
    if judged.suspect is not None:
        notes = (*notes, note("suspect", f"{judged.suspect:.2f}"))
    return Restored(clean, code, notes, found, judged.problem)


def restore_label(label: str, body: Restored) -> str:
    """A short text that came with a body, restored as that was."""
    if not label:
        return label
    if _MAY_NEED_MENDING.search(label):
        label = mend(label)[0]
    return read_label(label, body.font) if body.font else label


def restore_title(title: str, body: Restored) -> str:
    """A title that came with a body; "" if it is damaged beyond cure and the body is not."""
    if not title:
        return title
    title = restore_label(title, body)
    if has_typed_line(title):
        title = read_typed(title)[0]
    title = clean_text(title)
    return "" if is_impossible(title) else title
