"""The search box with its suggestions, as a test finds it in a page."""

from playwright.sync_api import Locator, Page


def box(page: Page) -> Locator:
    return page.get_by_role("combobox")


def options(page: Page) -> Locator:
    return page.get_by_role("option")
