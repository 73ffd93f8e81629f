"""Reads pictures of printed pages: scans as PNG, JPEG or TIFF, also of several pages.

Libraries: Pillow (MIT-CMU), which reads them all and guards against pictures of absurd size.
"""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image, ImageSequence, UnidentifiedImageError

from archive.article import Rejected
from archive.reading.pages import ocr
from archive.reading.pages.pdf import DPI, drafts
from archive.reading.reader import SLOW_SIZE, Draft, Options, Piece, Source

MAX_PICTURE_BYTES = 256 * 1024 * 1024
MIN_PIXELS = 400_000
"""Of a page that was scanned legibly; smaller pictures are photos, buttons and logos."""

MAX_PIXELS = 150_000_000
_MAX_FRAMES = 2_000
_MIN_DPI = 70

UNREADABLE = (OSError, ValueError, SyntaxError, MemoryError, Image.DecompressionBombError)
"""What Pillow raises for damaged pictures."""

_TOO_SMALL = "too small for a picture of a page; scan it at 200 dots per inch or more"
_UNREADABLE = "no picture that can be read: {}; save it as PNG, JPEG or TIFF"
_NEVER = "a picture of a page; leave out --ocr never to read it"


def split(source: Source, options: Options) -> Iterator[Piece | Rejected]:
    """The picture, or each page of one that has several."""
    name = source.origin.name
    if options.ocr == "never":
        yield Rejected(name, None, _NEVER)
        return
    data = source.stream.read(MAX_PICTURE_BYTES + 1)
    if len(data) > MAX_PICTURE_BYTES:
        yield Rejected(name, None, f"larger than {MAX_PICTURE_BYTES >> 20} MiB; split the picture")
        return
    try:
        with _opened(data) as picture:
            frames = min(getattr(picture, "n_frames", 1), _MAX_FRAMES)
            width, height = picture.size
            if picture.format == "GIF" or width * height < MIN_PIXELS:
                yield Rejected(name, None, _TOO_SMALL)
                return
            if frames == 1:
                yield Piece("image", source.origin, (data, 1), SLOW_SIZE)
                return
            for number, frame in enumerate(ImageSequence.Iterator(picture), 1):
                if number > _MAX_FRAMES:
                    break
                out = io.BytesIO()
                frame.convert("L").save(out, "PNG", dpi=_dpi_of(frame))
                yield Piece("image", source.origin, (out.getvalue(), frames), SLOW_SIZE, number)
    except UNREADABLE as error:
        yield Rejected(name, None, _why(error))


def parse(piece: Piece, _options: Options) -> Iterator[Draft | Rejected]:
    """The texts of a page."""
    data, pages = piece.content
    try:
        lines = ocr.read_picture(*as_gray(data))
    except (ocr.OcrUnavailableError, ocr.OcrFailedError) as error:
        yield Rejected(piece.origin.name, piece.line, f"a picture of a page: {error}")
    except UNREADABLE as error:
        yield Rejected(piece.origin.name, piece.line, _why(error))
    else:
        yield from drafts(piece, lines, (), pages)


@contextmanager
def _opened(data: bytes) -> Iterator[Image.Image]:
    """The picture; what Pillow would say of its damage on the terminal is told otherwise."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with Image.open(io.BytesIO(data)) as picture:
            yield picture


def as_gray(data: bytes) -> tuple[bytes, int]:
    """The picture upright and in shades of gray, as PNM, and its dots per inch."""
    with _opened(data) as picture:
        width, height = picture.size
        if width * height > MAX_PIXELS:
            raise ValueError(f"{width} × {height} pixels are too many")
        dpi = _dpi_of(picture)[0]
        if picture.mode in {"RGBA", "LA", "P"}:
            # What is transparent is paper.
            paper = Image.new("RGBA", picture.size, "white")
            paper.alpha_composite(picture.convert("RGBA"))
            gray = paper.convert("L")
        else:
            gray = picture.convert("L")
        out = io.BytesIO()
        gray.save(out, "PPM")
        return out.getvalue(), round(dpi)


def _dpi_of(picture: Image.Image) -> tuple[float, float]:
    """What the picture says of itself, if it can be; many scans say 72 and have 300."""
    said = picture.info.get("dpi", (0, 0))
    dpi = float(said[0]) if isinstance(said, tuple) and said and said[0] else 0.0
    return (dpi, dpi) if _MIN_DPI < dpi <= 4 * DPI else (float(DPI), float(DPI))


def _why(error: Exception) -> str:
    said = "unknown kind" if isinstance(error, UnidentifiedImageError) else str(error)
    return _UNREADABLE.format(said[:200])
