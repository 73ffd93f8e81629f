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
