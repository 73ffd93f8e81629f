"""Data as other programs write it, one of each kind, and the real files beside the checkout."""

import json
from pathlib import Path

import pytest

from archive.article import Article, Rejected
from archive.reading import read
from tests.factories import read_bytes

TEXT = "जिले में बारिश के बाद नदी का पानी उतर रहा है, और लोग घर लौट रहे हैं।"
POST = {"title": "क", "content": TEXT}
KINDS: dict[str, tuple[str, object]] = {
    # what wrote it: a name for the file, and what is in it
    "a script": ("a.js", f"window.news = [{json.dumps(POST)}];"),
    "JSONP": ("a.json", f"callback({json.dumps({'articles': [POST]})})"),
    "a comma too much": ("a.json", f'[{{"title": "क", "body": "{TEXT}",}},]'),
    "Python": ("a.txt", f"[{{'title': 'क', 'body': '{TEXT}'}}]"),
    "Strapi": ("a.json", {"data": [{"id": 1, "attributes": POST}], "meta": {"pagination": {}}}),
    "Ghost": (
        "a.json",
        {"db": [{"meta": {}, "data": {"posts": [{"title": "क", "html": f"<p>{TEXT}</p>"}]}}]},
    ),
    "Drupal": ("a.json", [{"title": [{"value": "क"}], "body": [{"value": f"<p>{TEXT}</p>"}]}]),
    "the Guardian": (
        "a.json",
        {"response": {"results": [{"id": "a/b", "webTitle": "क", "fields": {"bodyText": TEXT}}]}},
    ),
    "schema.org": ("a.json", {"@type": "NewsArticle", "headline": "क", "articleBody": TEXT}),
    "a graph": (
        "a.json",
        {"@graph": [{"@type": "WebSite", "name": "भ"}, {"headline": "क", "articleBody": TEXT}]},
    ),
    "news-please": ("a.json", {"maintext": TEXT, "title": "क", "authors": []}),
    "scrapy": ("a.jl", {"title": ["क"], "text": [TEXT], "date": ["12 जुलाई 2025"]}),
    "Airtable": ("a.json", {"records": [{"id": "r1", "fields": {"Headline": "क", "Story": TEXT}}]}),
    "Firebase": ("a.json", {"news": {"-Nab1": POST, "-Nab2": POST}}),
    "phpMyAdmin": (
        "a.json",
        [{"type": "header"}, {"type": "database"}, {"type": "table", "data": [POST]}],
    ),
    "an API of short news": ("a.json", {"category": "national", "data": [POST], "success": True}),
    "Excel in Europe": ("a.csv", f'"शीर्षक";"समाचार"\n"क";"{TEXT}"\n'),
    "Excel, as text": ("a.txt", f"title\tbody\r\nक\t{TEXT}\r\n"),
    "pandas": ("a.csv", f',title,content\n0,क,"{TEXT}"\n'),
    "MySQL": ("a.tsv", f"id\ttitle\tcontent\n7\tक\t{TEXT}\n"),
    "SQLite": ("a", f"title|body|date\nक|{TEXT}|2025-07-12\n"),
    "a title above": ("a.csv", f'\nरिपोर्ट 2025,,\ntitle,body,date\nक,"{TEXT}",2025-07-12\n'),
    "NUL in a cell": ("a.csv", f'title,body\nक\0,"{TEXT}"\n'),
    "names with spaces": ("a.csv", f'News Title , Full Article ,News Date\nक,"{TEXT}",x\n'),
    "json_normalize": ("a.csv", f'title.rendered,content.rendered\nक,"<p>{TEXT}</p>"\n'),
    "TEI": (
        "a.xml",
        f"""<TEI xmlns='u'><teiHeader><title>क</title></teiHeader>
        <text><body><p>{TEXT}</p></body></text></TEI>""",
    ),
    "mysqldump": (
        "a.xml",
        f"""<?xml version="1.0"?><d><row><field name="title">क</field>
        <field name="content">{TEXT}</field></row></d>""",
    ),
    "Solr": (
        "a.xml",
        f"""<add><doc><str name="title">क</str><str name="text">{TEXT}</str></doc></add>""",
    ),
    "TREC": (
        "a.sgml",
        f"<DOC>\n<DOCNO>1</DOCNO>\n<TITLE>क</TITLE>\n<TEXT>\n{TEXT}\n</TEXT>\n</DOC>\n",
    ),
    "an export as XML": (
        "a.xml",
        f"""<export><post><post_title>क</post_title>
        <post_content><![CDATA[<p>{TEXT}</p>]]></post_content></post></export>""",
    ),
    "attributes": ("a.xml", f'<rows><row title="क" body="{TEXT}"/></rows>'),
}


@pytest.mark.parametrize(("name", "content"), KINDS.values(), ids=list(KINDS))
def test_data_of_many_kinds(name: str, content: object) -> None:
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    found = read_bytes(text.encode(), name)
    assert found
    for each in found:
        assert isinstance(each, Article), str(each)
        assert (each.title, each.body) == ("क", TEXT)


REAL = {
    # a file, how many articles are in it, how many rejections, what the first one has
    "files/data/bbc-hindi-no-header.csv": (40, 0, "सईद जलीली"),
    "files/data/bharat-samachar-editorial.json": (2, 0, "ब्रेकिंग न्यूज़"),
    "files/data/nbt-facebook.csv": (None, None, "पते की"),
    "files/data/sample-text-only.csv": (6, 0, "वर्ल्ड कप"),
    "files/data/saradesh-list.json": (36, 0, "गुजरात टाइटंस"),
    "files/data/titles-bom.csv": (0, 1, ""),
    "files/data/md25fullnews_id_4449982_date_13_10_2006.utf8.xml": (1, 0, "अफजल की सजा-ए-मौत"),
    "files/data/fullnews_id_2479529_date_26_5_2004.utf8": (1, 0, "लूसियाना पर कैटरीना"),
    "files/data/navbharat_2002_12_3_31941877": (1, 0, "तूफान के कारण"),
    "import-cases/j01_array.json": (2, 0, "पटना"),
    "import-cases/j02_pretty_array.json": (1, 0, "पटना"),
    "import-cases/j04_wrapped.json": (1, 0, "पटना"),
    "import-cases/j05_array_in_jsonl.jsonl": (2, 0, "पटना"),
    "import-cases/j06_nan.jsonl": (2, 0, "पटना"),
    "import-cases/j11_html_body.jsonl": (1, 0, "पटना"),
    "import-cases/j12_other_names.jsonl": (None, None, "पटना"),
    "import-cases/j17_utf16.jsonl": (1, 0, "पटना"),
    "import-cases/j25_body_list_obj.jsonl": (1, 0, "पटना"),
    "import-cases/j28_relative_url.jsonl": (5, 0, "पटना"),
    "import-cases/mongoexport.jsonl": (2, 0, "पटना"),
    "import-cases/newsapi-shape.json": (1, 0, "पटना"),
    "import-cases/pretty-named-jsonl.jsonl": (60, 0, "पटना"),
    "import-cases/n25_empty.jsonl": (0, 1, ""),
}


@pytest.mark.parametrize("name", REAL)
def test_real_files(shared: Path, name: str) -> None:
    articles, rejections, words = REAL[name]
    found = list(read([shared / "data" / name]))
    read_in = [each for each in found if isinstance(each, Article)]
    rejected = [each for each in found if isinstance(each, Rejected)]
    assert articles is None or len(read_in) == articles
    assert rejections is None or len(rejected) == rejections, rejected
    if words:
        assert words in read_in[0].body
    for each in read_in:
        assert "nan" not in (each.title, each.author, each.source)
        assert "<p>" not in each.body
