"""Reads a picture of a page with tesseract, which is a program of the system.

``hin`` reads Hindi best and misreads Latin letters and digits; ``hin+eng`` reads these, and a bit
less of the Hindi. So a page is read with ``hin`` first, and again with both where many of its words
are unsure; of the two the surer one is taken.
"""

import csv
import os
import subprocess
from dataclasses import dataclass
from functools import cache
from shutil import which
from statistics import fmean

from archive.reading.pages.layout import Line

INSTALL = "run: apt install tesseract-ocr tesseract-ocr-hin"
"""The cure where it is missing."""

TIME_LIMIT = 180
"""Seconds for one page; the largest newspaper page of the tests took 17."""

_MIN_CONFIDENCE = 0.5
"""The mean confidence that a line needs: below it, a tenth and more of the words are none."""

_UNSURE = 70
_MAX_UNSURE = 0.05
"""The share of words below the confidence from which on a page is read with English as well."""

_WORD_LEVEL = 5


class OcrUnavailableError(Exception):
    """The program, or its Hindi, is not installed; the text names the cure."""


class OcrFailedError(Exception):
    """The program could not read a picture; the text says why."""


@dataclass(frozen=True, slots=True)
class _Read:
    lines: list[Line]
    confidence: float
    unsure: float


@cache
def languages() -> frozenset[str]:
    """The languages that are installed.

    Raises:
        OcrUnavailableError: Tesseract is not.
    """
    program = which("tesseract")
    if not program:
        raise OcrUnavailableError(f"tesseract, which reads pictures, is not installed; {INSTALL}")
    listed = subprocess.run(  # noqa: S603  found above
        [program, "--list-langs"], capture_output=True, text=True, timeout=30, check=False
    )
    found = frozenset(listed.stdout.split("\n")[1:])
    if "hin" not in found:
        raise OcrUnavailableError(f"tesseract cannot read Hindi yet; {INSTALL}")
    return found


def read_picture(picture: bytes, dpi: int) -> list[Line]:
    """The lines of a page, in reading order; those that are too unsure are left out.

    Args:
        picture: PNM, PNG, JPEG or TIFF.
        dpi: Its dots per inch.

    Raises:
        OcrUnavailableError: Tesseract or its Hindi is not installed.
        OcrFailedError: It fails on this picture, or takes too long.
    """
    available = languages()
    read = _run(picture, "hin", dpi)
    if read.unsure > _MAX_UNSURE and "eng" in available:
        both = _run(picture, "hin+eng", dpi)
        read = max(read, both, key=lambda one: one.confidence)
    return read.lines


def _run(picture: bytes, language: str, dpi: int) -> _Read:
    command = [which("tesseract") or "tesseract", "stdin", "stdout", "-l", language]
    try:
        done = subprocess.run(  # noqa: S603  fixed words
            [*command, "--dpi", str(dpi), "--psm", "3", "tsv"],
            input=picture,
            capture_output=True,
            timeout=TIME_LIMIT,
            # Pages are read side by side, one in each process.
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise OcrFailedError(f"reading the page took longer than {TIME_LIMIT} s") from error
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines() or ["no reason given"]
        raise OcrFailedError(f"tesseract cannot read the picture: {said[-1][:200]}")
    return _parse(done.stdout.decode("utf-8", "replace"))


def _parse(table: str) -> _Read:
    """The lines in tesseract's table of words."""
    rows = csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    width = height = 1.0
    words: dict[tuple[int, int, int], list[dict[str, str]]] = {}
    for row in rows:
        if row["level"] == "1":
            width, height = max(1.0, float(row["width"])), max(1.0, float(row["height"]))
        elif int(row["level"]) == _WORD_LEVEL and (row["text"] or "").strip():
            key = int(row["block_num"]), int(row["par_num"]), int(row["line_num"])
            words.setdefault(key, []).append(row)
    sure = [float(word["conf"]) for line in words.values() for word in line]
    if not sure:
        return _Read([], 0.0, 0.0)
    # A number for each paragraph of each block.
    paragraphs = {key: n for n, key in enumerate(dict.fromkeys(key[:2] for key in words))}
    lines = [_line(line, width, height, paragraphs[key[:2]]) for key, line in words.items()]
    unsure = sum(each < _UNSURE for each in sure) / len(sure)
    return _Read(
        [line for line in lines if line.confidence >= _MIN_CONFIDENCE], fmean(sure), unsure
    )


def _line(words: list[dict[str, str]], width: float, height: float, block: int) -> Line:
    left = min(int(word["left"]) for word in words)
    top = min(int(word["top"]) for word in words)
    right = max(int(word["left"]) + int(word["width"]) for word in words)
    bottom = max(int(word["top"]) + int(word["height"]) for word in words)
    heights = sorted(int(word["height"]) for word in words)
    return Line(
        text=" ".join(word["text"].strip() for word in words),
        left=left / width,
        top=top / height,
        right=right / width,
        bottom=bottom / height,
        # Rather of the higher words: the lower ones only lack signs above and below.
        size=heights[-(-3 * (len(heights) - 1) // 4)] / height,
        confidence=fmean(float(word["conf"]) for word in words) / 100,
        block=block,
    )
