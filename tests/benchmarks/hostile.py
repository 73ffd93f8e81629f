"""What the dearest addresses cost: python -m tests.benchmarks.hostile HOME ENGINE.

Asks over 120 addresses that a stranger may type or send, of every kind of page, each once in a
process that was warmed up, and prints the seconds of processor time that each took, with those of
all threads. No answer was kept before: what somebody wants to be dear was never asked.
"""

import argparse
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise
from pathlib import Path
from urllib.parse import quote, urlencode

from flask.testing import FlaskClient
from rich.console import Console
from rich.table import Table

from index.search.open import Archive, open_archive
from tests.factories import settings_in
from web.app import create_app
from web.serving import prepare_worker

SHOWN = 25
LONG_BODIES = 2000
"""Articles among which the longest is looked for."""

COMMON = (
    "के में की है को से का और ने पर कि भी हैं इस कहा यह एक लिए साथ नहीं हो गया किया रहे "
    "था प्रधानमंत्री भारत देश सरकार आज बाद सिंह मोदी लोगों राज्य दिल्ली मंत्री दिन समय जो "
    "तक ही कर बताया करने"
).split()
"""Words that most news has."""

SUBJECTS = (
    "प्रधानमंत्री भारत देश सरकार सिंह मोदी लोगों राज्य दिल्ली मंत्री दिन समय बैठक "
    "कार्यक्रम राष्ट्रीय क्षेत्र पुलिस विकास केंद्र अधिकारी कोविड टीका मामले स्वास्थ्य "
    "मुख्यमंत्री जिला प्रदेश उत्तर चुनाव विश्व खेल टीम"
).split()
"""Words that much news has, none of them a stop word."""

LATIN = (
    "pradhanmantri bharat desh sarkar singh modi logon rajya dilli mantri din samay "
    "baithak rashtriya kshetra police vikas kendra adhikari covid tika mamle swasthya "
    "mukhyamantri zila pradesh uttar chunav vishwa khel team yojana"
).split()

MISSPELT = (
    "pradhanmntri bharrat sarkaar sigh moddi loogon raajya dillli mntri samaay bethak "
    "rastriye shetra pulis vikaas kender adhikaree kovidd teeka maamle swastya "
    "mukhyamntri jilaa pradeesh utar chunaaw vishv khell tiim yojnaa kaaryakram sammelan"
).split()

NONSENSE = (
    "xqzv wrtpl ksjdhf qwmnb zxcvb plmkn jhgfd rtyui bvcxz poiuy mnbvq asdgh lkjhz xswed "
    "vfrtg nhyuj zzzzy qqqwx brglm trwqp sdfgk hjklp cvbnm wertz uioph dfghj xcvbk tyuiq "
    "ghjkw vbnml erzxc opqwe"
).split()

MIXED = ("मोdi", "delhiदिल्ली", "рф", "मोદી", "தமிழ்", "অসম", "ਪੰਜਾਬ", "مودی", "中国", "αβγ")


def _in_pairs(words: list[str]) -> Iterator[tuple[str, str]]:
    return zip(words[::2], words[1::2], strict=False)


@dataclass(frozen=True, slots=True)
class Address:
    """One address.

    Attributes:
        kind: What is dear about it.
        stream: It is a whole download, of which each chunk counts.
    """

    kind: str
    path: str
    stream: bool = False


def _search(kind: str, q: str, /, path: str = "/search", **more: object) -> Address:
    query = urlencode({"q": q, **more}, doseq=True)
    return Address(kind, f"{path}?{query}", stream=path.startswith("/download"))


def queries() -> Iterator[tuple[str, str]]:  # noqa: PLR0915  a table of queries that are made
    """Queries that are dear, each with its kind."""
    common, subjects, latin = COMMON[:32], SUBJECTS[:32], LATIN[:32]
    yield "long phrase", f'"{" ".join(common)}"'
    yield "long phrase", f'"{" ".join(subjects)}"'
    yield "long phrase", f'"{" ".join(latin)}"'
    yield "long phrase", f'"{" ".join(MISSPELT)}"'
    yield "one word, in a phrase", f'"{" ".join(["के"] * 32)}"'
    yield "one word, in a phrase", f'"{" ".join(["modi"] * 32)}"'
    yield "phrases of two", " ".join(f'"{a} {b}"' for a, b in pairwise(common))
    yield "phrases of two", " ".join(f'"{a} {b}"' for a, b in pairwise(latin))
    yield "phrases or phrases", " OR ".join(f'"{a} {b}"' for a, b in _in_pairs(subjects))
    yield "phrases or phrases", " OR ".join(f'"{a} {b}"' for a, b in _in_pairs(MISSPELT))
    yield "phrases of stop words", " ".join(['"के में की है"'] * 8)
    yield "quotes in quotes", '"' + "“«मोदी”» " * 30 + '"'
    yield "quotes in quotes", '"मोदी "भारत" देश" ' * 15
    yield "common words", " ".join(common)
    yield "common words", " ".join(subjects)
    yield "common words in Latin", " ".join(latin)
    yield "misspelt words", " ".join(MISSPELT)
    yield "Latin nonsense", " ".join(NONSENSE)
    yield "Latin nonsense", "zqxjkvbp"
    yield "many alternatives", " OR ".join(common)
    yield "many alternatives", " OR ".join(subjects)
    yield "many alternatives", " OR ".join(latin)
    yield "many alternatives", " या ".join(MISSPELT)
    yield "many alternatives", " | ".join(NONSENSE)
    yield "hundreds of alternatives", " OR ".join("कखगघचछजझटठडढणतथदधनपफबभमयरलवशषसह" * 8)
    yield "hundreds of alternatives", " OR ".join("abcdefghijklmnopqrstuvwxyz" * 9)
    yield "beginnings of one letter", " ".join(f"{c}*" for c in "कखगघचजतदनपबमरलवसह")
    yield "beginnings of one letter", " OR ".join(f"{c}*" for c in "abcdefghijklmnopqrstuvwxyz")
    yield (
        "beginnings of two letters",
        " ".join(f"{a}{b}*" for a, b in zip("कसपमनरबतदलवहजगच" * 2, "ाििेोुंरा" * 4, strict=False)),
    )
    yield "beginnings of two letters", " ".join(f"{a}{b}*" for a in "skpmnb" for b in "aeiou")
    yield "beginnings of two letters", " OR ".join(f"{a}{b}*" for a in "skpmnb" for b in "aeiou")
    yield "beginnings in a phrase", '"' + " ".join(["प्र*", "वि*", "का*", "सं*", "रा*"] * 6) + '"'
    yield "beginnings in a phrase", '"' + " ".join(["pra*", "vi*", "ka*", "sa*", "ra*"] * 6) + '"'
    yield "beginnings in phrases", " ".join(['"प्र* वि*"', '"का* सं*"', '"pra* ka*"'] * 5)
    yield "beginning and end", " ".join(f"{a}*{b}" for a in ("का", "प्र", "सं") for b in "रतनलकम")
    yield "beginning and end", " ".join(f"{a}*{b}" for a in ("ka", "pr", "sa") for b in "rtnlkm")
    yield "exclusions", " ".join(["मोदी", *(f"-{word}" for word in subjects)])
    yield "exclusions only", " ".join(f"-{word}" for word in latin)
    yield "exclusions of phrases", "भारत " + " ".join(f'-"{a} के"' for a in subjects[:20])
    yield "exclusions of beginnings", "भारत " + " ".join(f"-{a}a*" for a in "skpmnbtdrl")
    yield "exclusions in brackets", f"भारत -({' OR '.join(MISSPELT[:28])})"
    yield "exact", " ".join(f"={word}" for word in common)
    yield "exact", " OR ".join(f"={word}" for word in latin)
    yield "in the title", " ".join(f"title:{word}" for word in subjects)
    yield "in the title", " ".join(f"title:{word}" for word in MISSPELT)
    yield "in the title", "title:(" + " ".join(f"{w}*" for w in ("प्र", "वि", "ka", "sa") * 7) + ")"
    yield "joined or apart", " ".join("".join(subjects[n : n + 2]) for n in range(0, 30, 2))
    yield "joined or apart", " ".join("".join(latin[n : n + 2]) for n in range(0, 30, 2))
    yield "pieces", " ".join(f"{a}-{b}" for a, b in _in_pairs(subjects))
    yield "pieces", " ".join(f"{a}-{b}" for a, b in _in_pairs(MISSPELT))
    yield "pieces", "-".join(MISSPELT)
    yield "pieces", "/".join(latin)
    yield "pieces", "&".join("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    yield "tags", " ".join(f"#{''.join(latin[n : n + 3])}" for n in range(0, 30, 2))
    yield "tags", " ".join(f"#{word}" for word in MISSPELT)
    yield "tags", "#" + "".join(word.capitalize() for word in latin)
    yield "tags", "#" + "".join(latin)
    yield "letters one by one", " ".join("BJPRSSCPIMNDASPBSPAAPTMCDMK")
    yield "letters one by one", ".".join("BJPRSSCPIMNDASPBSPAAPTMCDMK")
    yield "letters one by one", " ".join("कखगघचछजझटठडढणतथदधनपफबभमयरलवश")
    yield "numbers", " ".join(str(n) for n in range(1, 33))
    yield "numbers", " ".join(["26 january", "5 लाख", "10 crore", "2 october"] * 4)
    yield "numbers", "9" * 1000
    yield "numbers", " ".join(f"{n},00,000.{n}%" for n in range(10, 32))
    yield "numbers in words", "एक लाख दो हजार तीन सौ चार करोड़ पांच लाख छह हजार " * 3
    yield "one long word", "क" * 1000
    yield "one long word", "a" * 1000
    yield "one long word", "lavrov" * 166
    yield "one long word", "लावरोव" * 166
    yield "one long word", "prashaknt" * 20
    yield "one long word", "प्रशासनिक" * 12
    yield "one word of 60 letters", " ".join("shkrvaneitmopdlngbhyta" * 2 + c for c in "abcdefghij")
    yield (
        "one word of 30 letters",
        " ".join("shkrvaneitmopdlngbhytasrkmt" + c for c in "abcdefghijklmnopqrst"),
    )
    yield "10,000 letters", "b" * 10_000
    yield "combining marks", "क" + "्" * 998
    yield "combining marks", "क" + "\u0301" * 998
    yield "combining marks", "e" + "\u0301" * 998
    yield "combining marks", "\u093c" * 1000
    yield "combining marks", "क्ष" * 300
    yield "combining marks", ("ि" + "\u200d") * 500
    yield "mixed scripts", " ".join(MIXED * 3)
    yield (
        "other scripts",
        " ".join(["નરેન્દ્ર", "ਪੰਜਾਬ", "তৃণমূল", "தமிழ்நாடு", "ಕರ್ನಾಟಕ", "കേരളം", "తెలంగాణ"] * 4),
    )
    yield "other scripts", " ".join(["وزیراعظم", "حکومت", "دہلی", "پاکستان", "مودی"] * 6)
    yield "signs", '-=*-=*""(())[[]]{}|&!~^' * 40
    yield "signs", "*" * 1000
    yield "brackets", "(" * 500 + "मोदी" + ")" * 490
    yield "brackets", "-(" * 300 + "मोदी"
    yield "fields", "source:x author:y category:z language:hi " * 20
    yield "fields", " ".join(f"source:{c}" for c in "abcdefghijklmnopqrstuvwxyz" * 3)
    yield "operators", "AND OR NOT या NEAR/5 XOR " * 35
    yield "escapes", "%2525252525E0%A4%95" * 50
    yield "escapes", "&amp;amp;amp;quot;" * 55
    yield "old font", "iz/kkuea=h ujsUnz eksnh " * 20
    yield "old font", " ".join(["Hkkjr", "ljdkj", "fnYyh", "ea=h", "eksnh", "yksx"] * 5)
    yield "names", " ".join(["Priyanka Gandi", "Narendar Moodi", "Amit Sha", "Rahul Gandy"] * 4)
    yield (
        "what means the same",
        (
            "prime minister home minister united nations supreme court chief minister foreign "
            "affairs police vaccine election government budget health ministry world health"
        ),
    )
    yield (
        "what means the same",
        '"prime minister" "supreme court" "united nations" "chief minister"' * 3,
    )
    yield "nothing found", "zqxv title:मोदी source:दैनिक after:2031 " + " ".join(NONSENSE[:20])
    yield "nothing found", '"मोदी xqzv" "भारत wrtpl" =qqqwx -देश pl* before:1970'
    yield "nothing found", " ".join(f"={word}क" for word in MISSPELT)


def addresses(archive: Archive) -> Iterator[Address]:
    """All addresses that are asked."""
    for kind, query in queries():
        yield _search(kind, query)
    common, latin, wrong = " ".join(COMMON[:32]), " ".join(LATIN[:32]), " ".join(MISSPELT)
    several = " OR ".join(SUBJECTS)
    for order in ("newest", "oldest"):
        yield _search("order", several, order=order)
        yield _search("order", "", order=order, source="DD News")
    for page in (2, 50, 1000, 10_000):
        yield _search("deep pages", several, page=page, limit=100)
        yield _search("deep pages", "भारत", page=page, order="newest", limit=10)
    yield _search("a hundred results", several, limit=100)
    yield _search("a hundred results", '"' + " ".join(SUBJECTS[:2]) + '" ' + common, limit=100)
    yield _search("exact", several, exact=1)
    yield _search("exact", wrong, exact=1)
    yield _search("switched off", latin, off=[f"शब्द{n}" for n in range(50)])
    sources = [f"अखबार {n} " + "न" * 200 for n in range(20)]
    yield _search("many labels", several, source=sources)
    yield _search("many labels", "भारत", source=sources, author=sources, category=sources)
    labels = [label for label, _ in _labels(archive)]
    yield _search("many labels", several, source=labels[:20], since="2000", until="2030")
    yield _search("many labels", several, source=labels[:20], language=["hi"], since="2015")
    yield _search("dates", several, since="0001-01-01", until="9999-12-31")
    for path in ("/api/v1/search", "/feed.atom"):
        yield _search("programs and feeds", several, path, limit=100)
        yield _search("programs and feeds", wrong, path)
        yield _search("programs and feeds", f'"{common}"', path)
        yield _search("programs and feeds", "प्र* वि* ka* sa* pra* vi*", path, limit=100)
    yield _search("programs and feeds", "", "/feed.atom", limit=100, page=150)
    yield _search("programs and feeds", "", "/feed.atom", limit=100)
    yield _search("programs and feeds", "भारत", "/api/v1/search", limit=100, page=100)
    for typed in (
        "m", "क", "pr", "प्र", "क्", "भारत के ", "pradhanmantri ", "के में की है को से का ",
        common[:190], latin[:190], wrong[:190], "q" * 200, "क" * 200, " ".join("ab" * 50),
        "मोदी OR ", '"विदेश म', "source:", "5", "26 jan", "(" * 199, "a-b-c-d-e-f-g-h-i-j-k",
    ):  # fmt: skip
        yield _search("suggestions", typed, "/api/v1/suggest")
    long, id_ = _long_article(archive), next(iter(archive.store.articles())).id
    for one in (long, id_):
        path = f"/articles/{quote(one, safe='')}"
        yield Address("article", path)
        yield _search("article, marked", several, path)
        yield _search("article, marked", wrong, path)
        yield Address("article, by the API", f"/api/v1/articles/{quote(one, safe='')}")
        yield Address("article, a version", f"{path}?version=1")
    for n in (1, 2, 3, 999_999_999):
        yield Address("sitemaps", f"/sitemap-{n}.xml")
    for path in (
        "/sitemap.xml", "/robots.txt", "/opensearch.xml", "/", "/browse", "/browse/sources",
        "/browse/authors?page=9999", "/browse/authors?by=size", "/browse/categories?letter=क",
        "/browse/days", "/browse/days/2020", "/browse/days/2020-03", "/browse/days/9999-12",
        "/help", "/about", "/embed", "/embed/box", "/api", "/api/v1/openapi.json", "/healthz",
        "/" + "x" * 5000, "/articles/" + "x" * 5000, "/articles/%00%ff",
    ):  # fmt: skip
        yield Address("lists and other pages", path)
    for kind in ("jsonl", "csv", "json"):
        yield _search("whole downloads", several, f"/download.{kind}")
        yield _search("whole downloads", wrong, f"/download.{kind}")
    yield _search("whole downloads", "", "/download.jsonl", since="0001")


def _labels(archive: Archive) -> list[tuple[str, int]]:
    counted = Counter(article.source for article in islice(archive.store.articles(), LONG_BODIES))
    return counted.most_common()


def _long_article(archive: Archive) -> str:
    """The longest of the articles."""
    some = islice(archive.store.articles(), LONG_BODIES)
    return max(some, key=lambda article: len(article.body)).id


@dataclass(frozen=True, slots=True)
class Cost:
    """What one address took.

    Attributes:
        chunk: The processor seconds of the dearest chunk: of all, where it was no stream.
    """

    address: Address
    status: int
    seconds: float
    wall: float
    chunk: float


def cost(client: FlaskClient, address: Address) -> Cost:
    """Ask for an address and read its whole answer."""
    began, wall = time.process_time(), time.perf_counter()
    answer = client.get(address.path, buffered=False)
    chunks = [began, time.process_time()]
    for _ in answer.iter_encoded():
        chunks.append(time.process_time())  # noqa: PERF401  the time between two of them counts
    answer.close()
    end = time.process_time()
    dearest = max(b - a for a, b in zip(chunks, [*chunks[1:], end], strict=True))
    return Cost(address, answer.status_code, end - began, time.perf_counter() - wall, dearest)


def measure(home: Path, engine: str, limit: str = "off", *, verbose: bool = False) -> list[Cost]:
    """Ask for all addresses."""
    settings = settings_in(home, ARCHIVE_ENGINE_URL=engine, ARCHIVE_TIME_LIMIT=limit)
    archive = open_archive(settings)
    try:
        prepare_worker(archive)
        app = create_app(archive, rate_limit="off", time_limit=settings.time_limit)
        client = app.test_client()
        client.get("/search?q=abhilekh")
        costs = []
        for address in list(addresses(archive)):
            costs.append(one := cost(client, address))
            if verbose:
                print(
                    f"{one.seconds:.3f} {one.status} {address.kind} {address.path[:60]}", flush=True
                )
        return costs
    finally:
        archive.close()


def show(costs: list[Cost], shown: int) -> None:
    """Print it for a person."""
    table = Table("kind", "address", "status", "CPU s", "wall s", title=f"{len(costs)} addresses")
    for one in sorted(costs, key=lambda one: -one.seconds)[:shown]:
        path = one.address.path
        table.add_row(
            one.address.kind, path[:60], str(one.status), f"{one.seconds:.2f}", f"{one.wall:.2f}"
        )
    Console(width=140).print(table)
    whole = [one.seconds for one in costs if not one.address.stream]
    over = sum(seconds > 1 for seconds in whole)
    Console().print(f"over 1 CPU second: {over} of {len(whole)}; the dearest {max(whole):.2f} s")


def main() -> None:
    """Measure what the command line names."""
    parser = argparse.ArgumentParser(description=__doc__.partition(":")[0])
    parser.add_argument("home", type=Path)
    parser.add_argument("engine", help="as in ARCHIVE_ENGINE_URL")
    parser.add_argument("--limit", default="off", help="as in ARCHIVE_TIME_LIMIT")
    parser.add_argument("--verbose", action="store_true", help="print each as it comes")
    parser.add_argument("--shown", type=int, default=SHOWN, help="how many of the dearest")
    asked = parser.parse_args()
    show(measure(asked.home, asked.engine, asked.limit, verbose=asked.verbose), asked.shown)


if __name__ == "__main__":
    main()
