"""Settings, read from a mapping such as the environment, which is not read here."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from archive.errors import BadSetting
from archive.site_address import site_url

TIME_LIMIT = "2s"
"""How long one request to the site may compute, if nobody says otherwise."""

_MAX_SECONDS = 3600
_FOLDER_ENGINES = ("whoosh:", "tantivy:")
"""Engines whose index is in a folder of this machine, as their addresses begin."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Where articles and index are, where the site is, how many requests an address may make.

    Attributes:
        site_url: The site's public address without a slash at its end; empty: as requests say.
        proxies: How many trusted proxies stand before the site.
        robots: Whether search engines may list the site.
        time_limit: Seconds that one request to the site may compute; None: no limit.
        command_time_limit: The same for a command, which has no limit unless one is set.
    """

    home: Path
    database_url: str
    engine_url: str
    rate_limit: str
    site_url: str = ""
    proxies: int = 0
    robots: bool = True
    time_limit: float | None = None
    command_time_limit: float | None = None

    @property
    def index_folder(self) -> Path | None:
        """The folder of the index; None if it is kept by a server."""
        for beginning in _FOLDER_ENGINES:
            if (folder := self.engine_url.removeprefix(beginning)) != self.engine_url:
                return Path(folder)
        return None

    @classmethod
    def from_mapping(cls, values: Mapping[str, str]) -> "Settings":
        """Read the ARCHIVE_ variables; an empty one counts as not set.

        Raises:
            BadSetting: One of the site's address, the number of proxies, the time limit, and what
                is said of robots cannot be used.
        """
        limit = values.get("ARCHIVE_TIME_LIMIT") or ""
        home = Path(values.get("ARCHIVE_HOME") or "data").absolute()
        database = values.get("ARCHIVE_DATABASE_URL") or f"sqlite:///{home / 'archive.db'}"
        return cls(
            home=home,
            database_url=_absolute(database, "sqlite:///"),
            engine_url=_absolute(
                values.get("ARCHIVE_ENGINE_URL") or f"whoosh:{home / 'index'}", *_FOLDER_ENGINES
            ),
            rate_limit=values.get("ARCHIVE_RATE_LIMIT") or "120/minute",
            site_url=site_url(given) if (given := values.get("ARCHIVE_SITE_URL")) else "",
            proxies=_proxies(values.get("ARCHIVE_PROXIES") or "0"),
            robots=_robots(values.get("ARCHIVE_ROBOTS") or "on"),
            time_limit=_seconds(limit or TIME_LIMIT),
            command_time_limit=_seconds(limit or "off"),
        )


def _absolute(url: str, *beginnings: str) -> str:
    """The address; of one that begins so and names a path, the path is made absolute.

    So that what is told of it says where it is, whatever folder one stands in.
    """
    for beginning in beginnings:
        path = url.removeprefix(beginning)
        if path != url and path and not path.startswith((":", "?")):
            return f"{beginning}{Path(path).absolute()}"
    return url


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


def _seconds(text: str) -> float | None:
    """The seconds of a time limit; None: there is none."""
    if text == "off":
        return None
    found = re.fullmatch(r"([0-9]{1,6}(?:\.[0-9]{1,3})?)(ms|s)", text)
    seconds = float(found[1]) / (1000 if found[2] == "ms" else 1) if found else 0.0
    if not 0 < seconds <= _MAX_SECONDS:
        raise BadSetting(
            f"ARCHIVE_TIME_LIMIT={text!r} cannot be used: give a time such as 2s or 500ms, "
            'up to 3600s, or "off"'
        )
    return seconds
