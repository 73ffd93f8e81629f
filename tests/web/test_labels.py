"""Every label field is read, filtered by, counted and listed: what a new one gets by itself."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from archive.article import LABELS, Article
from tests.factories import archive_in, client_of, read_bytes
from web.labels import LABEL_NAMES

LABELLED = {name: f"नाम-{name}" for name in LABELS} | {"language": "hi"}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    line = json.dumps({"id": "a", "body": "मुंबई में बारिश", **LABELLED}).encode()
    (labelled,) = read_bytes(line)
    assert isinstance(labelled, Article)
    plain = Article("b", "मुंबई में धूप", "धूप")
    home: Path = tmp_path_factory.mktemp("labels") / "data"
    with archive_in(home, [labelled, plain]) as archive:
        yield client_of(archive)


def test_every_label_has_its_names() -> None:
    assert tuple(LABEL_NAMES) == LABELS


@pytest.mark.parametrize("name", LABELS)
def test_a_label_field_works_everywhere(client: FlaskClient, name: str) -> None:
    value = LABELLED[name]
    for address in (
        f"/api/v1/search?q=मुंबई&{name}={value}",
        f'/api/v1/search?q=मुंबई {name}:"{value}"',
    ):
        found = client.get(address).get_json()
        assert [(each["id"], each[name]) for each in found["results"]] == [("a", value)]
    both = client.get("/api/v1/search?q=मुंबई").get_json()
    assert both["facets"][name] == [[value, 1]]
    assert client.get("/api/v1/articles/a").get_json()[name] == value
    assert value in client.get(f"/browse/{LABEL_NAMES[name].path}").text
    assert f"{name}=" in client.get("/search?q=मुंबई").text
    header, row, _ = client.get("/download.csv?q=बारिश").text.split("\r\n")
    assert dict(zip(header.split(","), row.split(","), strict=True))[f'"{name}"'] == f'"{value}"'
