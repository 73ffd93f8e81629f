"""The same story elsewhere, in the sample and among all the real news."""

from pathlib import Path

from archive.article import Article
from index import indexing
from index.search.related import related_articles
from tests.factories import sample_archive
from tests.realnews import RealNews


def test_each_seed_is_the_others_first(realnews: RealNews) -> None:
    for seed in realnews.seeds:
        article = realnews.opened.store.get(seed)
        assert article
        (other,) = realnews.seeds - {seed}
        assert related_articles(realnews.opened, article)[0].id == other


def test_the_tellings_of_the_sample_find_each_other(tmp_path: Path) -> None:
    with sample_archive(tmp_path) as opened:
        wonsan = [a for a in opened.store.articles() if "नसान" in a.title and "लावरो" in a.title]
        assert len(wonsan) == 3
        for article in wonsan:
            found = {other.id for other in related_articles(opened, article)[:3]}
            assert len(found & {other.id for other in wonsan}) == 2
        copy = Article("copy", wonsan[0].body + " ", "और शीर्षक", source="कोई और")
        opened.store.put([copy])
        indexing.catch_up(opened.store, opened.engine)
        assert "copy" not in {other.id for other in related_articles(opened, wonsan[0])}
        short = Article("short", "बहुत छोटा।")
        assert related_articles(opened, short) == ()
