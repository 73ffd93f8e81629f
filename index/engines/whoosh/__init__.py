"""The Whoosh engine: the embedded default, an index in a folder."""
