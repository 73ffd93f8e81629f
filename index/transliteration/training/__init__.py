"""Trains the tables of transliteration. Nothing that serves searches imports it."""
