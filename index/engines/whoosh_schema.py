"""The old import path of the classes that Whoosh pickles: indexes made before still name it."""

from index.engines.whoosh.schema import TermsCodec, TermsFormat

__all__ = ["TermsCodec", "TermsFormat"]
