"""Feeds and sitemaps on the web: subscribed to, fetched with manners, their articles stored."""
