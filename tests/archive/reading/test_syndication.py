"""RSS and Atom: what an entry says, also where feeds are ill-formed, cut or in other charsets."""

import csv
import random
import time
from datetime import date
from pathlib import Path

import pytest

from archive.article import Article, Rejected
from archive.reading.entries import CUT_OFF, ONLY_TITLE
from archive.reading.reader import Options
from tests.archive.reading.feed_texts import RAIN, ROADS, item, item_with, rss
from tests.archive.reading.test_sitemaps import NEWS
from tests.factories import read_bytes

ATOM = '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="hi-IN"><title>भोर</title>'
DAY = date(2025, 8, 12)


def read(text: str | bytes, name: str = "feed.xml", **options: str) -> list[Article | Rejected]:
    data = text.encode() if isinstance(text, str) else text
    return read_bytes(data, name, Options(**options))  # type: ignore[arg-type]


def one(text: str | bytes) -> Article:
    found = read(text)
    assert len(found) == 1
    assert isinstance(found[0], Article), found[0]
    return found[0]


def refused(text: str | bytes) -> str:
    found = read(text)
    assert len(found) == 1
    assert isinstance(found[0], Rejected)
    return found[0].reason


def test_an_item_with_all_that_rss_has() -> None:
    more = {
        "dc:creator": "<![CDATA[ सुरेश रवि ]]>",
        "category": "<![CDATA[मौसम]]>",
        "guid": "4711",
        "description": "<![CDATA[<img src='x.jpg'/>मुंबई में मंगलवार को…]]>",
        "media:description": "तस्वीर: पानी भरी सड़क",
    }
    found = one(rss(item_with(more), head="<language>hi-IN</language>"))
    assert found.title == "समाचार 1"
    assert found.body == RAIN
    assert (found.url, found.source) == ("https://bhor.example/news/1", "bhor.example")
    assert (found.author, found.category, found.language) == ("सुरेश रवि", "मौसम", "hi")
    assert (found.published, found.dated_by, found.notes) == (DAY, "metadata", "")


DATES = (
    ("Wed, 04 Sep 2024 01:10:00 IST", date(2024, 9, 4)),
    ("Wed, 04 Sep 2024 20:12:00+5:30", date(2024, 9, 4)),
    ("Wed, 04 Sep 2024 20:12:00 +5:30", date(2024, 9, 4)),
    ("4 सितंबर 2024", date(2024, 9, 4)),
    ("बुधवार, 04 सितम्बर 2024 08:12 PM", date(2024, 9, 4)),
    ("Wed,04 Sep 2024 20:12:00 GMT+5:30", date(2024, 9, 4)),
    ("2024-09-04T20:12:00+05:30", date(2024, 9, 4)),
    ("2024-09-04 20:12:00", date(2024, 9, 4)),
    ("Mon, May 25 2020 10:00:00 +0530", date(2020, 5, 25)),
    ("04/09/2024", date(2024, 9, 4)),
    # A server's clock; the paper's day is the next one.
    ("Tue, 03 Sep 2024 19:40:00 GMT", date(2024, 9, 4)),
    ("2024-09-03T19:40:00Z", date(2024, 9, 4)),
    ("1725447720", date(2024, 9, 4)),
    ("soon", None),
    ("", None),
)


@pytest.mark.parametrize(("written", "day"), DATES)
def test_days_that_libraries_for_feeds_give_up_on(written: str, day: date | None) -> None:
    assert one(rss(item(pubDate=written))).published == day


def test_a_change_is_no_publication() -> None:
    changed = "<updated>2025-01-01T00:00:00Z</updated>"
    entry = f"<entry><title>क</title><id>urn:1</id>{changed}<content>{RAIN}</content></entry>"
    assert one(f"{ATOM}{entry}</feed>").published is None
    published = entry.replace("<id>", "<published>2024-09-03T10:00:00+05:30</published><id>")
    assert one(f"{ATOM}{published}</feed>").published == date(2024, 9, 3)


def test_atom_with_its_kinds_of_content_and_links() -> None:
    xhtml = f'<div xmlns="http://www.w3.org/1999/xhtml"><p>{RAIN}</p><p>{ROADS}</p></div>'
    entry = (
        '<entry><title type="html">&lt;b&gt;बारिश&lt;/b&gt; &amp;amp; जाम</title>'
        '<link rel="self" href="https://bhor.example/feed"/>'
        '<link rel="enclosure" type="audio/mpeg" href="https://bhor.example/1.mp3"/>'
        '<link rel="alternate" type="application/json" href="https://bhor.example/1.json"/>'
        '<link href="https://bhor.example/news/1"/><id>tag:bhor.example,2025:1</id>'
        "<author><name>रवि</name><email>r@x.example</email></author>"
        f'<category term="weather" label="मौसम"/><content type="xhtml">{xhtml}</content></entry>'
    )
    found = one(f"{ATOM}{entry}</feed>")
    assert found.title == "बारिश & जाम"
    assert found.body == f"{RAIN}\n{ROADS}"
    assert found.url == "https://bhor.example/news/1"
    assert (found.author, found.category, found.language) == ("रवि", "मौसम", "hi")


CONTENTS = (
    # what stands in content or description, what the body is, whether it is cut
    ({"content:encoded": "", "description": RAIN}, RAIN, True),
    ({"content:encoded": "", "description": f"{RAIN} [&#8230;]"}, f"{RAIN} …", True),
    ({"content:encoded": f"{RAIN} [&#8230;]"}, f"{RAIN} …", True),
    ({"content:encoded": f"{RAIN[:40]}..."}, f"{RAIN[:40]}...", True),
    ({"content:encoded": f"{RAIN} और पढ़ें »"}, f"{RAIN} …", True),
    ({"content:encoded": f"<p>{RAIN}</p><p><a href='x'>पूरी खबर पढ़ें</a></p>"}, f"{RAIN} …", True),
    ({"content:encoded": f"{RAIN}... Continue reading समाचार →"}, f"{RAIN} …", True),
    ({"content:encoded": f"{RAIN} [+2034 chars]"}, f"{RAIN} …", True),
    # Writers may end on a pause.
    ({"content:encoded": f"{' '.join([RAIN] * 30)}.."}, f"{' '.join([RAIN] * 30)}..", False),
    ({"content:encoded": f"{' '.join([RAIN] * 30)} …"}, f"{' '.join([RAIN] * 30)} …", False),
    ({"content:encoded": RAIN, "description": RAIN}, RAIN, True),
    ({"content:encoded": "", "description": " ".join([RAIN] * 30)}, " ".join([RAIN] * 30), False),
    ({"content:encoded": "<![CDATA[<img src='a'/>]]>", "description": RAIN}, RAIN, True),
    ({"content:encoded": "&lt;p&gt;" + RAIN + "&lt;/p&gt;"}, RAIN, False),
    ({"content:encoded": "&amp;lt;p&amp;gt;" + RAIN + "&amp;lt;/p&amp;gt;"}, RAIN, False),
    ({"content:encoded": f"<p>{RAIN}<br>{ROADS}"}, f"{RAIN}\n{ROADS}", False),
    ({"content:encoded": f"<p>{RAIN}</p><ul><li>{ROADS}</ul>"}, f"{RAIN}\n{ROADS}", False),
    (
        {"content:encoded": f"<![CDATA[<figure><figcaption>चित्र</figcaption></figure>{RAIN}]]>"},
        RAIN,
        False,
    ),
    (
        {"content:encoded": f"<![CDATA[[caption id=1]<img/> चित्र[/caption]<p>{RAIN}</p>]]>"},
        RAIN,
        False,
    ),
    (
        {"content:encoded": f"<![CDATA[{RAIN}<p>The post <a>क</a> appeared first on भोर.]]>"},
        RAIN,
        False,
    ),
    (
        {"content:encoded": f"<![CDATA[<p>{RAIN}</p><p>यह भी पढ़ें: <a>दूसरी</a></p><p>{ROADS}</p>]]>"},
        f"{RAIN}\n{ROADS}",
        False,
    ),
    ({"content:encoded": f"<![CDATA[<script>x()</script>{RAIN}<style>p</style>]]>"}, RAIN, False),
    ({"content:encoded": f"तापमान 5 < 6 & 7 > 2: {RAIN}"}, f"तापमान 5 < 6 & 7 > 2: {RAIN}", False),
    ({"content:encoded": "", "fulltext": f"<![CDATA[{RAIN}]]>"}, RAIN, False),
    ({"content:encoded": f"\n  मुंबई में\n  {RAIN}\n\n {ROADS} "}, f"मुंबई में {RAIN}\n{ROADS}", False),
    (
        {"content:encoded": f"<![CDATA[<header><h1>क</h1></header>{RAIN}<footer>©</footer>]]>"},
        RAIN,
        False,
    ),
    (
        {"content:encoded": f"<![CDATA[{RAIN}<blockquote class='twitter-tweet'>क</blockquote>]]>"},
        RAIN,
        False,
    ),
    ({"content:encoded": f"<![CDATA[<blockquote>{RAIN}</blockquote>]]>"}, RAIN, False),
)  # fmt: skip


@pytest.mark.parametrize(("fields", "body", "cut"), CONTENTS)
def test_the_text_of_an_entry_and_whether_it_is_all(
    fields: dict[str, str], body: str, cut: bool
) -> None:
    found = one(rss(item_with(fields)))
    assert found.body == body
    assert ("cut" in found.notes.split()) == cut


NO_TEXT = (
    {"content:encoded": ""},
    {"content:encoded": "", "description": ""},
    {"content:encoded": "", "description": "समाचार 1"},
    {"content:encoded": "", "description": "<![CDATA[<img src='x.jpg'/>]]>"},
    {"content:encoded": "", "description": "&amp;nbsp;"},
    {
        "content:encoded": "",
        "title": "बारिश - सांझ",
        "source": "सांझ",
        "description": "<![CDATA[<a href='x'>बारिश</a>&nbsp;&nbsp;<font>सांझ</font>]]>",
    },
)


@pytest.mark.parametrize("fields", NO_TEXT)
def test_only_a_title_is_no_article(fields: dict[str, str]) -> None:
    assert refused(rss(item_with(fields))) == ONLY_TITLE


LINKS = (
    # the fields of an item, its address
    ({"link": "/news/7"}, "https://bhor.example/news/7"),
    ({"link": "", "guid": "https://bhor.example/g"}, "https://bhor.example/g"),
    ({"link": "", "guid": "4711"}, ""),
    ({"link": "\n  https://bhor.example/a  \n"}, "https://bhor.example/a"),
    ({"link": "https://bhor.example/a?b=1&c=2"}, "https://bhor.example/a?b=1&c=2"),
    ({"link": "https://bhor.example/a?b=1&amp;c=2"}, "https://bhor.example/a?b=1&c=2"),
    ({"link": "https://bhor.example/a?b=1&amp;amp;c=2"}, "https://bhor.example/a?b=1&c=2"),
    ({"link": "<![CDATA[https://bhor.example/a]]>"}, "https://bhor.example/a"),
    ({"link": "https://bhor.example/a?utm_source=rss&b=1#x"}, "https://bhor.example/a?b=1"),
    ({"link": "//bhor.example/a"}, "https://bhor.example/a"),
    ({"link": "www.bhor.example/a"}, "https://www.bhor.example/a"),
    ({"link": "https://bhor.example/\n  news/a"}, "https://bhor.example/news/a"),
    ({"link": "javascript:alert(1)"}, ""),
    (
        {"link": "https://feeds.example/~r/1", "feedburner:origLink": "https://bhor.example/o"},
        "https://bhor.example/o",
    ),
)


@pytest.mark.parametrize(("fields", "url"), LINKS)
def test_the_address_of_an_entry(fields: dict[str, str], url: str) -> None:
    assert one(rss(item_with(fields), head="<link>https://bhor.example/</link>")).url == url


def test_a_guid_that_is_no_permalink_is_no_address() -> None:
    text = item(link="") + '<guid isPermaLink="false">https://bhor.example/?p=1</guid>'
    assert one(rss(text)).url == ""


def ids(text: str) -> list[str]:
    return [found.id for found in read(text) if isinstance(found, Article)]


def test_ids_stay_when_a_text_changes_and_differ_between_entries() -> None:
    without = [item(n, link="", guid=f"g{n}") for n in (1, 2)]
    changed = [item(n, link="", guid=f"g{n}", text=ROADS) for n in (1, 2)]
    assert ids(rss(*without)) == ids(rss(*changed))
    assert len(set(ids(rss(*without)))) == 2
    # The guid changes with every fetch, the address does not.
    assert ids(rss(item(guid="a"))) == ids(rss(item(guid="b")))
    # All entries have one guid.
    assert len(set(ids(rss(item(1, guid="0"), item(2, guid="0"))))) == 2
    # All entries lead to the front page.
    home = "https://bhor.example/"
    assert len(set(ids(rss(item(1, link=home), item(2, link=home))))) == 2


AUTHORS = (
    ("ravi@bhor.example (रवि शंकर)", "रवि शंकर"),
    ("रवि शंकर &lt;ravi@bhor.example&gt;", "रवि शंकर"),
    ("noreply@bhor.example", ""),
    ("रवि", "रवि"),
    ("https://bhor.example/ravi", ""),
    ("admin", ""),
)


@pytest.mark.parametrize(("written", "name"), AUTHORS)
def test_authors_without_their_mail(written: str, name: str) -> None:
    assert one(rss(item(author=written))).author == name


LANGUAGES = (
    ("hi", "hi"), ("hi-IN", "hi"), ("hi_IN.UTF-8", "hi"), ("hin", "hi"), ("Hindi", "hi"),
    ("हिन्दी", "hi"), ("mr", "hi"), ("en-US", "hi"), ("", "hi"), ("?", "hi"), ("hindustani", "hi"),
)  # fmt: skip


@pytest.mark.parametrize(("written", "code"), LANGUAGES)
def test_a_language_that_the_text_contradicts_does_not_count(written: str, code: str) -> None:
    assert one(rss(item(), head=f"<language>{written}</language>")).language == code


def test_the_outlet_is_what_an_entry_names_or_a_person_or_the_host() -> None:
    assert one(rss(item(source="सांझ"))).source == "सांझ"
    found = read(rss(item()), source="भोर समाचार")[0]
    assert isinstance(found, Article)
    assert found.source == "भोर समाचार"
    assert one(rss(item(link="", guid="1"))).source == "भोर"


def test_other_prefixes_and_older_formats() -> None:
    root = '<rss xmlns:c="http://purl.org/rss/1.0/modules/content/">'
    text = item_with({"content:encoded": "", "c:encoded": f"<![CDATA[<p>{RAIN}</p>]]>"})
    assert one(rss(text, root=root)).body == RAIN
    rdf = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        '<channel rdf:about="https://bhor.example"><title>भोर</title><items><rdf:Seq>'
        '<rdf:li resource="https://bhor.example/1"/></rdf:Seq></items></channel>'
        '<item rdf:about="https://bhor.example/1"><title>बारिश</title>'
        f"<link>https://bhor.example/1</link><dc:date>2025-08-12T10:00:00+05:30</dc:date>"
        f"<description>{RAIN}</description></item></rdf:RDF>"
    )
    found = one(rdf)
    assert (found.url, found.published, found.notes) == ("https://bhor.example/1", DAY, "cut")
    prefixed = (
        '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><a:title>क</a:title>'
        f'<a:link href="https://bhor.example/1"/><a:content>{RAIN}</a:content></a:entry></a:feed>'
    )
    assert one(prefixed).body == RAIN


def test_a_blog_s_export_gives_what_was_published() -> None:
    def post(kind: str, status: str) -> str:
        return f"<wp:post_type>{kind}</wp:post_type><wp:status>{status}</wp:status>"

    pairs = (("post", "publish"), ("attachment", "inherit"), ("post", "draft"), ("post", "trash"))
    found = read(rss(*(item(n) + post(*pair) for n, pair in enumerate(pairs, 1))))
    assert sorted(isinstance(each, Article) for each in found) == [False, False, False, True]


def test_a_blog_s_export_names_people_as_readers_know_them() -> None:
    author = (
        "<wp:author><wp:author_login><![CDATA[sunita_k]]></wp:author_login>"
        "<wp:author_display_name><![CDATA[सुनीता कुशवाहा]]></wp:author_display_name></wp:author>"
    )
    by = "<dc:creator>{}</dc:creator><wp:post_date>2024-04-05 10:15:00</wp:post_date>"
    undated = (item(n).replace("pubDate", "changed") for n in (1, 2))
    names = ("sunita_k", "रवि")
    texts = (text + by.format(name) for text, name in zip(undated, names, strict=True))
    found = read(rss(*texts, head=author))
    assert [each.author for each in found if isinstance(each, Article)] == ["सुनीता कुशवाहा", "रवि"]
    assert {str(each.published) for each in found if isinstance(each, Article)} == {"2024-04-05"}


def test_of_blogger_s_export_only_posts_that_were_published_are_articles() -> None:
    kind = "http://schemas.google.com/blogger/2008/kind#"

    def entry(number: int, name: str, more: str = "") -> str:
        return (
            f"<entry><id>tag:{number}</id><title>शीर्षक {number}</title>"
            f"<category scheme='http://schemas.google.com/g/2005#kind' term='{kind}{name}'/>"
            f"<category scheme='http://www.blogger.com/atom/ns#' term='बिहार'/>{more}"
            f"<content type='html'>गाँव {number} में आज पानी आया और लोग खुश हुए।</content></entry>"
        )

    draft = "<app:control><app:draft>yes</app:draft></app:control>"
    entries = "".join(
        (
            entry(1, "settings"),
            entry(2, "template"),
            entry(3, "post"),
            entry(4, "comment"),
            entry(5, "post", draft),
            entry(6, "page"),
            entry(7, "post", "<blogger:status>DRAFT</blogger:status>"),
        )
    )
    found = read(
        "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:app='http://purl.org/atom/app#' "
        f"xmlns:blogger='http://schemas.google.com/blogger/2018'>{entries}</feed>"
    )
    (article,) = (each for each in found if isinstance(each, Article))
    assert (article.title, article.category) == ("शीर्षक 3", "बिहार")
    assert len(found) == 7


ENCODINGS = ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be")


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_charsets(encoding: str) -> None:
    text = "\n" + rss(item(), head="<language>hi</language>")
    assert one(text.encode(encoding)).body == RAIN


def test_declarations_that_lie_and_letters_as_numbers() -> None:
    text = rss(item()).replace("UTF-8", "ISO-8859-1")
    assert one(text).body == RAIN
    numbers = "".join(f"&#{ord(sign)};" if ord(sign) > 127 else sign for sign in text)
    assert one(numbers.encode("ascii")).title == "समाचार 1"
    cafe = rss(item(title="café")).replace("UTF-8", "windows-1252")
    english = cafe.replace(RAIN, "Rain in town. " * 3)
    ascii_only = "".join(sign for sign in english if sign == "é" or sign.isascii())
    assert one(ascii_only.encode("cp1252")).title == "café"


def test_bare_ampersands_unknown_entities_and_control_characters() -> None:
    found = one(rss(item(title="क & ख&nbsp;R&D &foo; AT&amp;T\x08\x00 &#11; &rsquo;ग")))
    assert found.title == "क & ख R&D &foo; AT&T ’ग"


def test_a_cut_feed_gives_what_is_whole_and_tells_the_rest() -> None:
    whole = rss(item(1), item(2), item(3))
    for end in range(len(whole)):
        found = read(whole[:end])
        titles = {each.title for each in found if isinstance(each, Article)}
        assert titles <= {"समाचार 1", "समाचार 2", "समाचार 3"}
        for each in found:
            if isinstance(each, Article):
                assert each.url in {"", *(f"https://bhor.example/news/{n}" for n in (1, 2, 3))}
                assert each.body == RAIN or "cut" in each.notes
    third = whole.index("समाचार 3")
    *articles, last = read(whole[: third + 5]) if isinstance(read(whole)[0], Article) else []
    assert CUT_OFF in {each.reason for each in (*articles, last) if isinstance(each, Rejected)}


def test_a_text_cut_in_its_middle_is_marked() -> None:
    whole = rss(item(1), item(2, text=RAIN * 5))
    found = read(whole[: whole.rindex(RAIN)])
    assert [each.notes for each in found if isinstance(each, Article)] == ["", "cut"]


def test_one_broken_entry_costs_no_other() -> None:
    broken = "<title>क<b></title><link>https://x.example/<</link><description><p><<<"
    found = read(rss(item(1), broken, item(2), "<title>", item(3)))
    titles = [each.title for each in found if isinstance(each, Article)]
    assert {"समाचार 1", "समाचार 2", "समाचार 3"} <= set(titles)


def test_entities_of_its_own_are_not_expanded_and_no_file_is_read() -> None:
    bomb = '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    text = rss(item(title="&b;&f; बारिश")).replace("<rss", f"{bomb}<rss", 1)
    assert one(text).title == "&b;&f; बारिश"


def test_nothing_in_it() -> None:
    assert refused(rss()) == "a feed without entries; leave it out"


@pytest.mark.parametrize(
    "part",
    [
        "<item>", "<![CDATA[", "<!--", "&", "<title>", "</item>", "<item ", "&#", "<a:b:item>",
        "[caption]", "<header>", "</header>", "क\n", "<blockquote class='twitter-x'>",
        "[/caption]", "[caption ", "a@", "[…] x", "[gallery ",
        "]]>", "<link>", "a.a.a.a.", "<title", "<p>", "continue reading ", "यह भी पढ़ें: ", "...",
    ],
)  # fmt: skip
def test_hostile_repetition_takes_no_long_time(part: str) -> None:
    begun = time.monotonic()
    read(f"<rss><channel>{part * 10_000}")
    read(rss(f"<title>क</title><description>{part * 10_000}</description>"))
    read(rss(f"<title>क</title>{part * 10_000}"))
    read(f"<rss><channel><item><description>{part * 10_000}")
    assert time.monotonic() - begun < 60


PIECES = (
    b"<", b">", b"&", b"]]>", b"<![CDATA[", b"<!--", b"-->", b"\0", b"\xff", b"\xe0\xa4", b"<item>",
    b"</item>", b"<entry xmlns='x'>", b"&#x110000;", b"&#0;", b"&#xD800;", b"{urn:x}", b":",
    b"<a:b c:d='e'>", b"<?xml version='1.1'?>", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b'"', b"<p:>",
    b"<:p>", b"<a:1>", b"\xed\xa0\x80", b"type='xhtml'", b"xml:base='http://['", b"http://[",
    b"xmlns=''",
)  # fmt: skip


def test_no_bytes_make_reading_fail() -> None:
    entry = (
        f"<entry><title>क</title><content type='xhtml'><div><p>{RAIN}</p></div></content></entry>"
    )
    texts = (rss(item(1), item(2)), f"{ATOM}{entry}</feed>", NEWS)
    chance = random.Random(7)  # noqa: S311 - the same each time
    for _ in range(400):
        data = bytearray(chance.choice(texts).encode())
        for _ in range(chance.randint(1, 8)):
            begin = chance.randrange(len(data))
            data[begin : begin + chance.choice((0, 0, 1, 5, 50))] = chance.choice(PIECES)
        read(bytes(data))


def test_real_feeds(shared: Path) -> None:
    files = shared / "data" / "files"
    folder = files / "feeds"
    with (files / "SOURCES.tsv").open(encoding="utf-8") as table:
        rows = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))
    days = {row["title"]: row["published"] for row in rows if row["published"]}
    for path in sorted(folder.iterdir()):
        found = read(path.read_bytes(), path.name)
        articles = [each for each in found if isinstance(each, Article)]
        cut = "truncated" in path.name
        assert len(articles) == (3 if cut else 6), path.name
        assert all(each.published and each.title and each.url for each in articles)
        for each in articles:
            title = each.title.removesuffix(" & अन्य खबरें")
            assert str(each.published) == days.get(title, str(each.published)), path.name
        assert sum(each.title.removesuffix(" & अन्य खबरें") in days for each in articles) >= 2
        assert len(found) - len(articles) == cut
