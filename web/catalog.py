"""Brings the Hindi catalogue up to date with pybabel: extract, update, compile.

``python -m web.catalog`` adds new texts of code and templates to messages.po, where they wait for
their translation, drops those that are gone, and compiles messages.mo.
"""

from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory

from babel.messages.frontend import CommandLineInterface

WEB = Path(__file__).parent
TRANSLATIONS = WEB / "translations"

# Line numbers would change with every edit elsewhere.
EXTRACT = "--mapping-file=babel.cfg --keywords=lazy_gettext --add-location=file --sort-by-file"
UPDATE = "--no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --width=100"


def update_catalog(translations: Path = TRANSLATIONS) -> None:
    """Update and compile the catalogue in a folder of translations.

    Args:
        translations: An absolute path.
    """
    with TemporaryDirectory() as folder, chdir(WEB):
        template = f"{folder}/messages.pot"
        _pybabel("extract", *EXTRACT.split(), f"--output-file={template}", ".")
        files = f"--input-file={template}", f"--output-dir={translations}"
        _pybabel("update", *UPDATE.split(), *files, "--locale=hi")
        _pybabel("compile", f"--directory={translations}", "--locale=hi")


def _pybabel(*command: str) -> None:
    CommandLineInterface().run(["pybabel", "--quiet", *command])  # type: ignore[no-untyped-call]


if __name__ == "__main__":
    update_catalog()
