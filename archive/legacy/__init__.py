"""Text typed for legacy fonts: reads it, and tells which font a text was typed for."""

from archive.legacy.decoding import FONTS, decode
from archive.legacy.detection import find_font
from archive.legacy.naming import UnknownFont, code_of, font_named

__all__ = ["FONTS", "UnknownFont", "code_of", "decode", "find_font", "font_named"]
