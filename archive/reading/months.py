"""The names of the months as Hindi papers and their websites write them.

The spellings of one month stand together, with the reason they are there. Names in NFC, lower
case; a nukta therefore stands apart from its letter.
"""

# (month, spellings, reason)
MONTHS = (
    (1, "january jan", "English, full and short"),
    (2, "february feb", "English, full and short"),
    (3, "march mar", "English, full and short"),
    (4, "april apr", "English, full and short"),
    (5, "may", "English"),
    (6, "june jun", "English, full and short"),
    (7, "july jul", "English, full and short"),
    (8, "august aug", "English, full and short"),
    (9, "september sept sep", "English, full and two short forms"),
    (10, "october oct", "English, full and short"),
    (11, "november nov", "English, full and short"),
    (12, "december dec", "English, full and short"),
    (1, "जनवरी जन", "CLDR's full and short form"),
    (2, "फ़रवरी फरवरी फ़र फर", "with the nukta as in CLDR, and as most papers write"),
    (3, "मार्च", "CLDR"),
    (4, "अप्रैल अप्रेल अप्रिल", "CLDR; two common misspellings"),
    (5, "मई", "CLDR"),
    (6, "जून", "CLDR"),
    (7, "जुलाई जुलाइ जुल", "CLDR's full form, a misspelling, the short form"),
    (8, "अगस्त अग", "CLDR's full and short form"),
    (9, "सितंबर सितम्बर सितँबर सित", "nasal as a dot, as a letter, as a moon; short form"),
    (10, "अक्टूबर अक्तूबर अक्टुबर अक्टोबर अक्टू", "ट as in CLDR, the older त; vowels; short form"),
    (11, "नवंबर नवम्बर नवँबर नव", "nasal as a dot, as a letter, as a moon; short form"),
    (12, "दिसंबर दिसम्बर दिसँबर दिस", "nasal as a dot, as a letter, as a moon; short form"),
)
