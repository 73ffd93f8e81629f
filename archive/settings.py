"""Settings, read from a mapping such as the environment, which is not read here."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """Where articles and index are, where the site is, how many requests an address may make."""

    home: Path
    database_url: str
    engine_url: str
    rate_limit: str
    site_url: str = ""

    @classmethod
    def from_mapping(cls, values: Mapping[str, str]) -> "Settings":
        """Read the ARCHIVE_ variables; an empty one counts as not set."""
        home = Path(values.get("ARCHIVE_HOME") or "data")
        return cls(
            home=home,
            database_url=values.get("ARCHIVE_DATABASE_URL") or f"sqlite:///{home / 'archive.db'}",
            engine_url=values.get("ARCHIVE_ENGINE_URL") or f"whoosh:{home / 'index'}",
            rate_limit=values.get("ARCHIVE_RATE_LIMIT") or "120/minute",
            site_url=values.get("ARCHIVE_SITE_URL") or "",
        )
