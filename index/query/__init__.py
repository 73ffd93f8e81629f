"""The query language: what a person types, as a tree."""
