"""Each module has tests of its own name in the same folder of tests/, or is named here."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SMALL = 60
"""Modules of no more lines are tested with what uses them."""

COVERED_BY = {
    # A test, and the modules that it tests beside or instead of one of its own name.
    "archive/reading/pages/test_pdf": "archive.reading.pages.ocr archive.reading.pages.text_layer",
    "web/commands/test_commands": (
        "web.commands.delete web.commands.importing web.commands.main web.commands.search "
        "web.commands.terminal"
    ),
    "archive/reading/test_read": "archive.reading archive.reading.files archive.reading.reader",
    "archive/reading/html/test_pages": (
        "archive.reading.html archive.reading.html.blocks "
        "archive.reading.html.holder archive.reading.html.outlets archive.reading.html.surroundings"
    ),
    "archive/reading/test_formats": "archive.reading.markupheads",
    "archive/reading/test_bylines": "archive.reading.hindi_words",
    "archive/reading/test_packed": (
        "archive.reading.streams archive.reading.unpacking archive.reading.meter "
        "archive.reading.members"
    ),
    "archive/reading/test_warc_records": "archive.reading.http_bodies",
    "archive/reading/test_syndication": (
        "archive.reading.entries archive.reading.fieldtexts archive.reading.xmlrecords"
    ),
    "archive/reading/test_zip_files": (
        "archive.reading.zip_directory archive.reading.zip_members archive.reading.office_texts"
    ),
    "archive/reading/test_delimited": "archive.reading.table",
    "archive/reading/test_jsondocument": "archive.reading.jsonshapes archive.reading.jsonvalues",
    "archive/test_ownership": "archive.errors",
    "archive/test_system": "web.serving_alone",
    "web/test_serving": "web.listening",
    "web/commands/test_backup": "web.commands.restore",
    "web/commands/test_help": "web.commands.manual web.commands.variants",
    "archive/feeds/test_polling": "archive.feeds.pages archive.feeds.web",
    "archive/feeds/test_subscribing": "archive.feeds.reports",
    "archive/store/test_store": (
        "archive.store.articles archive.store.bulk archive.store.prepared archive.store.schema"
    ),
    "archive/store/test_faults": (
        "archive.store.database archive.store.failures archive.store.sqlite"
    ),
    "index/engines/test_contract": (
        "index.engines.translator index.engines.opensearch.engine "
        "index.engines.tantivy.engine index.engines.tantivy.queries index.engines.tantivy.schema "
        "index.engines.whoosh.engine index.engines.whoosh.schema"
    ),
    "index/engines/test_contract_writing": (
        "index.engines.whoosh.writer index.engines.opensearch.writer"
    ),
    "index/engines/test_against_a_scan": (
        "index.engines.whoosh.collector index.engines.whoosh.scorer index.engines.whoosh.reader"
    ),
    "index/engines/test_folder": "index.engines.folder_engine",
    "index/engines/tantivy/test_scores": (
        "index.engines.tantivy.collector index.engines.tantivy.pairs index.engines.tantivy.reader"
    ),
    "index/engines/opensearch/test_answers": (
        "index.engines.opensearch.collector index.engines.opensearch.schema"
    ),
    "index/engines/opensearch/test_errors": "index.engines.opensearch.address",
    "index/engines/opensearch/test_queries": "index.engines.opensearch.statistics",
    "index/engines/opensearch/test_writing": (
        "index.engines.opensearch.bulk index.engines.opensearch.lock"
    ),
    "index/highlight/test_snippet": "index.highlight.breaks index.highlight.matcher",
    "index/indexing/test_update": "index.indexing.words",
    "index/search/test_searcher": ("index.search index.search.json_answers index.search.models"),
    "index/python/test_abhilekh": "index.python.abhilekh",
    "index/test_lexicon": "index.transliteration.matching",
    "index/thesaurus/test_own_rows": "index.thesaurus.concepts",
    "index/thesaurus/test_thesaurus": "index.thesaurus.capitals index.thesaurus.compile",
    "index/transliteration/test_candidates": "index.transliteration.prefilter",
    "index/transliteration/test_emission_and_decoding": (
        "index.transliteration.emission index.transliteration.decoding index.transliteration.tables"
    ),
    "index/transliteration/training/test_trainer": "index.transliteration.training.aligning",
    "web/commands/test_delete": "web.commands.naming web.commands.deleting",
    "web/pages/test_article": "web.pages.metadata",
    "web/pages/test_browse": "web.labels",
    "web/pages/test_views": "web.app",
}


def test_every_module_has_its_tests() -> None:
    named = {module for modules in COVERED_BY.values() for module in modules.split()}
    without = []
    for package in ("archive", "index", "web"):
        for path in sorted((ROOT / package).rglob("*.py")):
            place = path.relative_to(ROOT).with_suffix("")
            test = ROOT / "tests" / place.parent / f"test_{place.name}.py"
            module = ".".join(place.parts).removesuffix(".__init__")
            if not (test.exists() or module in named):
                without.append((module, path.read_text(encoding="utf-8").count("\n")))
    assert [module for module, lines in without if lines > SMALL] == []


def test_what_is_named_is_there() -> None:
    modules = {module for modules in COVERED_BY.values() for module in modules.split()}
    places = [ROOT / module.replace(".", "/") for module in modules]
    assert all(place.is_dir() or place.with_suffix(".py").exists() for place in places)
    assert all((ROOT / "tests" / f"{test}.py").exists() for test in COVERED_BY)
