"""What a release is checked for, and what it says of itself."""

import json
import re
from importlib.metadata import distribution

import pytest

from tests import releasing


def test_the_constraints_are_the_names_and_versions_of_the_lock() -> None:
    lock = "numpy==2.4.6 \\\n    --hash=sha256:00\n    # via abhilekh\nbabel==2.18.0 ; x\n"
    assert releasing.locked_versions(lock) == "numpy==2.4.6\nbabel==2.18.0\n"
    whole = releasing.locked_versions((releasing.ROOT / "requirements.lock").read_text("utf-8"))
    assert len(whole.splitlines()) > 40


def test_the_bill_of_materials_names_each_part_with_version_licence_and_needs() -> None:
    names = ("Flask", "Werkzeug", "Jinja2", "MarkupSafe")
    parts = [distribution(name) for name in names]
    bill = releasing.bill_of_materials(parts, "flask", "1")
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert [each["name"].lower() for each in bill["components"]] == [n.lower() for n in names[1:]]
    for each in bill["components"]:
        assert re.fullmatch(r"pkg:pypi/[a-z0-9-]+@[\w.]+", each["purl"])
        assert each["licenses"][0]["license"]["name"].startswith("BSD")
    needs = {each["ref"].partition("@")[0]: each["dependsOn"] for each in bill["dependencies"]}
    assert len(needs["pkg:pypi/flask"]) == 3
    assert [each.partition("@")[0] for each in needs["pkg:pypi/jinja2"]] == ["pkg:pypi/markupsafe"]
    releasing.check_bill(json.dumps(bill))
    bill["components"][0]["version"] = 1
    with pytest.raises(releasing.Faulty, match="the bill of materials: 1 is not of type 'string'"):
        releasing.check_bill(json.dumps(bill))


def test_a_package_weighs_what_its_files_weigh() -> None:
    flask = distribution("Flask")
    assert 0 < releasing.megabytes(flask, ".pyc") < releasing.megabytes(flask) < 3


def test_what_fails_is_told_with_its_command() -> None:
    with pytest.raises(releasing.Faulty, match="git no-such: status 1"):
        releasing.run("git", "no-such")
