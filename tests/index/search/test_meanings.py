"""What the archive holds that means the same as words, and what mistyped words are taken for."""

from collections.abc import Iterator

import pytest

from archive.article import Article
from index.lexicon import Lexicon, Variant
from index.query.parser import parse
from index.query.terms import QueryToken
from index.search.expander import Expander
from index.search.joined import Joins
from index.search.joined_by_sound import JoinedBySound
from index.search.likely_variants import LikelyVariants
from index.search.meanings import Meanings
from index.search.open import Archive
from index.thesaurus import Concept, Thesaurus
from index.transliteration.phonetic_key import phonetic_key
from tests.factories import archive_in
from tests.index.search.expanding import term_of

RARE_AND_COMMON = {"गाधी": 3, "गांधी": 900, "चिता": 6, "चिंता": 400, "नरेद्र": 7, "नरेंद्र": 3000,
                   "भूकंप": 120, "गवर्नमेंट": 19, "सरकार": 5800, "असेंबली": 36, "विधानसभा": 700,
                   "के": 18_000}  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "searched", "why"),
    [
        ("गाधी", ["गाधी", "गांधी"], "an anusvara left out"),
        ("नरेद्र", ["नरेद्र", "नरेंद्र"], "a common fault of a very common word"),
        ("चिता", ["चिता"], "a word of its own"),
        ("earthqauke", ["भूकंप"], "English with a typo, where nothing else is found"),
        ("asembly", ["असेंबली", "विधानसभा"], "as another word for it sounds"),
        ("governmnt", ["गवर्नमेंट", "सरकार"], "or where what is found is the English word itself"),
    ],
)
def test_an_evident_fault_of_typing_is_searched_at_once(
    opened: Archive, typed: str, searched: list[str], why: str
) -> None:
    rows = ((word, phonetic_key(word), n) for word, n in sorted(RARE_AND_COMMON.items()))
    found = Expander(Lexicon(rows), opened.engine).expand(term_of(typed))
    assert [match.term for match in found.words[0].matched] == searched, why


BODIES = {
    "together": "गृहमंत्री ने बैठक की।",
    "apart": "गृह मंत्री ने भाषण दिया।",
    "english": "होम मिनिस्टर ने कहा।",
    "court": "अदालत में सुनवाई हुई।",
    "state": "ओडिशा के भाग।",
}
ROWS = [
    Concept(("home minister",), ("गृह मंत्री", "होम मिनिस्टर"), (), "word"),
    Concept((), ("अदालत", "होम मिनिस्टर"), (), "word"),
    Concept(("Odisha",), ("ओडिशा", "उड़ीसा"), (), "name"),
]
HELD = [
    ("गृह मंत्री", {"गृहमंत्री", "होम मिनिस्टर"}, "what it means, and the other way to write it"),
    ("गृहमंत्री", {"गृह मंत्री", "होम मिनिस्टर"}, "what the words mean of which it is made"),
    ("home minister", {"गृह मंत्री", "गृहमंत्री", "होम मिनिस्टर"}, "how else an equivalent is written"),
    ("homeminister", {"गृह मंत्री", "गृहमंत्री", "होम मिनिस्टर"}, "without its space"),
    ("grih mantri", {"गृह मंत्री", "गृहमंत्री", "होम मिनिस्टर"}, "heard in a row"),
    ("भाषण", set(), "a word that means nothing else"),
]


@pytest.fixture(scope="module")
def ministers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    articles = [Article(id=name, body=body) for name, body in BODIES.items()]
    with archive_in(tmp_path_factory.mktemp("ministers"), articles) as archive:
        yield archive


def meanings(opened: Archive) -> Meanings:
    lexicon, thesaurus = opened.words.lexicon(), Thesaurus([], "", ROWS)
    joins = Joins(lexicon, opened.engine, thesaurus)
    likely = LikelyVariants(lexicon)
    by_sound = JoinedBySound(joins, likely, lexicon)
    return Meanings(lexicon, opened.engine, thesaurus, joins, by_sound)


def words_of(typed: str) -> list[QueryToken]:
    return [term.words[0] for group in parse(typed).required for term in group]


@pytest.mark.parametrize(("typed", "held", "why"), HELD)
def test_what_is_held(ministers: Archive, typed: str, held: set[str], why: str) -> None:
    found = meanings(ministers).held(words_of(typed))
    assert {each.variant.term for each in found} == held, why
    weights = [each.variant.weight for each in found]
    assert weights == sorted(weights, reverse=True)


GUESSED = [
    ("adalat", [Variant("अदालत", 0.9, 1, "sound")], ["होम मिनिस्टर"], "as it is heard"),
    ("grihmantri", [], ["गृह मंत्री"], "the words of which it is made"),
    ("भाषन", [], [], "a Hindi word is not guessed at"),
    ("उडीसा", [Variant("उड़ीसा", 0.9, 1, "spelling")], ["ओडिशा"], "but a name has its other names"),
]


@pytest.mark.parametrize(("typed", "variants", "guessed", "why"), GUESSED)
def test_what_a_word_that_is_not_known_may_mean(
    ministers: Archive, typed: str, variants: list[Variant], guessed: list[str], why: str
) -> None:
    found = meanings(ministers).guessed(words_of(typed)[0], [], variants)
    assert [each.variant.term for each in found] == guessed, why
