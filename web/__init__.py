"""The site: pages and JSON over the archive. It shows what the index answers; it ranks nothing."""
