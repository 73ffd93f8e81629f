"""HTTP concerns of all views: errors, caching, compression, rate limits, headers."""
