"""What an article is, where it comes from, where it is kept. It knows nothing of searching."""
