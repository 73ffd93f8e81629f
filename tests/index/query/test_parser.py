"""What a typed query means."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.engine import Scope
from index.query.lexer import MAX_QUERY_CHARS
from index.query.notes import Note
from index.query.parser import MAX_QUERY_WORDS, Query, parse
from index.query.terms import QueryTerm


def shown(term: QueryTerm) -> str:
    """A term in one spelling: "…" a phrase, = exact, * prefix, title: in the title."""
    words = " ".join(word.with_star for word in term.words)
    words = f'"{words}"' if len(term.words) > 1 else words
    title = "title:" if term.scope is Scope.TITLE else ""
    return f"{title}{'=' * term.exact}{words}"


def describe(query: Query) -> str:
    groups = [" OR ".join(map(shown, group)) for group in query.required]
    return ", ".join([*groups, *(f"-{shown(term)}" for term in query.excluded)])


# typed, understood, why
QUERIES = [
    ("रूस Lavrov", "रूस, Lavrov", "all words, in either script"),
    ("videsh mantri", "videsh, mantri", "Hindi in Latin letters"),
    ("रूस या चीन", "रूस OR चीन", "either"),
    ("रूस OR चीन OR जापान", "रूस OR चीन OR जापान", "one of three"),
    ("रूस | चीन", "रूस OR चीन", "a bar"),
    ("रूस|चीन", "रूस OR चीन", "a bar without spaces"),
    ("रूस || चीन", "रूस OR चीन", "two bars"),
    ("या", "या", "alone it is a word"),
    ("लावरोव रूस OR चीन", "लावरोव, रूस OR चीन", "binds the neighbours alone"),
    ("रूस or चीन", "रूस, or, चीन", "a small or is a word"),
    ('"या"', "या", "quoted it is a word"),
    ("=या", "=या", "so it is with ="),
    ('रूस OR "उत्तर कोरिया"', 'रूस OR "उत्तर कोरिया"', "a phrase as an alternative"),
    ("कोविड-19 OR मलेरिया", '"कोविड 19" OR मलेरिया', "of a compound, all of it"),
    ("मलेरिया OR कोविड-19", 'मलेरिया OR "कोविड 19"', "also on the other side"),
    ('"विदेश मंत्री"', '"विदेश मंत्री"', "straight quotes"),
    ("“विदेश मंत्री”", '"विदेश मंत्री"', "curly quotes"),
    ("„विदेश मंत्री“", '"विदेश मंत्री"', "low quotes"),
    ("«विदेश मंत्री»", '"विदेश मंत्री"', "guillemets"),
    ("”विदेश मंत्री“", '"विदेश मंत्री"', "the wrong way round"),
    ("‘विदेश मंत्री’", '"विदेश मंत्री"', "single ones around several words"),
    ("'विदेश मंत्री' बोले", '"विदेश मंत्री", बोले', "straight single ones"),
    ("‘विदेश’ O’Brien’s", "विदेश, O’Brien’s", "apostrophes"),
    ("‹विदेश मंत्री›", '"विदेश मंत्री"', "single guillemets"),
    ("「विदेश मंत्री」", '"विदेश मंत्री"', "corner brackets"),
    ('"लावरोव"', "लावरोव", "one word is no phrase"),
    ("कहा“हम साथ”", 'कहा, "हम साथ"', "glued to a quotation"),
    ('5" फोन', "5, फोन", "inches"),
    ("रूस -जापान", "रूस, -जापान", "without a word"),
    ("रूस −जापान", "रूस, -जापान", "with a minus sign"),
    ('रूस -"उत्तर कोरिया"', 'रूस, -"उत्तर कोरिया"', "without a phrase"),
    ("-जापान", "-जापान", "nothing but an exclusion"),
    ("-कोविड-19", '-"कोविड 19"', "not every article with a 19"),
    ("--रूस", "-रूस", "two hyphens"),
    ("भारत-पाक", "भारत, पाक", "a hyphen inside a word excludes nothing"),
    ("=लावरोव", "=लावरोव", "this spelling alone"),
    ('="उत्तर कोरिया"', '="उत्तर कोरिया"', "a phrase in this spelling"),
    ("-=लावरोव", "-=लावरोव", "not this spelling"),
    ("लाव*", "लाव*", "a prefix"),
    ("-लाव*", "-लाव*", "not a prefix"),
    ("लाव*,", "लाव*", "with a comma behind it"),
    ('"नरेंद्र मो*"', '"नरेंद्र मो*"', "the last word of a phrase"),
    ('"नरें* मोदी"', '"नरें* मोदी"', "any word of one"),
    ('="नरेंद्र मो*"', '"नरेंद्र मो*"', "a beginning has no spelling"),
    ('"लाव*"', "लाव*", "the only word in quotes"),
    ("20*", "20*", "of digits"),
    ("title:लावरोव", "title:लावरोव", "in the title"),
    ("Title:लावरोव", "title:लावरोव", "whatever the case"),
    ('title:"विदेश मंत्री"', 'title:"विदेश मंत्री"', "a phrase in the title"),
    ("title:=लावरोव", "title:=लावरोव", "exactly so, in the title"),
    ("=title:लावरोव", "title:=लावरोव", "the other way round"),
    ("title:लाव*", "title:लाव*", "a prefix in the title"),
    ("-title:लावरोव", "-title:लावरोव", "not in the title"),
    ('title:रूस"उत्तर कोरिया"', 'title:रूस, "उत्तर कोरिया"', "a word and a phrase"),
    ("title: मोदी", "title:मोदी", "the value behind a space"),
    ("Title : मोदी", "title:मोदी", "also before the colon"),
    ("title：मोदी", "title:मोदी", "a wide colon"),
    ('title: "विदेश मंत्री" रूस', 'title:"विदेश मंत्री", रूस', "a phrase behind a space"),
    ("title:-मोदी रूस", "रूस, -title:मोदी", "excluded from the title"),
    ("रूस title: -मोदी", "रूस, -title:मोदी", "the same behind a space"),
    ("title:(मोदी रूस) चीन", "title:मोदी, title:रूस, चीन", "each in brackets"),
    ("-title:(मोदी रूस) चीन", "चीन, -title:मोदी, -title:रूस", "and none of them"),
    ("ला*रोव", "ला*रोव", "how it begins and ends"),
    ('"ला*रोव बोले"', '"ला*रोव बोले"', "in a phrase too"),
    ("-ला*व", "-ला*व", "not such a word"),
    ("l*rov", "l*rov", "in Latin letters"),
    ("a+b AT+T", "a, b, AT, T", "plus"),
    ("पाकिस्तान's सेना", "पाकिस्तान, सेना", "an English possessive of a Hindi word"),
    ('"पाकिस्तान’s सेना"', '"पाकिस्तान सेना"', "in a quotation"),
    ("रूस 's' s", "रूस, s, s", "an s by itself is a letter"),
    ("10:30", '"10 30"', "a time is no field"),
    ("5G 5जी जी20", '"5 G", "5 जी", "जी 20"', "a letter and a number in one piece"),
    ("कोविड-19 कोविड19", '"कोविड 19", "कोविड 19"', "joined by a hyphen or not"),
    ("MiG-21 H1N1 B.1.617", '"MiG 21", "H 1 N 1", "B 1.617"', "several in a row"),
    ("12/07/2025 24×7 2025–26", '"12 07 2025", "24 7", "2025 26"', "numbers in one piece"),
    ("₹500 50% 1,00,000 6.5", "500, 50, 1,00,000, 6.5", "numbers by themselves"),
    ("है.2025 बोले,5", "है, 2025, बोले, 5", "a sentence without a space behind it"),
    ("J&K R&D r&d AT&T", '"J K", "R D", "r d", "AT T"', "an ampersand between capitals"),
    ("J & K रूस", '"J K", रूस', "also between spaces, of single letters"),
    ("रूस&चीन Tom&Jerry", "रूस, चीन, Tom, Jerry", "not between words"),
    ("-5G", '-"5 G"', "without one"),
    ("=5G", '="5 G"', "exactly so"),
    ("title:5G", 'title:"5 G"', "in the title"),
    ("#किसानआंदोलन @narendramodi", "किसानआंदोलन, narendramodi", "the sign of a tag is dropped"),
    ("#FarmersProtest", '"Farmers Protest"', "capitals part the words of a tag"),
    ("@PMOIndia", '"PMO India"', "also behind an acronym"),
    ("YouTube", "YouTube", "not elsewhere"),
    ("रूस AND चीन", "रूस, चीन", "and"),
    ("रूस & चीन && जापान", "रूस, चीन, जापान", "signs for and"),
    ("रूस और चीन", "रूस, और, चीन", "और is a word"),
    ("रूस and not चीन", "रूस, and, not, चीन", "small letters are words"),
    ("रूस NOT चीन", "रूस, -चीन", "not"),
    ('रूस AND NOT "उत्तर कोरिया"', 'रूस, -"उत्तर कोरिया"', "and not"),
    ("NOT रूस चीन", "चीन, -रूस", "only what follows"),
    ("रूस NOT -चीन", "रूस, -चीन", "said in two ways"),
    ("रूस NOT (चीन OR जापान) भारत", "रूस, भारत, -चीन, -जापान", "not one of several"),
    ("रूस -(चीन जापान) भारत", "रूस, भारत, -चीन, -जापान", "with a minus sign"),
    ('रूस -("उत्तर कोरिया" | चीन)', 'रूस, -"उत्तर कोरिया", -चीन', "a phrase among them"),
    ("(रूस OR चीन) बयान", "रूस OR चीन, बयान", "brackets around alternatives"),
    ("(रूस) [चीन]", "रूस, चीन", "brackets"),
    ("–रूस चीन", "रूस, चीन", "a dash at the start"),
    ("रूस –5", "रूस, 5", "a dash before a number"),
    ("%E0%A4%B0%E0%A5%82%E0%A4%B8", "रूस", "copied from an address"),
    ("%25E0%25A4%25B0%25E0%25A5%2582%25E0%25A4%25B8", "रूस", "from an address in an address"),
    ("50% %zz %41", "50, zz, 41", "what is no escape"),
    ("R&amp;amp;D", '"R D"', "from a page that shows a page"),
    ("R&amp;D &quot;उत्तर कोरिया&quot;", '"R D", "उत्तर कोरिया"', "copied from a page"),
    ("पीएम: नए नियम", "पीएम, नए, नियम", "nor is a colon in a headline"),
    ('पीएम:"नए नियम"', 'पीएम, "नए नियम"', "nor one before a quotation"),
    ("https://abplive.com/a-b?c=d", "https, abplive, com, a, b, c, d", "an address"),
    ("यू.एस.", "यू.एस.", "an abbreviation"),
    ("O’Brien", "O’Brien", "an apostrophe"),
    ("12.07.2025", '"12 07 2025"', "a date"),
    ("?!।…", "", "nothing but punctuation"),
    ("🙂", "", "an emoji"),
    ("", "", "nothing"),
]

FIELDS = "title:, source:, author:, category:, language:, after:, before:"

# typed, labels, since, until, how many notes, why
FILTERS = [
    ("source:BBC", "source=BBC", None, None, 0, "a source"),
    ("SOURCE:BBC", "source=BBC", None, None, 0, "in capitals"),
    ('source:"नवभारत टाइम्स"', "source=नवभारत टाइम्स", None, None, 0, "two words, quoted"),
    ("source:“नवभारत टाइम्स”", "source=नवभारत टाइम्स", None, None, 0, "curly quotes"),
    ('source:"नवभारत टाइम्स', "source=नवभारत टाइम्स", None, None, 0, "not closed: to the end"),
    ("author:मनीषा category:विश्व", "author=मनीषा category=विश्व", None, None, 0, "two fields"),
    ("source:a source:b", "source=a source=b", None, None, 0, "either of two"),
    ("source: BBC", "source=BBC", None, None, 0, "behind a space"),
    ("source : BBC", "source=BBC", None, None, 0, "between spaces"),
    ('source: "नवभारत टाइम्स"', "source=नवभारत टाइम्स", None, None, 0, "a space and quotes"),
    ("source:(a OR b)", "source=a source=b", None, None, 0, "either of two, in brackets"),
    ("after: 2025-07", "", date(2025, 7, 1), None, 0, "a day behind a space"),
    ("source: -BBC", "not_source=BBC", None, None, 0, "excluded behind a space"),
    ("source:", "", None, None, 1, "no value"),
    ("-source:BBC", "not_source=BBC", None, None, 0, "excluded"),
    ("NOT source:BBC", "not_source=BBC", None, None, 0, "excluded by a word"),
    ("-after:2025", "", None, None, 1, "a day is not excluded"),
    ("after:2025-07-12", "", date(2025, 7, 12), None, 0, "from a day on"),
    ("after:2025-7-2", "", date(2025, 7, 2), None, 0, "without zeros"),
    ("after:2025-07", "", date(2025, 7, 1), None, 0, "from a month on"),
    ("after:2025", "", date(2025, 1, 1), None, 0, "from a year on"),
    ('after:"2025-07"', "", date(2025, 7, 1), None, 0, "quoted"),
    ("after:२०२५-०७-१२", "", date(2025, 7, 12), None, 0, "Devanagari digits"),
    ("before:2025-07-12", "", None, date(2025, 7, 11), 0, "until the day before"),
    ("before:2025-07", "", None, date(2025, 6, 30), 0, "until the month before"),
    ("before:2025", "", None, date(2024, 12, 31), 0, "until the year before"),
    ("after:2024 after:2025", "", date(2025, 1, 1), None, 0, "both hold"),
    ("before:2024 before:2025", "", None, date(2023, 12, 31), 0, "both hold"),
    ("after:2025-13", "", None, None, 1, "no such month"),
    ("after:2025-02-30", "", None, None, 1, "no such day"),
    ("after:0000", "", None, None, 1, "no such year"),
    ("before:0001", "", None, None, 1, "nothing before it"),
    ("before:9999-12-31", "", None, date(9999, 12, 30), 0, "the last day"),
    ("after:कल", "", None, None, 1, "no date"),
    ("after:", "", None, None, 1, "no value"),
    ("after:" + "9" * 500, "", None, None, 1, "a number without end"),
    ("after:2025-07-12T10:30", "", None, None, 1, "a time of day"),
]


@pytest.mark.parametrize(("typed", "understood", "why"), QUERIES)
def test_words(typed: str, understood: str, why: str) -> None:
    query = parse(typed)
    assert describe(query) == understood, why
    assert (query.labels, query.since, query.until, query.notes) == ((), None, None, ())


# typed, understood, notes with what they name, why
NOTED = [
    ("OR रूस", "रूस", ["unused_operator OR"], "nothing before it"),
    ("रूस AND", "रूस", ["unused_operator AND"], "nothing after it"),
    ("AND NOT", "", ["unused_operator AND", "unused_operator NOT"], "nothing at all"),
    ("रूस –चीन", "रूस, -चीन", ["dash_excludes – चीन"], "an en dash"),
    ('रूस —"उत्तर कोरिया"', 'रूस, -"उत्तर कोरिया"', ["dash_excludes — उत्तर कोरिया"], "an em dash"),
    ("रूस ‒चीन", "रूस, -चीन", ["dash_excludes ‒ चीन"], "a figure dash"),
    ("ल*", "ल", ["short_prefix ल* 2"], "too short for a beginning"),
    ("*mantri", "mantri", ["star_place *mantri"], "a star in front"),
    ("रूस OR OR चीन", "रूस OR चीन", ["unused_operator OR"], "said twice"),
    ("रूस या", "रूस", ["unused_operator या"], "nothing after it"),
    ("रूस OR -चीन", "रूस, -चीन", ["unused_operator OR"], "nothing to choose from"),
    ('""', "", ['unread_sign ""'], "nothing in quotes"),
    ('"', "", ['no_other_half "'], "half a quote"),
    ('"विदेश मंत्री', "विदेश, मंत्री", ['no_other_half "'], "a quote that is not closed quotes nothing"),
    ('"रूस या चीन', "रूस OR चीन", ['no_other_half "'], "so its words mean what they do elsewhere"),
    (
        'रूस "विदेश मंत्री" "चीन',
        'रूस, "विदेश मंत्री", चीन',
        ['no_other_half "'],
        "the third has no other half",
    ),
    ("-", "", ["unread_sign -"], "a hyphen alone"),
    ("रूस - चीन", "रूस, चीन", ["unread_sign -"], "a hyphen between spaces"),
    ("=", "", ["unread_sign ="], "nothing"),
    ("*", "", ["short_prefix * 2"], "a star alone"),
    ("**", "", ["short_prefix ** 2"], "two stars"),
    ("title:", "", ["no_value title"], "nothing in the title"),
    ("रूस AND AND चीन", "रूस, चीन", ["unused_operator AND"], "said twice"),
    ("रूस NOT NOT चीन", "रूस, -चीन", ["unused_operator NOT"], "said twice"),
    ("रूस -(चीन जापान", "रूस, जापान, -चीन", ["no_other_half ("], "a bracket that is never closed"),
    (
        "रूस – चीन — जापान",
        "रूस, चीन, जापान",
        ["unread_sign –", "unread_sign —"],
        "dashes between spaces",
    ),
    ("; DROP TABLE -- ' %", "DROP, TABLE", ["unread_sign --"], "what others would trip over"),
    ("!रूस चीन", "चीन, -रूस", ["dash_excludes ! रूस"], "an exclamation mark"),
    (
        'चीन !"उत्तर कोरिया"',
        'चीन, -"उत्तर कोरिया"',
        ["dash_excludes ! उत्तर कोरिया"],
        "before a phrase",
    ),
    ("रूस NEAR चीन", "रूस, चीन", ["other_operator NEAR AND"], "an operator of others"),
    ("रूस NEAR/5 चीन", "रूस, चीन", ["other_operator NEAR/5 AND"], "with a number"),
    ("रूस XOR चीन", "रूस OR चीन", ["other_operator XOR OR"], "another one"),
    ("रूस~2 चीन^1.5", "रूस, चीन", ["unread_sign ~2", "unread_sign ^1.5"], "nearness and weight"),
    ('"रूस चीन"~3', '"रूस चीन"', ["unread_sign ~3"], "of a phrase"),
    ("रूस OR NOT चीन", "रूस, -चीन", ["unused_operator OR"], "or and not"),
    ("रूस या", "रूस", ["unused_operator या"], "या with nothing behind it"),
    ("रूस |", "रूस", ["unused_operator |"], "a bar"),
    ("| रूस", "रूस", ["unused_operator |"], "a bar before"),
    ("title:* रूस", "रूस", ["short_prefix * 2"], "a star in the title"),
    ("intitle: रूस", "रूस", ["other_field intitle title"], "a field of others with a space"),
    ('title:""', "", ["no_value title"], "nothing in the title"),
    ("(रूस", "रूस", ["no_other_half ("], "an open bracket"),
    ("रूस] चीन", "रूस, चीन", ["no_other_half ]"], "a closing one"),
    ("रूस =", "रूस", ["unread_sign ="], "an equals sign alone"),
    ("foo:रूस", "foo, रूस", [f"unknown_field foo {FIELDS}"], "no field"),
    ("site:bbc.com", "bbc, com", ["other_field site source"], "a field of others"),
    ("intitle:रूस", "रूस", ["other_field intitle title"], "another one"),
    ('date:2025 "a b"', '2025, "a b"', ["other_field date after"], "one for dates"),
    ("body:रूस", "रूस", ["no_field_needed body"], "one that is not needed"),
    ("चीन OR (रूस बयान)", "चीन OR रूस, बयान", ["brackets"], "brackets that would matter"),
]


@pytest.mark.parametrize(("typed", "understood", "notes", "why"), NOTED)
def test_what_could_not_be_used_is_said(
    typed: str, understood: str, notes: list[str], why: str
) -> None:
    query = parse(typed)
    assert describe(query) == understood, why
    assert [" ".join((note.kind, *note.values)) for note in query.notes] == notes, why
    assert all(len(note.text) < 120 for note in query.notes)


def test_a_dash_in_a_pasted_headline_excludes_nothing() -> None:
    headline = "विदेश मंत्री ने कहा —रूस और चीन के साथ बातचीत जारी रहेगी"
    assert parse(headline).excluded == ()
    assert parse(headline).notes == ()


@pytest.mark.parametrize("row", FILTERS, ids=lambda row: row[0][:20])
def test_filters(row: tuple[str, str, date | None, date | None, int, str]) -> None:
    typed, labels, since, until, notes, why = row
    query = parse(f"रूस {typed}")
    assert describe(query) == "रूस", why
    assert " ".join(f"{field}={value}" for field, value in query.labels) == labels, why
    assert (query.since, query.until, len(query.notes)) == (since, until, notes), why
    assert all(len(note.text) < 100 for note in query.notes)


def test_exact_search_is_as_if_every_word_had_an_equals_sign() -> None:
    query = parse('रूस -चीन "उत्तर कोरिया" title:लावरोव', exact=True)
    assert describe(query) == '=रूस, ="उत्तर कोरिया", title:=लावरोव, -=चीन'


def test_too_many_words() -> None:
    query = parse(" ".join(f"{n}" for n in range(100)))
    assert [shown(term) for (term,) in query.required] == [f"{n}" for n in range(MAX_QUERY_WORDS)]
    assert query.notes == (Note("too_many_words", (str(MAX_QUERY_WORDS),)),)


@pytest.mark.parametrize("between", [" OR ", " -", "-", " "])
def test_too_many_words_of_any_kind(between: str) -> None:
    many = between.join("कखगघ"[n % 4] for n in range(100))
    for text in (many, f'"{many}"', f'-"{many}"'):
        query = parse(text)
        terms = [*(term for group in query.required for term in group), *query.excluded]
        assert sum(len(term.words) for term in terms) == MAX_QUERY_WORDS
        assert len(query.notes) == 1


def test_as_many_words_as_there_may_be() -> None:
    assert parse("रूस " * MAX_QUERY_WORDS).notes == ()


def test_too_many_characters() -> None:
    query = parse("क" * (MAX_QUERY_CHARS + 500) + " लावरोव")
    assert len(query.required) == 1
    assert query.notes == (Note("too_long", (str(MAX_QUERY_CHARS),)),)


@pytest.mark.parametrize(
    ("typed", "stop_word"),
    [("का", True), ("=का", False), ("का*", False), ("title:का", False), ("रूस", False)],
)
def test_only_a_bare_word_is_a_stop_word(typed: str, *, stop_word: bool) -> None:
    ((term,),) = parse(typed).required
    assert term.is_stop_word is stop_word


PIECES = """रूस Lavrov कोविड-19 या OR AND NOT & J&K 5G – —( ( ) #AbCd ‘ ’ ' foo: site: % %E0%A4%95
&lt; | " “ ” « - − = * : title: source: author: after: before: 2025
2025-02-30 -" =" \ud800 \0 ़ 🙂 यू.एस. 9""".split()
pieces = st.lists(st.sampled_from([*PIECES, " "]), max_size=60).map("".join)


@given(st.text(st.characters()) | pieces, st.booleans())
@example("after:\ud800", False)
@example('source:"\ud800', False)
def test_any_string_is_a_query(text: str, exact: bool) -> None:
    query = parse(text, exact=exact)
    terms = [*(term for group in query.required for term in group), *query.excluded]
    assert all(query.required)
    assert sum(len(term.words) for term in terms) <= MAX_QUERY_WORDS
    for term in terms:
        assert term.words
        assert all(word.typed in query.text and word.exact and word.stem for word in term.words)
        assert not (term.prefix and len(term.words) > 1)
        assert not (term.exact and any(word.prefix for word in term.words))
    assert all(note.text.encode() and "\n" not in note.text for note in query.notes)
    assert all(value for _, value in query.labels)


# typed, a word in it, what stands there instead of लावरोव, why
REPLACED = [
    ("रूस lavrv", "lavrv", "रूस लावरोव", "a word"),
    ("lavrv  lavrv", "lavrv", "लावरोव  lavrv", "the first place; spaces stay"),
    ("lavrvs lavrv", "lavrv", "lavrvs लावरोव", "not inside another word"),
    ("-lavrv source:lavrv lavrv", "lavrv", "-lavrv source:lavrv लावरोव", "only what is wanted"),
    ("title:=lavrv", "lavrv", "title:=लावरोव", "field and sign stay"),
    ('"विदेश lavrv" x', "lavrv", '"विदेश लावरोव" x', "and so do quotes"),
    ('"विदेश lavrv', "lavrv", '"विदेश लावरोव', "also half of a pair"),
    ("रूस|lavrv", "lavrv", "रूस|लावरोव", "beside a bar"),
    ("lavrv-19", "lavrv", "लावरोव-19", "in a compound"),
    ("lavr*", "lavr*", "लावरोव", "a prefix with its star"),
    ("lavr* lavr", "lavr", "lavr* लावरोव", "not a prefix for a word"),
    ("sergei  lavrv", "sergei lavrv", "लावरोव", "two words in a row"),
    ("sergei रूस lavrv", "sergei lavrv", "sergei रूस lavrv", "not two apart"),
    ("OR lavrv", "OR", "OR lavrv", "an or is no word"),
    ("रूस", "lavrv", "रूस", "it is not there"),
    ("रूस", "", "रूस", "nothing"),
]

# typed, a part of it, the query without that part, why
WITHOUT = [
    ("रूस  चीन -जापान", "-जापान", "रूस  चीन", "spaces stay where nothing is left out"),
    ("-जापान रूस", "-जापान", "रूस", "the first part"),
    ("=रूस", "=रूस", "", "the only part"),
    ('रूस "उत्तर कोरिया" चीन', '"उत्तर कोरिया"', "रूस चीन", "a quotation"),
    ("कहा“हम साथ”", "“हम साथ”", "कहा", "a quotation with a word glued to it"),
    ('रूस title:"विदेश मंत्री', 'title:"विदेश', "रूस मंत्री", "half a quotation is no whole"),
    ("रूस=चीन|=जापान", "=जापान", "रूस=चीन", "what stands beside a bar"),
    ('रूस OR "उत्तर कोरिया" चीन', '"उत्तर कोरिया"', "रूस चीन", "an alternative with its or"),
    ('"उत्तर कोरिया" OR रूस चीन', '"उत्तर कोरिया"', "रूस चीन", "the first alternative too"),
    ("रूस -जापान OR चीन", "-जापान", "रूस OR चीन", "an exclusion parts no alternatives"),
    ("रूस NOT चीन जापान", "चीन", "रूस जापान", "an exclusion with its NOT"),
    ("रूस NOT चीन", "रूस", "NOT चीन", "what stands before a NOT"),
    ("रूस AND चीन", "चीन", "रूस", "an and with its word"),
    ("रूस source:BBC OR चीन", "source:BBC", "रूस OR चीन", "nor does a filter"),
]

# typed, without filters, plain, why
STRIPPED = [
    ("रूस  चीन", "रूस  चीन", "रूस चीन", "nothing to leave out"),
    ("रूस source:BBC", "रूस", "रूस", "a filter"),
    ('रूस Source:"नवभारत टाइम्स"चीन', "रूस चीन", "रूस चीन", "words stay that are glued to one"),
    ('रूस source:"नव', "रूस", "रूस", "not closed"),
    ('source:a"उत्तर कोरिया"', '"उत्तर कोरिया"', "उत्तर कोरिया", "a phrase glued to one"),
    ("-source:BBC रूस after:कल", "रूस", "रूस", "those that cannot be used"),
    ("-source:a(|b)", "|b)", "| b)", "a bracket in a label opens nothing"),
    ('=रूस title:=चीन "उत्तर कोरिया" लाव*', '=रूस title:=चीन "उत्तर कोरिया" लाव*',
     "रूस चीन उत्तर कोरिया लाव", "signs"),
    ("रूस -जापान", "रूस -जापान", "रूस", "an exclusion"),
    ("कहा“हम साथ”", "कहा“हम साथ”", "कहा हम साथ", "words stay apart"),
    ('रूस OR "उत्तर कोरिया" | चीन', 'रूस OR "उत्तर कोरिया" | चीन', "रूस OR उत्तर कोरिया | चीन",
     "or stays"),
    ("रूस NOT source:BBC चीन", "रूस चीन", "रूस चीन", "NOT goes with its filter"),
    ("रूस AND चीन NOT जापान", "रूस AND चीन NOT जापान", "रूस चीन", "operators"),
    ("पीएम: 10:30", "पीएम: 10:30", "पीएम: 10:30", "a colon that is no field's"),
]  # fmt: skip

# typed, before the word being typed, the word, why
UNFINISHED = [
    ("lav", "", "lav", "one word"),
    ("रूस  lav", "रूस  ", "lav", "the last of two"),
    ("रूस ", "रूस ", "", "after a space, the next"),
    ("रूस title:lav", "रूस title:", "lav", "in a field"),
    ('"विदेश म', '"विदेश ', "म", "in half a quotation"),
    ("कोविड-1", "कोविड-", "1", "in a compound"),
    ('"विदेश"', "", "", "after a closing mark"),
    ("लाव*", "", "", "after a star"),
    ("रूस,", "", "", "after a comma"),
    ("", "", "", "nothing"),
    (" ", " ", "", "a space"),
]


@pytest.mark.parametrize(("typed", "word", "replaced", "why"), REPLACED)
def test_a_word_is_replaced(typed: str, word: str, replaced: str, why: str) -> None:
    assert str(parse(typed).replacing(word, "लावरोव")) == replaced, why


@pytest.mark.parametrize(("typed", "source", "rest", "why"), WITHOUT)
def test_a_part_is_left_out(typed: str, source: str, rest: str, why: str) -> None:
    query = parse(typed)
    (part,) = (part for part in query.parts if part.source == source)
    assert str(query.without(part)) == rest, why


@pytest.mark.parametrize(("typed", "unfiltered", "plain", "why"), STRIPPED)
def test_filters_and_signs_are_left_out(typed: str, unfiltered: str, plain: str, why: str) -> None:
    assert str(parse(typed).without_filters()) == unfiltered, why
    assert str(parse(typed).plain()) == plain, why


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("(author:मनीषा) रूस", "author:मनीषा रूस"),
        ("((author: मनीषा)) रूस", "author:मनीषा रूस"),
        ("(source:a OR source:b) c", "source:a OR source:b c"),
        ('(source:"a b") c', 'source:"a b" c'),
        ("-(source:a OR source:b) c", "-source:a -source:b c"),
        ("रूस (title:मोदी)", "रूस title:मोदी"),
        ("रूस -(title:मोदी)", "रूस -title:मोदी"),
        ("(after:2020 before:2021) रूस", "after:2020 before:2021 रूस"),
    ],
)
def test_brackets_around_a_field_mean_nothing(typed: str, same: str) -> None:
    one, other = parse(typed), parse(same)
    assert (one.labels, one.since, one.until) == (other.labels, other.since, other.until)
    assert (one.required, one.excluded, one.notes) == (other.required, other.excluded, ())


def test_not_takes_all_labels_in_brackets() -> None:
    query = parse("NOT source:(a b) c")
    assert query.labels == (("not_source", "a"), ("not_source", "b"))
    assert query.required == parse("c").required
    assert not query.excluded


@pytest.mark.parametrize(("typed", "before", "word", "why"), UNFINISHED)
def test_the_word_being_typed(typed: str, before: str, word: str, why: str) -> None:
    assert parse(typed).unfinished_word() == (before, word), why


def test_a_query_that_is_changed_is_as_exact_as_before() -> None:
    query = parse("रूस lavrv source:x", exact=True)
    assert query.replacing("lavrv", "लावरोव") == parse("=रूस =लावरोव source:x")
    assert query.without_filters() == parse("=रूस =lavrv")
    assert query.without_filters() != parse("रूस lavrv")


@pytest.mark.parametrize(
    "unseen",
    ["\ufeff", "\x1f", "\0", "&#x1f;", "\u200e", "\u202a", "\u2060", "\xad", "\u200d\u200c"],
)
def test_what_nobody_sees_hides_no_sign(unseen: str) -> None:
    for text in ("-जापान रूस", "=लावरोव", '"विदेश मंत्री"', "source:x"):
        assert parse(f"{unseen}{text}") == parse(text)


@given(st.text(st.characters()) | pieces)
def test_what_is_printed_means_the_same(text: str) -> None:
    query = parse(text)
    assert parse(str(query)) == query
    unfiltered = query.without_filters()
    assert (unfiltered.required, unfiltered.excluded) == (query.required, query.excluded)
    assert (unfiltered.labels, unfiltered.since, unfiltered.until) == ((), None, None)
    assert parse(str(unfiltered)) == unfiltered


@given(pieces)
def test_a_replaced_word_stands_as_the_old_one_did(text: str) -> None:
    query = parse(text)
    for group in query.required:
        old = next(word.typed for term in group for word in term.words)
        replaced = query.replacing(old, "लावरोव")
        assert len(replaced.parts) == len(query.parts)
        assert [part.is_strict for part in replaced.parts] == [p.is_strict for p in query.parts]
