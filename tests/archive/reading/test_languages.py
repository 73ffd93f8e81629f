"""Languages told from texts: the project's own sentences, as papers write them."""

from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.reading.languages import language_of, main_script, read_language, speaks_hindi

HINDI = """
राजधानी में शुक्रवार को हुई तेज बारिश के बाद कई इलाकों में पानी भर गया।
मंत्री ने कहा कि नई नीति से छोटे कारोबारियों को सबसे ज्यादा फायदा होगा।
पुलिस ने बताया कि चोरी के मामले में दो युवकों को गिरफ्तार किया गया है।
टीम ने आखिरी ओवर में मैच जीतकर श्रृंखला अपने नाम कर ली और कप्तान खुश दिखे।
स्कूल की छत गिरने से किसी बच्चे को चोट नहीं आई लेकिन अभिभावक नाराज हैं।
किसानों ने फसल के सही दाम की मांग को लेकर जिला मुख्यालय पर धरना दिया।
अदालत ने याचिका खारिज करते हुए सरकार को चार हफ्ते में जवाब देने को कहा।
शहर के पुराने बाजार में लगी आग पर दमकल ने तीन घंटे में काबू पाया।
वैज्ञानिकों का मानना है कि इस साल गर्मी पिछले वर्षों से अधिक पड़ेगी।
अस्पताल में डॉक्टरों की कमी से मरीजों को घंटों इंतजार करना पड़ रहा है।
रेलवे ने त्योहारों के लिए बीस विशेष ट्रेनें चलाने का फैसला किया है।
लेखिका की नई किताब गांव की औरतों के संघर्ष की कहानी कहती है।
विपक्ष के नेता ने आरोप लगाया कि आंकड़े जानबूझकर छिपाए जा रहे हैं।
सोने के भाव में लगातार तीसरे दिन गिरावट आई और चांदी भी सस्ती हुई।
विश्वविद्यालय में दाखिले की प्रक्रिया अगले सोमवार से शुरू हो जाएगी।
नदी का जलस्तर खतरे के निशान से ऊपर पहुंचने पर गांव खाली कराए गए।
फिल्म ने पहले ही हफ्ते में कमाई के पुराने सारे रिकॉर्ड तोड़ दिए।
मौसम विभाग ने अगले दो दिनों तक पहाड़ों पर बर्फबारी की चेतावनी दी है।
सड़क हादसे में घायल हुए लोगों को मुआवजा देने की घोषणा की गई।
चुनाव आयोग ने तीन राज्यों में मतदान की तारीखों का ऐलान कर दिया।
"""
MARATHI = """
मुंबईत शुक्रवारी झालेल्या मुसळधार पावसामुळे अनेक भागांत पाणी साचले आहे.
मंत्र्यांनी सांगितले की नव्या धोरणामुळे लहान व्यापाऱ्यांना मोठा फायदा होईल.
पोलिसांनी चोरीच्या प्रकरणात दोन तरुणांना अटक केली असून तपास सुरू आहे.
संघाने शेवटच्या षटकात सामना जिंकून मालिका आपल्या नावावर केली.
शाळेचे छत कोसळले पण सुदैवाने कोणत्याही मुलाला दुखापत झाली नाही.
शेतकऱ्यांनी पिकाला योग्य भाव मिळावा म्हणून जिल्हाधिकारी कार्यालयासमोर आंदोलन केले.
न्यायालयाने याचिका फेटाळून लावत सरकारला चार आठवड्यांत उत्तर देण्यास सांगितले.
जुन्या बाजारपेठेत लागलेली आग अग्निशमन दलाने तीन तासांत आटोक्यात आणली.
यंदा उन्हाळा गेल्या वर्षांपेक्षा अधिक कडक असेल असे शास्त्रज्ञांचे मत आहे.
रुग्णालयात डॉक्टरांची संख्या कमी असल्याने रुग्णांना तासन्तास थांबावे लागते.
रेल्वेने सणासुदीच्या काळात वीस विशेष गाड्या चालवण्याचा निर्णय घेतला आहे.
लेखिकेचे नवे पुस्तक गावातील स्त्रियांच्या संघर्षाची गोष्ट सांगते.
आकडेवारी मुद्दाम लपवली जात असल्याचा आरोप विरोधी पक्षनेत्यांनी केला.
सोन्याच्या दरात सलग तिसऱ्या दिवशी घसरण झाली आणि चांदीही स्वस्त झाली.
विद्यापीठातील प्रवेश प्रक्रिया येत्या सोमवारपासून सुरू होणार आहे.
नदीची पातळी धोक्याच्या खुणेवर गेल्याने गावे रिकामी करण्यात आली.
चित्रपटाने पहिल्याच आठवड्यात कमाईचे सर्व जुने विक्रम मोडले.
हवामान खात्याने पुढील दोन दिवस डोंगराळ भागात बर्फवृष्टीचा इशारा दिला आहे.
रस्ते अपघातात जखमी झालेल्यांना भरपाई देण्याची घोषणा करण्यात आली.
निवडणूक आयोगाने तीन राज्यांतील मतदानाच्या तारखा जाहीर केल्या आहेत.
"""
NEPALI = """
राजधानीमा शुक्रबार परेको भारी वर्षापछि धेरै ठाउँमा पानी जमेको छ।
मन्त्रीले नयाँ नीतिले साना व्यवसायीलाई सबैभन्दा बढी फाइदा पुग्ने बताए।
प्रहरीले चोरीको घटनामा संलग्न दुई युवकलाई पक्राउ गरेको जनाएको छ।
टोलीले अन्तिम ओभरमा खेल जितेर शृङ्खला आफ्नो नाममा पार्यो।
विद्यालयको छाना भत्किए पनि कुनै बालबालिका घाइते भएनन् तर अभिभावक रिसाएका छन्।
किसानहरूले बालीको उचित मूल्य माग गर्दै जिल्ला प्रशासन अगाडि धर्ना दिए।
अदालतले निवेदन खारेज गर्दै सरकारलाई चार हप्ताभित्र जवाफ दिन भनेको छ।
पुरानो बजारमा लागेको आगो दमकलले तीन घण्टामा नियन्त्रणमा लियो।
वैज्ञानिकहरूका अनुसार यो वर्ष गर्मी विगतका वर्षभन्दा बढी हुनेछ।
अस्पतालमा चिकित्सकको अभावले बिरामीले घण्टौं कुर्नुपरेको छ।
रेलवेले चाडपर्वका लागि बीस वटा विशेष रेल चलाउने निर्णय गरेको छ।
लेखिकाको नयाँ पुस्तकले गाउँका महिलाको सङ्घर्षको कथा भन्छ।
विपक्षी दलका नेताले तथ्याङ्क जानाजान लुकाइएको आरोप लगाए।
सुनको मूल्य लगातार तेस्रो दिन घट्यो र चाँदी पनि सस्तो भयो।
विश्वविद्यालयमा भर्ना प्रक्रिया आउँदो सोमबारदेखि सुरु हुने भएको छ।
नदीको सतह खतराको तहभन्दा माथि पुगेपछि गाउँ खाली गराइयो।
चलचित्रले पहिलो हप्तामै कमाइका सबै पुराना कीर्तिमान तोड्यो।
मौसम विभागले आगामी दुई दिन पहाडमा हिमपात हुने चेतावनी दिएको छ।
सडक दुर्घटनामा घाइते भएकालाई क्षतिपूर्ति दिने घोषणा गरियो।
निर्वाचन आयोगले तीन प्रदेशमा हुने मतदानको मिति घोषणा गर्यो।
"""
ENGLISH = """
Heavy rain in the capital on Friday left water standing in many parts of the city.
The minister said that the new policy would help small traders more than anyone else.
Police said that two young men have been arrested in the case of the theft.
The team won the match in the last over and took the series with a smile.
No child was hurt when the roof of the school fell, but parents are angry.
Farmers sat outside the district office and asked for a fair price for their crops.
The court turned the petition down and asked the government to answer in four weeks.
Firemen took three hours to put out the fire that broke out in the old market.
Scientists believe that this summer will be hotter than those of the past years.
Patients wait for hours at the hospital because it has too few doctors.
The railways will run twenty special trains for the festivals of this month.
The new book by the writer tells of the struggle of women in a village.
The leader of the opposition said that the figures were being hidden on purpose.
The price of gold fell for the third day in a row and silver was cheaper as well.
Admissions at the university will begin on Monday and go on for two weeks.
Villages were emptied after the river rose above the mark of danger at night.
The film broke all of the old records in the first week of its release.
The weather office has warned of snow in the hills for the next two days.
Those who were hurt in the accident on the road are to be paid by the state.
The commission has named the days on which three states will go to vote.
"""
BHOJPURI = """
शहर में शुक के दिने भारी बरखा भइल आ कई गो मोहल्ला में पानी भर गइल बा।
मंत्री जी कहलें कि नया नीति से छोट दोकानदार लोग के बहुते फायदा होखी।
पुलिस बतवलस कि चोरी के मामिला में दू गो लइका पकड़ाइल बाड़े।
गाँव के लोग आपन फसल के सही दाम खातिर जिला मुख्यालय पर धरना दिहल।
एह साल गर्मी बहुत पड़ी, अइसन जानकार लोग के कहनाम बा।
"""
MAITHILI = """
शहर मे शुक्र दिन बड्ड बरखा भेल आ कतेको मोहल्ला मे पानि भरि गेल अछि।
मंत्री कहलनि जे नव नीति सँ छोट व्यापारी सभ केँ बेसी लाभ होयत।
पुलिस कहलक जे चोरीक मामला मे दू गोट युवक केँ पकड़ल गेल अछि।
गामक लोक अपन फसिलक उचित दामक लेल जिला मुख्यालय पर धरना देलनि।
एहि साल गरमी बहुत पड़त, से जानकार लोकनिक कहब छनि।
"""
SANSKRIT = """
अस्ति कस्मिंश्चित् वने एकः सिंहः। सः प्रतिदिनं पशून् हत्वा खादति स्म।
तदा सर्वे पशवः मिलित्वा सिंहस्य समीपं गत्वा अवदन् यत् राजन् किम् एतत् करोषि।
"""


def texts(sentences: str) -> list[str]:
    """Two sentences in a row, and two that stand apart: twice as many as there are sentences."""
    lines = sentences.strip().split("\n")
    pairs = ((lines[at - 1], lines[at], lines[at - 2]) for at in range(len(lines)))
    return list(chain.from_iterable((f"{a} {b}", f"{c} {b}") for a, b, c in pairs))


@pytest.mark.parametrize(
    ("sentences", "language"),
    [(HINDI, "hi"), (MARATHI, "mr"), (NEPALI, "ne"), (ENGLISH, "en")],
)
def test_the_four_languages_that_archives_have_most(sentences: str, language: str) -> None:
    found = [language_of(text) for text in texts(sentences)]
    assert len(found) == 40
    # No text is of another language; hardly one is left without.
    assert set(found) <= {language, ""}
    assert found.count(language) >= 39


@pytest.mark.parametrize(
    ("sentences", "language"), [(BHOJPURI, "bho"), (MAITHILI, "mai"), (SANSKRIT, "sa")]
)
def test_their_neighbours(sentences: str, language: str) -> None:
    assert {language_of(text) for text in texts(sentences)} == {language}


def test_only_hindi_is_plainly_hindi() -> None:
    assert sum(speaks_hindi(text.replace("।", "").split()) for text in texts(HINDI)) >= 36
    for other in (MARATHI, NEPALI, SANSKRIT, MAITHILI):
        assert not any(speaks_hindi(text.split()) for text in texts(other))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("یہ خبر اردو میں ہے اور اسے سب نے پڑھا", "ur"),
        ("এটি বাংলা ভাষায় লেখা একটি খবর", "bn"),
        ("এইটো অসমীয়া ভাষাৰ এটা বাতৰি", "as"),
        ("இது தமிழ் செய்தி", "ta"),
        ("ಇದು ಕನ್ನಡ ಸುದ್ದಿ", "kn"),
        ("यह Hindi और English का mix है जिसमें हिंदी ज्यादा है", "hi"),
        ("The word हिंदी is what they call it, and that is the name of the language.", "en"),
        ("bharat ke pradhan mantri ne kaha ki vah the to is baat se khush hain", ""),
        ("Der Minister sagte am Freitag in Berlin, dass die Arbeit weitergeht.", ""),
        ("महाराष्ट्र / अकोला / मुद्रा योजना", "hi"),
        ("12 34", ""),
        ("", ""),
    ],
)
def test_other_texts(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("named", "code"),
    [
        ("hi", "hi"), ("hi-IN", "hi"), ("HI_in.UTF-8", "hi"), ("hin", "hi"), ("Hindi", "hi"),
        ("हिन्दी", "hi"), ("हिंदी", "hi"), ("Hindi (India)", "hi"), ("मराठी", "mr"), ("npi", "ne"),
        ("English", "en"), ("Bhojpuri", "bho"), ("xx", ""), ("", ""), ("🙂", ""),
    ],
)  # fmt: skip
def test_names_of_languages(named: str, code: str) -> None:
    assert read_language(named)[0] == code


@pytest.mark.parametrize(
    ("sentences", "named", "language"),
    [
        (HINDI, "hi-IN", "hi"),
        (HINDI, "en-US", "hi"),
        (HINDI, "mr", "hi"),
        (HINDI, "junk", "hi"),
        (MARATHI, "Hindi", "mr"),
        (NEPALI, "hi", "ne"),
        (ENGLISH, "hi", "en"),
        # What is not told from text is believed, if the script can be right.
        (HINDI, "awa", "awa"),
        (ENGLISH, "awa", "en"),
    ],
)
def test_a_language_that_is_named(sentences: str, named: str, language: str) -> None:
    assert language_of(sentences, named) == language


def test_a_text_too_short_to_tell_is_what_the_input_says() -> None:
    assert language_of("नमस्कार", "mr") == "mr"
    assert language_of("2025", "hi") == "hi"
    assert main_script("2025") == ""


@settings(max_examples=100)
@given(st.text(), st.text(max_size=10))
def test_no_text_fails(text: str, named: str) -> None:
    assert isinstance(language_of(text, named), str)
