"""JSON-LD as pages have it."""

import pytest
from lxml import etree

from archive.reading.html.jsonld import Record, is_article, read_records, text_of, unescape


def records(*scripts: str) -> list[Record]:
    tags = "".join(f'<script type="application/ld+json">{script}</script>' for script in scripts)
    return read_records(etree.fromstring(f"<html><body>{tags}</body></html>", etree.HTMLParser()))


def articles(*scripts: str) -> list[str]:
    return [text_of(each.get("headline")) for each in records(*scripts) if is_article(each)]


ONE = '{"@type": "NewsArticle", "headline": "नहर"}'


@pytest.mark.parametrize(
    "script",
    [
        ONE,
        f"[{ONE}]",
        f'{{"@graph": [{{"@type": "WebSite"}}, {ONE}]}}',
        f'{{"@type": "WebPage", "mainEntity": {ONE}}}',
        f"<!-- {ONE} -->",
        f"//<![CDATA[\n{ONE}\n//]]>",
        f"/* cms */ {ONE};",
        f"{ONE}{ONE}",
        f"{ONE},",
        "\ufeff" + ONE,
        '{"@type": "NewsArticle", "headline": "नहर",}',
        '{"@type": ["Article", "ReportageNewsArticle"], "headline": "नहर"}',
        '{"@type": "http://schema.org/BlogPosting", "headline": "नहर"}',
        '{"@type": "NewsArticle", "headline": ["नहर"]}',
        '{"@type": "NewsArticle", "headline": "नहर", "articleBody": "एक\nदो\tतीन"}',
        '{"@type": "NewsArticle", "headline": "नहर", "url": "https://a.example//b"}',
        '{"@type": "NewsArticle", // its title\n "headline": "नहर"}',
        "{&quot;@type&quot;: &quot;NewsArticle&quot;, &quot;headline&quot;: &quot;नहर&quot;}",
    ],
)
def test_shapes(script: str) -> None:
    assert articles(script)[0] == "नहर"


def test_fields_of_what_is_broken() -> None:
    broken = '{"@type": "NewsArticle", "headline": "नहर \\"नई\\"", "articleBody": "वह "नहर" है", '
    broken += '"datePublished": "2025-07-12", "author": [{"@type": "Person", "name": "रवि"}]}'
    (found,) = records(broken)
    assert found["headline"] == 'नहर "नई"'
    assert (found["datePublished"], found["author"]) == ("2025-07-12", "रवि")


def test_other_articles_are_not_the_pages_own() -> None:
    assert articles(f'{{"@type": "ItemList", "itemListElement": [{{"item": {ONE}}}]}}') == []
    live = f'{{"@type": "LiveBlogPosting", "headline": "लाइव", "liveBlogUpdate": [{ONE}]}}'
    assert articles(live) == ["लाइव"]


@pytest.mark.parametrize("script", ["", "null", "[]", "{", '"x"', "[" * 10_000, "12", "{}{}{"])
def test_rubbish(script: str) -> None:
    assert articles(script) == []


def test_entities_escaped_twice() -> None:
    assert unescape("City &amp;amp; states") == "City & states"
    assert unescape("R&D &nbsp;") == "R&D \xa0"
