"""The Tantivy engine: a faster index in a folder."""
