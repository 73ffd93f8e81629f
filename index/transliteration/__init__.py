"""Latin ↔ Devanagari: how a word sounds, and how likely a spelling of it is.

Nothing here converts a word: spellings are weighed against words that the archive holds.
"""
