"""What people report who search Hindi: small archives, a query, what must and must not be found.

The cases lie in ../shared. Each is run as it was made: an archive of its own articles, one search.
Those that do not pass yet are named here; a case that begins to pass is to be taken out.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from archive.importing import import_paths
from index.indexing import catch_up
from index.search.models import Request
from index.search.open import Archive
from tests.factories import archive_in, refuse

pytestmark = pytest.mark.quality

LIMIT = 50
NOT_YET: dict[str, str] = {
    # case, why
}


def passes(opened: Archive, case: dict[str, Any]) -> bool:
    """Whether a case holds.

    Its rule: every wanted article is found and none of the others ("absent"), or every wanted one
    stands before each of the others ("before").
    """
    results = opened.searcher.search(Request(case["query"], limit=LIMIT)).results
    found = [article.id for one in results for article in (one.article, *one.copies)]
    wanted, others = case["want_ids"], set(case["not_ids"]) & set(found)
    if not set(wanted) <= set(found):
        return False
    if case["rule"] == "absent":
        return not others
    last = max(found.index(each) for each in wanted)
    return all(found.index(other) > last for other in others)


@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
def test_every_case_holds(shared: Path, tmp_path: Path, engine: str) -> None:
    lines = (shared / "data/field/search.jsonl").read_text(encoding="utf-8").splitlines()
    failing = set()
    for number, case in enumerate(map(json.loads, lines)):
        home = tmp_path / str(number)
        path = tmp_path / f"{number}.jsonl"
        path.write_text("\n".join(map(json.dumps, case["articles"])), encoding="utf-8")
        with archive_in(home, ARCHIVE_ENGINE_URL=f"{engine}:{home}/index") as opened:
            import_paths(opened.store, [path], refuse)
            catch_up(opened.store, opened.engine)
            if not passes(opened, case):
                failing.add(case["id"])
    assert failing == set(NOT_YET)
