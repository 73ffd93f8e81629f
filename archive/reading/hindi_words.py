"""Word lists that recognise sentence ends, names and datelines in Hindi and English.

Each row of a table holds words and the reason they are there.
"""

import unicodedata

# A dot after these does not end a sentence.
ABBREVIATIONS = (
    ("डॉ डा डाॅ प्रो पं स्व श्री सुश्री कु मो मु सं", "titles before a name"),
    ("ले कै मे ब्रि जन कर्न इं एड", "ranks and professions before a name"),
    ("रु रू नं सं पृ कि मी किमी सेमी लि प्रा कं जि वि", "units, numbers, companies, districts"),
    ("dr mr mrs ms prof st jr sr no rs vs lt col gen capt maj sgt rev hon inc ltd co", "English"),
)

# English letters spelled out, as in एस. जयशंकर or ए. पी. जे.; a dot after them is an initial's.
INITIALS = (
    ("ए बी सी डी एफ जी एच जे के एल एम एन ओ क्यू आर एस टी यू वी डब्ल्यू एक्स वाई जेड ज़ेड", "letters"),
    ("अ क ख ग च ज ट ड त द न प ब म य र ल व स ह", "Hindi initials"),
)

# Letters spelled out that are words too (आई: came, ई, पी: drank): initials only beside others.
DOUBTFUL_INITIALS = (("ई आई पी", "letters that are Hindi words as well"),)

# How a Hindi sentence ends. A short first "sentence" that ends otherwise is a dateline
# (नई दिल्ली।), and a dot right behind these ends a sentence even without a space after it.
VERBS = (
    ("है हैं था थी थे हूं हूँ हो", "to be"),
    ("गया गई गए गयी गये रहा रही रहे चुका चुकी चुके सका सकी सके सकता सकती सकते", "auxiliaries"),
    ("दिया दी दिए दिये लिया ली लिए किया किए हुआ हुई हुए आया आई आए मिला मिली मिले", "past forms"),
    ("होगा होगी होंगे होंगी करेगा करेगी करेंगे जाएगा जाएगी जाएंगे चाहिए", "future and duty"),
    ("कहा बताया नहीं मरे जीता जीती जीते हारा", "how short headlines end"),
)

# No name holds these, so a line with one of them is a sentence or a heading.
NEVER_IN_NAMES = (
    ("का की के को से में ने पर और या तक भी ही तो कि जो एक बाद साथ लिए बीच", "particles"),
    ("यह वह ये वे इस उस इन उन कब कहां क्या क्यों कैसे कौन जब तब", "pronouns and question words"),
    ("the of to in on at for with from is are was were will has have a an this that", "English"),
)

# These stand beside dates as names do, and are none; behind a label ("By News Desk") they count.
NOT_PEOPLE = (
    ("news live breaking read more also watch video videos photos english hindi desk", "labels"),
    ("समाचार खबर ख़बर खबरें न्यूज न्यूज़ लाइव वीडियो फोटो फ़ोटो डेस्क देश विदेश", "labels and sections"),
    ("delhi mumbai lucknow patna kolkata chennai india moscow washington", "places"),
    ("दिल्ली मुंबई लखनऊ पटना कोलकाता चेन्नई भारत भोपाल जयपुर रांची देहरादून", "places"),
)

# In brackets behind the place of a dateline: नई दिल्ली (भाषा)।
AGENCIES = (
    ("भाषा वार्ता पीटीआई यूनीवार्ता हिस हि.स. हि.स आईएएनएस एएनआई", "Indian agencies"),
    ("एजेंसी एजेंसियां एजेंसियाँ एजेन्सी ब्यूरो संवाददाता रायटर रॉयटर्स एपी एएफपी", "any, and foreign ones"),
    ("ANI PTI IANS UNI AP AFP Reuters", "in Latin letters"),
)


def words_of(table: tuple[tuple[str, str], ...]) -> frozenset[str]:
    """The words of a table, in NFC, in which a nukta is always a character of its own."""
    rows = (unicodedata.normalize("NFC", words) for words, _reason in table)
    return frozenset(word for row in rows for word in row.split())
