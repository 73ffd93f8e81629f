"""HTTP concerns that all pages share: errors, caching, limits, headers."""
