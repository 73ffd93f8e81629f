"""Trains the transliteration tables. Nothing that serves searches imports it."""
