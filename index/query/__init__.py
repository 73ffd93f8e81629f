"""The query language: what a user types, parsed into a tree, and notes on what is unusable."""
