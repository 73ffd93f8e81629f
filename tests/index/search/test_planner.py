"""How the words of a query are put together to a search, over the words of the small archive."""

import pytest

from index.engine import AllOf, AnyOf, Clause, DisMax, Not, Phrase, SearchRequest, Term
from index.query.parser import parse
from index.search.clauses import PAIR_WEIGHT
from index.search.expander import Expander
from index.search.open import Archive
from index.search.planner import KICKER_WEIGHT, Plan, plan
from index.thesaurus import Concept, Thesaurus


@pytest.fixture(scope="module")
def expander(opened: Archive) -> Expander:
    return Expander(opened.words.lexicon(), opened.engine)


def shown(clause: Clause) -> str:
    """A clause in one spelling: of the variants of a word the first, of a phrase the stems."""
    match clause:
        case Term():
            return clause.exact or clause.stem
        case DisMax():
            return shown(clause.clauses[0])
        case Phrase():
            between = " … " if clause.slop else " "
            return f'"{between.join(forms[0] for forms in clause.words)}"'
        case AnyOf():
            return " | ".join(map(shown, clause.clauses))
        case AllOf():
            return " + ".join(map(shown, clause.must))
        case Not():
            return f"-{shown(clause.clause)}"


def described(clauses: tuple[Clause, ...]) -> str:
    return ", ".join(map(shown, clauses))


# typed, what every article has, what it has or most of it, why
GROUPS = [
    ("रूस मंत्री", "", "रूस, मंत्री", "bare words"),
    ("रूस के मंत्री", "", "रूस, मंत्री", "a stop word is left out"),
    ("मंत्री का", "", "मंत्री", "also at the end"),
    ("के में", "", "के, में", "there is nothing but stop words"),
    ("=के मंत्री", "के", "मंत्री", "a stop word with a sign is none"),
    ("रूस OR के मंत्री", "", "रूस | के, मंत्री", "nor is one beside another word"),
    ("=लावरोव मंत्री", "लावरोव", "मंत्री", "only this spelling"),
    ("लावरो* मंत्री", "लावरोफ़", "मंत्री", "a prefix"),
    ("title:लावरोव मंत्री", "लावरोव", "मंत्री", "in the title"),
    ('"विदेश मंत्री" रूस', '"विदेश मंत्रि"', "रूस", "a phrase"),
    ('"मंत्री" रूस', "", "मंत्री, रूस", "one word in quotes is no phrase"),
    ("रूस OR जापान मंत्री", "", "रूस | जापान, मंत्री", "alternatives are one group"),
    ("रूस OR =जापान मंत्री", "रूस | जापान", "मंत्री", "which is strict if one of them is"),
    ("north korea", "", '"उत्तर कोरिय"', "a name of two words is one group"),
    ("मंत्री north korea", "", 'मंत्री, "उत्तर कोरिय"', "after another word too"),
    ("north title:korea", "korea", "north", "a field parts it"),
    ("north OR korea", "", "north | korea", "and so does an or"),
    ('"north korea"', '"north korea"', "", "and so do quotes"),
    ("", "", "", "nothing"),
]

# typed, neighbours, why
PAIRS = [
    ("रूस मंत्री लावरोव", '"रूस मंत्रि", "मंत्रि लावरोव"', "each with the next"),
    ("रूस के मंत्री", '"रूस … मंत्रि"', "a stop word between them"),
    ("रूस =मंत्री लावरोव", "", "exact forms have no positions"),
    ('"विदेश नीति" मंत्री', "", "a phrase is no neighbour"),
    ("रूस OR जापान मंत्री", "", "nor are alternatives"),
    ("रूस -जापान मंत्री", '"रूस मंत्रि"', "what is excluded does not stand between"),
    ("north korea मंत्री", "", "nor is a name"),
    ("रूस", "", "alone"),
]

# typed, how many of the groups, which articles have them, why
FOUND = [
    ("लावरोव मंत्री", 2, "lavrov-1 lavrov-2", "both"),
    ("लावरोव मंत्री", None, "lavrov-1 lavrov-2", "all, which are two"),
    ("लावरोव शतक", 2, "", "no article has both"),
    ("लावरोव शतक", 1, "lavrov-1 lavrov-2 match", "either"),
    ("लावरोव शतक", 9, "", "more than there are: all"),
    ("=लावरोव शतक", 1, "", "the strict one and the other"),
    ("=लावरोव शतक", 0, "lavrov-1", "the strict one alone"),
    ("लावरोव शतक -वोनसान", 1, "match", "never what is excluded"),
    ("लावरोव -वॉनसान -वोनसान", 1, "", "nothing is left"),
    ("रूस OR शतक", 1, "lavrov-1 lavrov-2 match", "alternatives"),
]


@pytest.mark.parametrize(("typed", "must", "groups", "why"), GROUPS)
def test_groups(expander: Expander, typed: str, must: str, groups: str, why: str) -> None:
    planned = plan(parse(typed), expander)
    assert (described(planned.must), described(planned.groups)) == (must, groups), why


@pytest.mark.parametrize(("typed", "pairs", "why"), PAIRS)
def test_neighbours(expander: Expander, typed: str, pairs: str, why: str) -> None:
    planned = plan(parse(typed), expander)
    assert described(planned.extras) == pairs, why
    assert all(isinstance(pair, Phrase) and pair.weight == PAIR_WEIGHT for pair in planned.extras)


@pytest.mark.parametrize("row", FOUND, ids=lambda row: row[0])
def test_what_is_found(
    opened: Archive, expander: Expander, row: tuple[str, int | None, str, str]
) -> None:
    typed, at_least, found, why = row
    clause = plan(parse(typed), expander).clause(at_least)
    hits = opened.engine.search(SearchRequest(clause)).hits
    assert {hit.id for hit in hits} == set(found.split()), why


def test_words_that_are_searched_for_are_told_once(expander: Expander) -> None:
    planned = plan(parse("रूस के रूस -जापान मंत्री"), expander)
    assert [word.word for word in planned.words] == ["रूस", "मंत्री"]
    assert len(planned.highlight) == len(planned.words)


def test_a_phrase_that_is_typed_again_is_searched_for_once(expander: Expander) -> None:
    once = plan(parse('"विदेश मंत्री" -"रूस के"'), expander)
    assert plan(parse('"विदेश मंत्री" -"रूस के" ' * 4), expander).clause() == once.clause()


def test_nothing_is_planned_for_nothing(expander: Expander) -> None:
    assert plan(parse("source:x"), expander) == Plan((), (), (), (), (), ())


# typed, what is preferred, in either order, why
BESIDE_NUMBERS = [
    ("26 january", "26 january", "a day"),
    ("जनवरी 26 परेड", "26 january", "the month first"),
    ("1 मई", "1 may", "a month that is also another word in Latin letters"),
    ("Rs 500", "500 rs", "an amount"),
    ("₹500", "500 rs", "with its sign"),
    ("50%", "50 percent", "per cent"),
    ("32 january", "", "no day"),
    ("january 2020", "2020 january", "a month of a year"),
    ("9999 january", "", "no year"),
    ("26 रूस", "", "no month"),
    ("26 OR january", "", "an or parts them"),
]


@pytest.mark.parametrize(("typed", "preferred", "why"), BESIDE_NUMBERS)
def test_days_and_amounts_are_preferred(
    expander: Expander, typed: str, preferred: str, why: str
) -> None:
    pairs = plan(parse(typed), expander).extras
    found = [pair for pair in pairs if isinstance(pair, DisMax)]
    if not preferred:
        assert not found, why
        return
    (either,) = found
    phrases = [each for each in either.clauses if isinstance(each, Phrase)]
    number, beside = preferred.split()
    assert [shown(phrase) for phrase in phrases] == [f'"{number} {beside}"', f'"{beside} {number}"']


UNITS = [
    ("20 kms", "20, किलोमीटर", "a plural that no dictionary has"),
    ("20km", "20, किलोमीटर", "written together"),
    ("5 yrs", "5, साल", "sounds like another word"),
    ("48 HRS", "48, घंटे", "in capitals"),
    ("2.5 ltr", "2.5, लीटर", "a part of one"),
    ("5 saal", "5, saal", "a Hindi word stays"),
    ("kms रूस", "kms, रूस", "without a number it is a word"),
    ("min 5", "min, 5", "a unit stands behind its number"),
    ("रूस min", "रूस, min", "and behind nothing else"),
]


@pytest.mark.parametrize(("typed", "words", "why"), UNITS)
def test_a_short_unit_behind_a_number_is_its_word(
    expander: Expander, typed: str, words: str, why: str
) -> None:
    assert ", ".join(word.word for word in plan(parse(typed), expander).words) == words, why


def test_a_phrase_that_is_nowhere_is_planned_as_words(expander: Expander) -> None:
    planned = plan(parse('रूस "मंत्री जापान"'), expander)
    assert (described(planned.must), described(planned.groups)) == ("", "रूस, मंत्री, जापान")
    assert [note.kind for note in planned.notes] == ["phrase_as_words"]
    planned = plan(parse('रूस -"मंत्री जापान"'), expander)
    assert described(planned.excluded) == '"मंत्रि जापान"'
    assert planned.notes == ()


def test_in_a_long_query_words_that_mean_something_together_need_not_stand_together(
    opened: Archive,
) -> None:
    thesaurus = Thesaurus([], "", [Concept((), ("उत्तर कोरिया", "रूस"), (), "name")])
    expander = Expander(opened.words.lexicon(), opened.engine, thesaurus=thesaurus)
    words = "उत्तर कोरिया"
    together = plan(parse(words), expander).groups[0]
    query = parse(f"{words} मंत्री विदेश सरकार नेता चुनाव बैठक यात्रा")
    apart = plan(query, expander).groups[0]
    assert isinstance(together, DisMax)
    assert isinstance(apart, DisMax)
    # What has the words anywhere stands before, where few articles have them together.
    *_, short = [clause for clause in together.clauses if isinstance(clause, AllOf)]
    *_, long = [clause for clause in apart.clauses if isinstance(clause, AllOf)]
    assert [type(clause) for clause in short.must] == [Phrase]
    assert [type(clause) for clause in long.must] == [AnyOf]
    assert [type(clause) for clause in long.should] == [Phrase]


def test_a_kicker_of_a_long_query_only_adds_to_the_score(expander: Expander) -> None:
    words = "विदेश मंत्री रूस जापान सरकार नेता यात्रा"
    long, short = plan(parse(f"फैक्ट चेक: {words}"), expander), plan(parse("फैक्ट चेक: रूस"), expander)
    subject = plan(parse(words), expander)
    assert len(long.groups) == len(subject.groups) == len(words.split())
    assert len(short.groups) == 3
    kickers = [each for each in long.extras if isinstance(each, DisMax)]
    assert described(tuple(kickers)) == "फैक्ट, चेक"
    weights = {
        each.weight for kicker in kickers for each in kicker.clauses if isinstance(each, Term)
    }
    assert max(weights) == KICKER_WEIGHT
    assert {word.word for word in long.words} >= {"फैक्ट", "चेक"}
