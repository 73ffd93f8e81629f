"""Articles: what they are, how files are read, and the store. Nothing here knows of searching."""
