"""Latin words that mean something else in capitals, and English words that mean nothing alone."""

from typing import Final

ONLY_IN_CAPITALS: Final = frozenset(
    row[0]
    for row in (
        # no name when typed in small letters; what it is then
        ("aap", "आप"),
        ("ai", "आई"),
        ("air", "air, that one breathes"),
        ("amrut", "अमृत"),
        ("an", "an English word"),
        ("ap", "आप"),
        ("as", "an English word"),
        ("asat", "असत्"),
        ("ats", "no word, but short"),
        ("bel", "बेल"),
        ("bis", "बीस"),
        ("bro", "a brother"),
        ("cab", "a taxi"),
        ("cap", "a hat"),
        ("cat", "an animal"),
        ("da", "दा"),
        ("ed", "the end of an English word"),
        ("fir", "फिर"),
        ("gap", "a gap"),
        ("hal", "हल"),
        ("ham", "हम"),
        ("is", "इस"),
        ("it", "इत"),
        ("je", "जे"),
        ("jee", "जी"),
        ("lac", "लाख"),
        ("led", "an English word"),
        ("mea", "मिया"),
        ("mom", "a mother"),
        ("nam", "नाम"),
        ("net", "a net"),
        ("nit", "नित"),
        ("pac", "पैक"),
        ("pal", "पल"),
        ("pan", "पान"),
        ("pil", "पिल"),
        ("pin", "a pin"),
        ("raf", "रफ़"),
        ("ram", "राम"),
        ("raw", "not cooked"),
        ("sad", "not glad"),
        ("sai", "साईं"),
        ("sail", "an English word"),
        ("sat", "सत"),
        ("si", "सी"),
        ("sim", "a card"),
        ("sip", "an English word"),
        ("sir", "an honorific"),
        ("sit", "an English word"),
        ("ta", "ता"),
        ("tada", "टाडा"),
        ("udan", "उड़ान"),
        ("un", "उन"),
        ("uno", "ऊनो"),
        ("up", "उप"),
        ("upa", "उप"),
        ("us", "उस"),
        ("vat", "वट"),
        ("boom", "an English word"),
        ("iss", "इस"),
        ("gail", "गैल"),
        ("mit", "मिट"),
        ("nada", "नाद"),
        ("quad", "an English word"),
        ("wada", "वादा"),
        ("who", "an English word"),
    )
)

LATIN_FUNCTION_WORDS: Final = frozenset(
    (
        # English
        "of in on the for to by from with at and or is are was were be been being an a as its his "
        "her their our your my this that these those into over under than if then there what when "
        "where why how who whom whose which did does has have had will would can could should he "
        "she they we you it many much vs "
        # Hindi, as it is typed
        "me mein ki ke ka ko se ne hai hain aur bhi nahi nahin kya kyu kyun kyon kab kahan kaise "
        "kitne kitna kitni "
        # Hindi, as it is typed in a hurry
        "mei hae toh joh nhi nahii nahee nahe kyunki kyuki kyoki kyonki kon kaun kese kesa jese "
        "bahot bohot boht bhot bhut bht mene mujko mujhko hame humein hamein unhe unhen inhe inhen "
        "unhone inhone jaha kidhar gya chaiye kch"
    ).split()
)
"""A query that has other words can do without them. Not here is what is a word of weight too, in
either language (do, दो; up, उप; par, main)."""
