"""The whole flow of a question: parse, expand, search, snippet. See ``flow``."""
