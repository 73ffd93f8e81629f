"""Old import path of the Whoosh schema: indexes made before 2.0 hold it, pickled."""

from index.engines.whoosh.schema import TermsCodec, TermsFormat

__all__ = ["TermsCodec", "TermsFormat"]
