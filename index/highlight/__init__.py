"""Highlighting: finds query terms in a text, and cuts snippets around them."""
