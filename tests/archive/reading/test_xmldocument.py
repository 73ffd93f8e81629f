"""XML of all kinds that is neither feed nor page: its records, its prose, its dangers."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.article import Article, Rejected
from archive.reading.cleaning import MAX_ARTICLE_BYTES
from archive.reading.reader import Options
from tests.factories import read_bytes

ONE = "नदी का पानी उतर रहा है।"
TWO = "स्कूल सोमवार से खुलेंगे।"


def read(text: str | bytes, name: str = "x.xml", **columns: str) -> list[Article | Rejected]:
    data = text.encode() if isinstance(text, str) else text
    return read_bytes(data, name, Options(columns=columns))


def bodies(found: list[Article | Rejected]) -> list[str]:
    return [each.body if isinstance(each, Article) else str(each) for each in found]


def one(text: str | bytes, name: str = "x.xml") -> Article:
    (article,) = read(text, name)
    assert isinstance(article, Article), article
    return article


RECORDS = (
    """<articles><article><title>क</title><body>{}</body></article>
    <article><title>ख</title><body>{}</body></article></articles>""",
    """<?xml version='1.0'?><news xmlns='urn:x'>
    <item id='1'><headline>क</headline><text>{}</text></item>
    <item id='2'><headline>ख</headline><text>{}</text></item></news>""",
    """<root><row title="क" content="{}"/><row title="ख" content="{}"/></root>""",
    """<समाचार><खबर><शीर्षक>क</शीर्षक><पाठ>{}</पाठ></खबर>
    <खबर><शीर्षक>ख</शीर्षक><पाठ>{}</पाठ></खबर></समाचार>""",
    """<days><day n='1'><story><title>क</title><p>{}</p></story></day>
    <day n='2'><story><title>ख</title><p>{}</p></story></day></days>""",
    """<x:list xmlns:x='u'><x:doc><x:title>क</x:title>
    <x:content><![CDATA[<p>{}</p>]]></x:content></x:doc>
    <x:doc><x:title>ख</x:title><x:content>{}</x:content></x:doc></x:list>""",
    """<!DOCTYPE list><!-- a --><list>
    <record><description>{}</description><title>क</title></record>
    <record><description>{}</description><title>ख</title></record></list>""",
)


@pytest.mark.parametrize("text", RECORDS)
def test_records(text: str) -> None:
    for name in ("x.xml", "x.utf8", "x"):
        found = read(text.format(ONE, TWO), name)
        assert bodies(found) == [ONE, TWO]
        assert [each.title for each in found if isinstance(each, Article)] == ["क", "ख"]


def test_a_record_of_one_article() -> None:
    article = one(
        f"<article><title>क &amp; ख</title><author>अ</author><author>ब</author>"
        f"<date>12/7/2025</date><link>https://a.example/1</link>"
        f"<body><p>{ONE}</p><p>दो <b>तीन</b></p></body></article>"
    )
    assert (article.title, article.author, article.body) == ("क & ख", "अ, ब", f"{ONE}\nदो तीन")
    assert (str(article.published), article.url) == ("2025-07-12", "https://a.example/1")


def test_nitf() -> None:
    article = one(
        "<nitf><head><title>क</title><docdata><date.issue norm='20250712T101500+0530'/></docdata>"
        "</head><body><body.head><hedline><hl1>ख</hl1></hedline><byline>मीरा</byline></body.head>"
        f"<body.content><p>{ONE}</p><block><p>{TWO}</p></block></body.content></body></nitf>"
    )
    assert (article.body, article.author) == (f"{ONE}\n{TWO}", "मीरा")
    assert article.title in {"क", "ख"}
    assert str(article.published) == "2025-07-12"


def test_newsml() -> None:
    article = one(
        '<?xml version="1.0"?><newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x">'
        "<itemMeta><versionCreated>2025-07-12T10:00:00+05:30</versionCreated></itemMeta>"
        "<contentMeta><headline>क</headline><by>मीरा</by></contentMeta><contentSet>"
        f'<inlineXML contenttype="x"><p>{ONE}</p><p>{TWO}</p></inlineXML></contentSet></newsItem>'
    )
    assert (article.title, article.body) == ("क", f"{ONE}\n{TWO}")
    assert str(article.published) == "2025-07-12"


def test_a_word_an_element() -> None:
    words = "".join(f"<W> {word} </W>" for word in ONE.split())
    article = one(
        f"<DOCUMENT><P><W> news_id_7_date_3_2_2006.utf8 </W></P><P>{words}</P>"
        f"<P><EVENT ID='1'>{words}</EVENT><W> दो </W></P></DOCUMENT>",
        "news_id_7_date_3_2_2006.utf8",
    )
    assert article.body == f"{ONE}\n{ONE} दो"
    assert article.titled_by == "text"
    assert (str(article.published), article.dated_by) == ("2006-02-03", "file")


def test_a_file_that_calls_itself_otherwise_has_no_day() -> None:
    text = f"<DOCUMENT><P> news_date_4_2_2006 </P><P> {ONE} </P></DOCUMENT>"
    assert one(text, "news_date_3_2_2006").published is None


def test_letters_as_entities() -> None:
    letters = "".join(f"&#{ord(sign)};" if not sign.isspace() else "  " for sign in ONE)
    assert one(f"<DOCUMENT><P> a_1_2 </P><P> {letters} </P></DOCUMENT>", "x").body == ONE


def test_entities_are_not_expanded() -> None:
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 20}">' for n in range(1, 20))
    text = f'<!DOCTYPE x [<!ENTITY a0 "ha">{laughs}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    begun = time.monotonic()
    article = one(f"{text}<x><title>क</title><body>{ONE} &a19; &f;</body></x>")
    assert time.monotonic() - begun < 20
    assert article.body == f"{ONE} &a19; &f;"


def test_ill_formed_xml_is_read() -> None:
    found = read(
        f"<x><i><title>क & ख</title><body>{ONE}&nbsp;</body></i>"
        f"<i><title>ग</title><body>{TWO}</body></i></x>"
    )
    assert [body.strip() for body in bodies(found)] == [ONE, TWO]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be"])
def test_encodings(encoding: str) -> None:
    text = f"<?xml version='1.0' encoding='utf-16'?><x><title>क</title><body>{ONE}</body></x>"
    assert one(text.encode(encoding)).body == ONE


def test_names_that_nobody_knows() -> None:
    text = f"<x><b><naam>क</naam><kahani>{ONE}</kahani></b><b><naam>ख</naam></b></x>"
    (told,) = read(text)
    assert "--map body=" in str(told)
    (article,) = read(text, body="kahani", title="naam")
    assert isinstance(article, Article)
    assert (article.title, article.body) == ("क", ONE)


@pytest.mark.parametrize(
    "text", ["<a/>", "<a>", "<?xml version='1.0'?>", "<config><x>1</x></config>", "<"]
)
def test_nothing_is_never_silent(text: str) -> None:
    (told,) = read(text)
    assert isinstance(told, Rejected)


def test_a_large_file_is_cut_into_its_articles() -> None:
    record = f"<article><title>क</title><body>{ONE * 200}</body></article>\n"
    count = MAX_ARTICLE_BYTES // len(record.encode()) + 100
    text = "<list>" + record * count
    large = f"<article><body>{'x' * (MAX_ARTICLE_BYTES + 9)}</body></article>"
    found = read(f"{text}{large}<article><body>{TWO}</body></article></list>")
    assert len([each for each in found if isinstance(each, Article)]) == count + 1
    assert [each.reason[:18] for each in found if isinstance(each, Rejected)] == [
        "larger than 8 MiB;"
    ]
    cut = read(text[: -len(record) // 2])
    assert "ends in the middle" in str(cut[-1])


@given(st.text("<>/abtidley &;#1\"'=!-[]क।", max_size=120) | st.binary(max_size=100).map(repr))
def test_no_text_fails(text: str) -> None:
    assert read(f"<x>{text}") is not None
    assert (
        read(f"<?xml version='1.0'?><list><article><title>{text}</title><body>{text}") is not None
    )


@pytest.mark.parametrize(
    "text",
    [
        "<?xml version='1.0'?>" + "<!-- a -->" * 50_000 + "<x>",
        "<x>" + "<y>" * 100_000,
        "<x " + "a='b' " * 50_000 + "/>",
    ],
)
def test_odd_documents_cost_little_time(text: str) -> None:
    begun = time.monotonic()
    assert read(text)
    assert time.monotonic() - begun < 60


def test_a_headline_in_nitf_stands_before_the_title_of_its_desk() -> None:
    found = one(
        "<nitf><head><title>रात की पाली</title></head><body><body.head>"
        "<hedline><hl1>क</hl1></hedline>"
        "<byline>लेखक: <person>सत्येंद्र महतो</person></byline></body.head>"
        f"<body.content><p>{ONE}</p></body.content></body></nitf>"
    )
    assert (found.title, found.author, found.body) == ("क", "सत्येंद्र महतो", ONE)


def test_the_articles_of_an_issue_in_tei() -> None:
    def div(head: str, day: str, text: str) -> str:
        dateline = f"<dateline>मथुरा, <date when='1936-04-{day}'>{day} अप्रैल</date></dateline>"
        return (
            f"<div type='article'><head>{head}</head>{dateline}<p>{text}<lb/></p><pb n='2'/></div>"
        )

    header = "<teiHeader><title>जनमित्र: डिजिटल संस्करण</title><date when='2022-02-10'/></teiHeader>"
    text = f"<text><body>{div('क', '18', ONE)}{div('ख', '19', TWO)}</body></text>"
    found = read(f"<TEI xmlns='http://www.tei-c.org/ns/1.0'>{header}{text}</TEI>")
    articles = [each for each in found if isinstance(each, Article)]
    assert [(each.title, each.body, str(each.published)) for each in articles] == [
        ("क", ONE, "1936-04-18"),
        ("ख", TWO, "1936-04-19"),
    ]
