"""The image and the compose files: they name what exists, hold no secret, and give few rights."""

import re
import shlex

import pytest
import yaml

from tests.deploy.nginx import DEPLOY, ROOT
from tests.test_architecture import check_arguments

COMPOSED = ("compose.yaml", "cluster.yaml")


def instructions() -> list[tuple[str, str]]:
    """The instructions of the Containerfile, each with the rest of its lines."""
    text = re.sub(r"^#.*\n", "", (DEPLOY / "Containerfile").read_text("utf-8"), flags=re.MULTILINE)
    lines = [line for line in text.replace("\\\n", " ").splitlines() if line.strip()]
    return [(word, rest.strip()) for word, _, rest in (line.partition(" ") for line in lines)]


def test_the_image_takes_what_exists_and_only_that() -> None:
    copied = set()
    for word, rest in instructions():
        if word == "COPY" and "--from" not in rest:
            *sources, _ = rest.split()
            assert all((ROOT / source).exists() for source in sources), rest
            copied |= set(sources)
    # Neither data nor settings of whoever builds it.
    assert copied == {"requirements.lock", "LICENSE", "manage.py", "archive", "index", "web"}


def test_the_image_runs_without_rights_and_tells_how_it_is() -> None:
    of_last = [word for word, _ in instructions()]
    last = dict(instructions()[len(of_last) - of_last[::-1].index("FROM") - 1 :])
    assert re.fullmatch(r"[1-9]\d{3,}:[1-9]\d{3,}", last["USER"])
    assert last["VOLUME"] == "/data"
    assert "/healthz" in last["HEALTHCHECK"]
    # Both as lists: a shell would not hand on the signal that ends the site.
    for word in ("ENTRYPOINT", "CMD"):
        assert last[word].startswith("["), word
    check_arguments([*yaml.safe_load(last["CMD"])])
    text = (DEPLOY / "Containerfile").read_text("utf-8")
    assert not re.search(r"PASSWORD|SECRET|TOKEN|ARCHIVE_DATABASE_URL", text)


@pytest.mark.parametrize("name", COMPOSED)
def test_a_compose_file_keeps_to_this_machine_and_holds_no_secret(name: str) -> None:
    text = (DEPLOY / name).read_text("utf-8")
    composed = yaml.safe_load(text)
    for service in composed["services"].values():
        assert all(port.startswith("127.0.0.1:") for port in service.get("ports", []))
        for volume in service.get("volumes", []):
            assert volume.partition(":")[0] in composed["volumes"]
        environment = service.get("environment", {})
        for key, value in environment.items():
            if "PASSWORD" in key or "password" in str(value):
                assert re.search(r"\$\{[A-Z_]+:\?", str(value)), key
    assert composed["name"] in ("abhilekh", "abhilekh-site")


def test_the_services_wait_for_one_another_and_run_commands_that_exist() -> None:
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))["services"]
    for name in ("site", "feeds"):
        service = services[name]
        assert service["depends_on"]["database"] == {"condition": "service_healthy"}
        assert service["read_only"]
        assert service["cap_drop"] == ["ALL"]
        if "command" in service:
            check_arguments(service["command"])
    probe = services["database"]["healthcheck"]["test"]
    assert shlex.join(probe[1:]) == "pg_isready --username abhilekh --dbname abhilekh"
