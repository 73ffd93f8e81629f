"""Transliteration: how Devanagari words sound, and how likely a Latin spelling of one is.

Nothing here converts a word that is searched for: its spelling is compared with the words that
the archive holds, and those are scored.
"""
