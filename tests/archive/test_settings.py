"""Settings that are read, and those that cannot be used."""

import pytest

from archive.errors import BadSetting
from archive.settings import Settings


@pytest.mark.parametrize("given", ["-1", "x", "1.5", "100", "٣", "1 ", "yes"])
def test_a_number_of_proxies_that_is_none(given: str) -> None:
    with pytest.raises(BadSetting, match=r"ARCHIVE_PROXIES=.*from 0"):
        Settings.from_mapping({"ARCHIVE_PROXIES": given})


def test_settings_of_the_front_door() -> None:
    settings = Settings.from_mapping(
        {"ARCHIVE_SITE_URL": "https://n.example/", "ARCHIVE_PROXIES": "2"}
    )
    assert (settings.site_url, settings.proxies) == ("https://n.example", 2)
    settings = Settings.from_mapping({"ARCHIVE_SITE_URL": "", "ARCHIVE_PROXIES": ""})
    assert (settings.site_url, settings.proxies) == ("", 0)


def test_whether_robots_may_come() -> None:
    for given, robots in (("", True), ("on", True), ("off", False)):
        assert Settings.from_mapping({"ARCHIVE_ROBOTS": given}).robots is robots
    for given in ("no", "0", "OFF ", "noindex"):
        with pytest.raises(BadSetting, match=r"ARCHIVE_ROBOTS=.* give on .* or off") as told:
            Settings.from_mapping({"ARCHIVE_ROBOTS": given})
        assert "\n" not in str(told.value)


@pytest.mark.parametrize(
    ("given", "site", "command"),
    [
        ("", 2.0, None),
        ("2s", 2.0, 2.0),
        ("500ms", 0.5, 0.5),
        ("1.5s", 1.5, 1.5),
        ("off", None, None),
        ("3600s", 3600.0, 3600.0),
    ],
)
def test_the_time_limit(given: str, site: float | None, command: float | None) -> None:
    settings = Settings.from_mapping({"ARCHIVE_TIME_LIMIT": given})
    assert (settings.time_limit, settings.command_time_limit) == (site, command)


@pytest.mark.parametrize(
    "given",
    ["2", "0s", "0ms", "-1s", "2 s", "2S", "1h", "3601s", "1e3s", "nan", "2s\n", "२s", "OFF"],
)
def test_a_time_limit_that_cannot_be_used(given: str) -> None:
    with pytest.raises(BadSetting, match=r"ARCHIVE_TIME_LIMIT=.* such as 2s or 500ms") as error:
        Settings.from_mapping({"ARCHIVE_TIME_LIMIT": given})
    assert "\n" not in str(error.value)
