"""The fault layer: each call to the disk fails in turn, or all that was not synced is lost."""
