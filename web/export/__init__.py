"""What programs take away: feeds, downloads, sitemaps."""
