"""Text typed for legacy fonts: reads it, and tells which font a text was typed for."""

from archive.legacy.decoding import FONTS, decode
from archive.legacy.detection import find_font

__all__ = ["FONTS", "decode", "find_font"]
