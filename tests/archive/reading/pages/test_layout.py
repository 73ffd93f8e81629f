"""Lines of a printed page as texts under their headlines."""

from archive.reading.pages.layout import Line, stories

WORDS = "बारिश से नदी का जल बढ़ा और लोग ऊँचे स्थानों पर गए"


def column(left: float, top: float, lines: int, first: str = WORDS) -> list[Line]:
    """Lines of running text, one below the other."""
    return [
        Line(
            first if n == 0 else WORDS,
            left,
            top + n * 0.012,
            left + 0.28,
            top + n * 0.012 + 0.01,
            0.01,
        )
        for n in range(lines)
    ]


def head(text: str, left: float, top: float, width: float = 0.28) -> Line:
    return Line(text, left, top, left + width, top + 0.025, 0.025)


def test_a_page_of_running_text_is_one_text() -> None:
    (story,) = stories(column(0.1, 0.2, 30))
    assert story.title == ""
    assert story.body.count(WORDS) == 30
    assert "\n" not in story.body


def test_each_story_stands_under_its_headline_across_columns() -> None:
    page = [
        head("बाढ़ से राहत का काम तेज़", 0.05, 0.1, 0.6),
        *column(0.05, 0.14, 20, "पहला स्तंभ"),
        *column(0.37, 0.14, 20, "दूसरा स्तंभ"),
        head("बजट आज पेश होगा", 0.69, 0.1),
        *column(0.69, 0.14, 20, "बजट का पाठ"),
        head("खेल की ख़बर", 0.05, 0.5),
        *column(0.05, 0.54, 20, "खेल का पाठ"),
    ]
    found = {story.title: story.body for story in stories(page)}
    assert list(found) == ["बाढ़ से राहत का काम तेज़", "बजट आज पेश होगा", "खेल की ख़बर"]
    flood = found["बाढ़ से राहत का काम तेज़"]
    assert flood.index("पहला स्तंभ") < flood.index("दूसरा स्तंभ")
    assert "बजट का पाठ" in found["बजट आज पेश होगा"]
    assert "खेल का पाठ" in found["खेल की ख़बर"]


def test_one_headline_alone_does_not_cut_a_page() -> None:
    page = [head("आदेश", 0.1, 0.1), *column(0.1, 0.15, 30)]
    (story,) = stories(page)
    assert story.body.startswith("आदेश")


def test_running_heads_and_page_numbers_stay_out() -> None:
    page = [
        Line("दैनिक भोर, पटना", 0.1, 0.01, 0.4, 0.02, 0.01),
        Line("4", 0.5, 0.01, 0.52, 0.02, 0.01),
        *column(0.1, 0.2, 10),
        Line("www.bhor.example", 0.1, 0.98, 0.3, 0.99, 0.01),
    ]
    (story,) = stories(page)
    assert "भोर" not in story.body
    assert "example" not in story.body
    assert stories(page[:2]) == []


def test_a_word_that_was_broken_at_the_end_of_a_line_is_whole() -> None:
    page = [
        Line("सरकार ने कहा कि अर्थ-", 0.1, 0.2, 0.4, 0.21, 0.01),
        Line("व्यवस्था सुधरेगी", 0.1, 0.212, 0.4, 0.222, 0.01),
    ]
    (story,) = stories(page)
    assert story.body == "सरकार ने कहा कि अर्थव्यवस्था सुधरेगी"


def test_the_confidence_is_that_of_its_letters() -> None:
    page = [
        Line("क" * 30, 0.1, 0.2, 0.4, 0.21, 0.01, 0.9),
        Line("ख" * 10, 0.1, 0.212, 0.4, 0.222, 0.01, 0.5),
    ]
    (story,) = stories(page)
    assert round(story.confidence, 2) == 0.8
