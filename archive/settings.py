"""Settings, read from a mapping such as the environment, which is not read here."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from archive.errors import BadSetting
from archive.site_address import site_url


@dataclass(frozen=True, slots=True)
class Settings:
    """Where articles and index are, where the site is, how many requests an address may make.

    Attributes:
        site_url: The site's public address without a slash at its end; empty: as requests say.
        proxies: How many trusted proxies stand before the site.
        robots: Whether search engines may list the site.
    """

    home: Path
    database_url: str
    engine_url: str
    rate_limit: str
    site_url: str = ""
    proxies: int = 0
    robots: bool = True

    @classmethod
    def from_mapping(cls, values: Mapping[str, str]) -> "Settings":
        """Read the ARCHIVE_ variables; an empty one counts as not set.

        Raises:
            BadSetting: The site's address, the number of proxies, or what is said of robots cannot
                be used.
        """
        home = Path(values.get("ARCHIVE_HOME") or "data")
        return cls(
            home=home,
            database_url=values.get("ARCHIVE_DATABASE_URL") or f"sqlite:///{home / 'archive.db'}",
            engine_url=values.get("ARCHIVE_ENGINE_URL") or f"whoosh:{home / 'index'}",
            rate_limit=values.get("ARCHIVE_RATE_LIMIT") or "120/minute",
            site_url=site_url(given) if (given := values.get("ARCHIVE_SITE_URL")) else "",
            proxies=_proxies(values.get("ARCHIVE_PROXIES") or "0"),
            robots=_robots(values.get("ARCHIVE_ROBOTS") or "on"),
        )


def _proxies(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,2}", text):
        raise BadSetting(
            f"ARCHIVE_PROXIES={text!r} cannot be used: give the number of trusted proxies before "
            "the site, from 0 (none) to 99"
        )
    return int(text)


def _robots(text: str) -> bool:
    if text not in ("on", "off"):
        raise BadSetting(
            f"ARCHIVE_ROBOTS={text!r} cannot be used: give on (search engines may list the site) "
            "or off (none may)"
        )
    return text == "on"
