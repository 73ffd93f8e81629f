"""Feeds, downloads and sitemaps."""
