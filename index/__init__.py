"""How articles are found: analysis, transliteration, engines, queries, snippets."""
