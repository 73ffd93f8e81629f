"""Keeps the lexicon and the query expansions until the words or the index change."""

import threading
from collections.abc import Generator, Iterable
from contextlib import contextmanager

from archive.store import Store
from index.budget import waiting
from index.engine import Engine
from index.lexicon import Lexicon
from index.names import made_by, names_in
from index.search.expander import Begun, Expander, Expansions, Together
from index.search.generation import Generation, PerGeneration
from index.search.legacy_queries import as_hindi
from index.search.misreadings import misreadings
from index.thesaurus import OwnRows, Thesaurus
from index.transliteration.emission import EmissionModel
from index.transliteration.phonetic_key import phonetic_key
from index.transliteration.pronunciation import pronunciations

MAX_EXPANSIONS = 1000
"""Expansions kept, in 10 MB at most: queries repeat their words."""

MAX_TOGETHER = 10_000
"""Rows of words of which is kept whether they are something together, in 2 MB at most; a query of
five words has ten."""


class WordCache:
    """The lexicon, the thesaurus and the expander of an archive. Threads may share one.

    Args:
        store: Has the words.
        engine: Has the index.
        own_rows: The thesaurus with the person's own rows; None: without any.
    """

    def __init__(self, store: Store, engine: Engine, own_rows: OwnRows | None = None) -> None:
        self.own_rows = own_rows or OwnRows(None)
        self._store = store
        self._engine = engine
        self._loading = threading.Lock()
        self._own = threading.local()
        """The lexicon that this thread is to see."""
        self._lexicon = Lexicon(())
        self._loaded: tuple[str, int, str] | None = None
        self._expansions: Expansions = PerGeneration(MAX_EXPANSIONS)
        self._together: Together = PerGeneration(MAX_TOGETHER)
        self._begun: Begun = PerGeneration(MAX_TOGETHER)

    def lexicon(self, generation: Generation | None = None) -> Lexicon:
        """The words of the archive; loaded again when they changed.

        It is no ``PerGeneration``, since to load takes long and fills memory: threads wait for the
        one that loads, and a request that began before a change gets the words of after it instead
        of loading those of before once more.

        Args:
            generation: As read at the start of the request; None: it is read now.

        Raises:
            StoreUnavailable: The database cannot be read.
        """
        own: Lexicon | None = getattr(self._own, "lexicon", None)
        if own is not None:
            return own
        if generation is None or generation.words != self._loaded:
            with waiting(), self._loading:
                newest = self._store.checkpoints().get("words")
                if newest != self._loaded:
                    self._lexicon = Lexicon(self._store.words(), misreadings(self._store))
                    self._loaded = newest
        return self._lexicon

    @contextmanager
    def using(self, lexicon: Lexicon | None) -> Generator[None]:
        """Within the block, this thread sees this lexicon; None: that of its generation."""
        before = getattr(self._own, "lexicon", None)
        self._own.lexicon = lexicon
        try:
            yield
        finally:
            self._own.lexicon = before

    def expander(self, generation: Generation, off: Iterable[str] = ()) -> Expander:
        """Expands the words of queries; its expansions are kept for the generation.

        Args:
            generation: As read at the start of the request.
            off: Terms that the user does not want searched unless typed.

        Raises:
            StoreUnavailable: The database cannot be read.
        """
        lexicon = self.lexicon(generation)
        thesaurus = self.own_rows.thesaurus()
        known_by = generation.index, generation.words, generation.own_rows
        return Expander(
            lexicon,
            self._engine,
            off,
            cache=self._expansions,
            together=self._together,
            begun=self._begun,
            generation=known_by,
            thesaurus=thesaurus,
        )

    def warm(self) -> None:
        """Load what the first search would wait for: the words and the learned tables."""
        load_tables()
        self.lexicon()
        self.own_rows.thesaurus()


def load_tables() -> None:
    """Read all tables that searching needs, so that processes forked afterwards share them."""
    words = ["अभिलेख", "रूस"]
    lexicon = Lexicon((word, phonetic_key(word), 1) for word in words)
    for word in (*words, "अभिलेखक", "abhilekh", "ruus", "ৰুচ", "روس", "BJP", "बीजेपी"):
        lexicon.find_variants(word)
        lexicon.complete(word)
        lexicon.within_one_edit(word)
    EmissionModel.default().warm()
    pronunciations("abhilekh")
    as_hindi("vfHkys[k", lexicon)
    Thesaurus.default().find(("abhilekh",))
    names_in("श्री अभिलेख ने")
    made_by()
