"""The web site: pages, JSON API and downloads over the archive and its index. It ranks nothing."""
