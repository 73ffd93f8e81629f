"""The site behind Debian's nginx, with the files of deploy/ as docs/server.md says.

Every page that can be reached is crawled, and each link in it has to answer and to stay there.
"""

import json
import re
import socket
import ssl
import subprocess
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from html import unescape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import quote, urljoin, urlsplit
from xml.etree import ElementTree as ET

import pytest
from lxml import html

from index import indexing
from tests.deploy.nginx import (
    HOST,
    Ports,
    Reader,
    deployed,
    nginx,
    on_a_socket,
    private,
    site,
    site_as_told,
    under_a_path,
)
from tests.factories import archive_in, article, sample_archive

pytestmark = pytest.mark.thorough

ODD_IDS = ("https://example.org//a?b=c#d&e", "अ ब/100%", "a//b;c=d,e+f", "x'\"<y>")
"""What proxies like to clean: two slashes, what is percent-encoded, letters as they are."""
OF_A_KIND = 1
"""Addresses that are asked of each kind: facets lead to facets without end."""
LINKS = {"href", "src", "action", "formaction", "poster", "data", "cite", "content"}
ADDRESS = re.compile(r"""https?://[^\s"'<>\\(){}]+""")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, with articles whose ids are addresses and other odd things."""
    home = tmp_path_factory.mktemp("deployed") / "data"
    with sample_archive(home) as archive:
        archive.store.put([article(id=id_, url="") for id_ in ODD_IDS])
        indexing.catch_up(archive.store, archive.engine)
    return home


@dataclass
class Deployed:
    """A site behind nginx."""

    ports: Ports
    certificate: Path
    path: str
    stack: ExitStack

    def reader(self, came_from: str = "127.0.0.1") -> Reader:
        reader = Reader(self.ports, self.certificate, came_from)
        self.stack.callback(reader.close)
        return reader

    def at(self, path: str) -> str:
        return f"https://{HOST}:{self.ports.https}{self.path}{path}"


@contextmanager
def deployment(
    home: Path, folder: Path, servers: str, path: str = "", *, told: bool = True, **settings: str
) -> Iterator[Deployed]:
    """The site behind this nginx; told: by ARCHIVE_SITE_URL, otherwise by the proxy's headers."""
    ports = Ports()
    # Beside other tests a page may take longer than it may on a server.
    given = {
        "ARCHIVE_PROXIES": "1",
        "ARCHIVE_RATE_LIMIT": "off",
        "ARCHIVE_TIME_LIMIT": "60s",
    }
    if told:
        given["ARCHIVE_SITE_URL"] = f"https://{HOST}:{ports.https}{path}"
    with (
        ExitStack() as stack,
        site(home, ports, **(given | settings)),
        nginx(folder, servers, ports) as certificate,
    ):
        yield Deployed(ports, certificate, path, stack)


def links_in(page: str) -> set[str]:
    """All that a page leads to: links, forms, scripts, pictures, what programs read in it."""
    tree = html.document_fromstring(page)
    found = set()
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        for name, value in element.attrib.items():
            text = str(value)
            if str(name) == "content" and "//" not in text:
                continue
            if str(name) in LINKS or (str(name).startswith("data-") and text[:1] == "/"):
                found.add(text)
        if element.tag == "form" and "action" not in element.attrib:
            pytest.fail("a form without an action leads to the page itself")
    # The snippets of /embed and the data of search engines are text.
    for element in tree.iter("pre", "script"):
        found |= set(ADDRESS.findall(unescape("".join(map(str, element.itertext())))))
    return {link for link in found if not link.startswith("#")}


def kinds_of(address: str) -> set[tuple[str, str]]:
    """The page and each parameter of an address; which search, which article, is no kind."""
    parts = urlsplit(address)
    path = re.sub(r"(/articles/|/browse/|/sitemap-).+", r"\1", parts.path)
    return {(path, pair.partition("=")[0]) for pair in parts.query.split("&")}


def crawl(site: Deployed) -> Counter[str]:
    """Follow every link from the front page on; how many pages of each type were read."""
    reader, read = site.reader(), Counter[str]()
    asked_of = Counter[tuple[str, str]]()
    top = site.at("/")
    waiting, seen = [top, site.at("/robots.txt"), site.at("/sitemap.xml")], set[str]()
    outside = {"https://example.org", "http://127.0.0.1", "https://schema.org"}
    while waiting:
        address = waiting.pop()
        kinds = kinds_of(address)
        if address in seen or all(asked_of[kind] >= OF_A_KIND for kind in kinds):
            continue
        seen.add(address)
        asked_of.update(kinds)
        answer = reader.get(address)
        is_picture = answer.headers.get("Content-Type", "").startswith("image/")
        text = "" if is_picture else answer.data.decode()
        assert answer.status in (200, 302), f"{answer.status} {address}"
        assert answer.headers["Strict-Transport-Security"] == "max-age=31536000", address
        assert "127.0.0.1" not in text, address
        mimetype = answer.headers["Content-Type"].partition(";")[0] if answer.status == 200 else ""
        read[mimetype] += 1
        if answer.status == 302:
            found = {answer.headers["Location"]}
        elif mimetype == "text/html":
            found = links_in(text)
        else:
            # In JSON an address has no entities, though &not_source= looks like one.
            plain = text if mimetype.endswith("json") else unescape(text)
            found = {each for each in ADDRESS.findall(plain) if HOST in each}
        for link in found:
            whole = urljoin(address, link).partition("#")[0]
            if urlsplit(whole).scheme not in ("http", "https"):
                pytest.fail(f"{link} in {address}")
            if urlsplit(whole).hostname != HOST:
                assert not any(whole.startswith(f"{each}:") for each in outside), whole
                assert not link.startswith("/"), link
                continue
            assert whole.startswith(top), f"{link} in {address} leaves the site"
            waiting.append(whole)
    return read


@pytest.mark.parametrize(
    ("servers", "path", "told"),
    [
        ("nginx.conf", "", True),
        ("kept", "/archive", True),
        ("stripped", "/archive", True),
        ("stripped", "/archive", False),
    ],
)
def test_every_link_answers_and_stays_on_the_site(
    home: Path, tmp_path: Path, servers: str, path: str, told: bool
) -> None:
    text = deployed(servers) if not path else under_a_path(stripped=servers == "stripped")
    with deployment(home, tmp_path, text, path, told=told) as at:
        read = crawl(at)
        assert read["text/html"] > 30
        for mimetype in ("application/atom+xml", "application/json", "text/csv", "text/javascript",
                         "image/svg+xml", "application/opensearchdescription+xml", "text/plain",
                         "text/css", "application/xml"):  # fmt: skip
            assert read[mimetype], mimetype
        reader = at.reader()
        for id_ in ODD_IDS:
            page = reader.get(at.at(f"/articles/{quote(id_)}"))
            assert page.status == 200, id_
            assert f'rel="canonical" href="{at.at("/articles/")}' in page.data.decode()
        described = json.loads(reader.get(at.at("/api/v1/openapi.json")).data)
        assert described["servers"] == [{"url": path or "/"}]
        box = ET.fromstring(reader.get(at.at("/opensearch.xml")).data)  # noqa: S314  our own
        templates = [url.attrib["template"] for url in box.iter() if "template" in url.attrib]
        assert len(templates) == 3
        for template in templates:
            address = template.replace("{searchTerms}", quote("लावरोव")).replace(
                "{startPage?}", "1"
            )
            assert reader.get(address).status == 200, address
        moved = reader.get(at.at("/search?q=Lavrov&page=99"))
        assert moved.status == 302
        assert urljoin(at.at("/search"), moved.headers["Location"]).startswith(at.at("/search?"))
        crawlers = reader.get(f"https://{HOST}:{at.ports.https}/robots.txt")
        assert f"Sitemap: {at.at('/sitemap.xml')}" in crawlers.data.decode()
        for asked in ("/search?q=लावरोव", "/articles/अ%20ब/100%25"):
            sent_raw = raw(at, path + asked, HOST)
            assert sent_raw.startswith("HTTP/1.1 200 "), asked
            assert "लावरोव" in sent_raw
        if path:
            bare = reader.get(f"https://{HOST}:{at.ports.https}{path}")
            assert (bare.status, bare.headers["Location"]) == (301, at.at("/"))


def test_readers_behind_it_have_limits_of_their_own(home: Path, tmp_path: Path) -> None:
    servers = deployed("nginx.conf")
    with deployment(home, tmp_path, servers, ARCHIVE_RATE_LIMIT="120/hour") as at:
        readers = [at.reader(f"127.0.0.{number}") for number in (11, 12, 13)]
        with ThreadPoolExecutor(3) as asking:
            statuses = Counter(
                asking.map(
                    lambda number: readers[number % 3].get(at.at("/search?q=Lavrov")).status,
                    range(132),
                )
            )
        assert statuses == {200: 132}
        alone = at.reader("127.0.0.14")
        # Whatever it says of where it comes from, it is one reader.
        statuses = Counter(
            alone.get(at.at("/search?q=Lavrov"), X_Forwarded_For=f"192.0.2.{number}").status
            for number in range(132)
        )
        assert statuses == {200: 120, 429: 12}
        refused = alone.get(at.at("/api/v1/search?q=Lavrov"))
        assert refused.status == 429
        assert refused.headers["RateLimit-Remaining"] == "0"
        assert int(refused.headers["Retry-After"]) > 0
        assert readers[0].get(at.at("/search?q=Lavrov")).status == 200


def test_a_network_of_ipv6_is_one_reader_behind_two_proxies(home: Path, tmp_path: Path) -> None:
    servers = deployed("nginx.conf")
    limit = "5/hour"
    with deployment(home, tmp_path, servers, ARCHIVE_PROXIES="2", ARCHIVE_RATE_LIMIT=limit) as at:
        outer = at.reader()

        def asked(network: int, host: int) -> int:
            # The outer proxy's word stands before that of nginx, the reader's own before both.
            sent = f"198.51.100.1, 2001:db8:0:{network:x}::{host:x}"
            return outer.get(at.at("/search?q=x"), X_Forwarded_For=sent).status

        assert [asked(1, host) for host in range(1, 8)] == [200] * 5 + [429] * 2
        assert asked(2, 1) == 200


@pytest.mark.parametrize("told", [True, False])
def test_no_header_of_a_reader_moves_the_site(home: Path, tmp_path: Path, told: bool) -> None:
    with deployment(home, tmp_path, deployed("nginx.conf"), told=told) as at:
        reader = at.reader()
        lies = {
            "X_Forwarded_Host": "evil.example",
            "X_Forwarded_Proto": "http",
            "X_Forwarded_Prefix": "/evil",
            "X_Forwarded_For": "203.0.113.9",
            "X_Script_Name": "/evil",
            "Forwarded": "host=evil.example;proto=http",
        }
        for path in (
            "/",
            "/search?q=Lavrov",
            "/feed.atom",
            "/robots.txt",
            "/opensearch.xml",
            "/embed",
        ):
            honest, lying = reader.get(at.at(path)), reader.get(at.at(path), **lies)
            assert (honest.status, lying.status) == (200, 200)
            assert "evil" not in lying.data.decode() + str(lying.headers)
        if told:
            asked = reader.get("/robots.txt", Host="evil.example")
            assert f"Sitemap: {at.at('/sitemap.xml')}" in asked.data.decode()
        for host in ("a b", "x:99999", "user@host", "-a-", "[::1"):
            refused = reader.get("/", Host=host)
            assert refused.status == 400, host
            assert "evil" not in refused.data.decode()


def test_https_is_promised_only_where_there_is_https(home: Path, tmp_path: Path) -> None:
    servers = deployed("nginx.conf")
    inside = servers[servers.index("set $abhilekh_path") :]
    servers += f"server {{ listen 80; server_name plain.example; {inside}"
    with deployment(home, tmp_path, servers, told=False) as at:
        answer = raw(at, "/robots.txt", "plain.example", "X-Forwarded-Proto: https", https=False)
        assert answer.startswith("HTTP/1.1 200 ")
        assert "Sitemap: http://plain.example/sitemap.xml" in answer
        assert "Strict-Transport-Security" not in answer
        moved = raw(at, "/search?q=x", HOST, https=False)
        assert moved.startswith("HTTP/1.1 301 ")
        assert f"Location: {at.at('/search?q=x')}\r\n" in moved
        assert "Strict-Transport-Security" not in moved


def raw(at: Deployed, address: str, host: str, *headers: str, https: bool = True) -> str:
    """What nginx answers to a request of just these bytes."""
    lines = [f"GET {address} HTTP/1.1", f"Host: {host}", "Connection: close", *headers, "", ""]
    port = at.ports.https if https else at.ports.http
    with ExitStack() as stack:
        asked = stack.enter_context(socket.create_connection(("127.0.0.1", port), 60))
        if https:
            trusted = ssl.create_default_context(cafile=str(at.certificate))
            asked = stack.enter_context(trusted.wrap_socket(asked, server_hostname=HOST))
        asked.sendall("\r\n".join(lines).encode())
        return b"".join(iter(lambda: asked.recv(65536), b"")).decode(errors="replace")


def test_a_large_download_comes_whole_and_a_slow_reader_stops_nobody(tmp_path: Path) -> None:
    many = [article(id=str(number), body="रूस के विदेश मंत्री लावरोव। " * 400) for number in range(900)]
    home = tmp_path / "data"
    with archive_in(home, many):
        pass
    folder = tmp_path / "nginx"
    folder.mkdir()
    with deployment(home, folder, deployed("nginx.conf")) as at:
        slow = [at.reader() for _ in range(10)]
        started = [each._pool.request("GET", "/download.jsonl?q=Lavrov", headers={"Host": HOST},
                   preload_content=False, redirect=False) for each in slow]  # fmt: skip
        quick = at.reader()
        assert quick.get(at.at("/healthz")).status == 200
        whole = [answer for answer in started if answer.status == 200]
        assert whole
        for answer in whole:
            assert answer.data.count(b"\n") == len(many)
        # More than the site sends at a time is told to come later.
        assert {answer.status for answer in started} <= {200, 503}


EVERYWHERE = (
    "/", "/search?q=Lavrov", "/articles/bhor-2025-112", "/feed.atom", "/robots.txt", "/healthz",
    "/download.csv?q=Lavrov", "/api/v1/search?q=Lavrov", "/static/icon.svg",
)  # fmt: skip


def asked_everywhere(at: Deployed, reader: Reader, **headers: str) -> dict[str, int]:
    return {each: reader.get(at.at(each), **headers).status for each in EVERYWHERE}


def test_a_private_archive_with_a_password(home: Path, tmp_path: Path) -> None:
    servers = private(deployed("nginx.conf"), "password")
    hashed = subprocess.run(
        ["openssl", "passwd", "-6", "-stdin"],
        input="कुंजी\n", capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    (tmp_path / "abhilekh.htpasswd").write_text(f"newsroom:{hashed}", "utf-8")
    with deployment(home, tmp_path, servers, ARCHIVE_ROBOTS="off") as at:
        reader = at.reader()
        assert set(asked_everywhere(at, reader).values()) == {401}
        wrong = f"Basic {b64encode(b'newsroom:x').decode()}"
        right = f"Basic {b64encode('newsroom:कुंजी'.encode()).decode()}"
        assert set(asked_everywhere(at, reader, Authorization=wrong).values()) == {401}
        assert set(asked_everywhere(at, reader, Authorization=right).values()) == {200}
        for address in ("/api/v1/search?q=x", "/feed.atom", "/static/icon.svg"):
            answer = reader.get(at.at(address), Authorization=right)
            assert answer.headers.getlist("Cache-Control") == ["private, no-cache"]
            assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"


def test_a_socket_in_the_place_of_the_port(home: Path, tmp_path: Path) -> None:
    ports = Ports()
    settings = {"ARCHIVE_PROXIES": "1", "ARCHIVE_SITE_URL": f"https://{HOST}:{ports.https}"}
    with (
        ExitStack() as stack,
        nginx(tmp_path, on_a_socket(), ports) as certificate,
        site_as_told(home, tmp_path, **settings),
    ):
        at = Deployed(ports, certificate, "", stack)
        answers = {
            path: at.reader().get(path) for path in ("/search?q=Lavrov", "/readyz", "/metrics")
        }
        assert [answer.status for answer in answers.values()] == [200, 200, 403]
        assert at.at("/search?q=Lavrov") in answers["/search?q=Lavrov"].data.decode()
        # Whoever is on the machine asks the socket itself.
        command = ("curl", "--fail", "--silent", "--unix-socket", str(tmp_path / "site.sock"))
        for path, says in (("readyz", '"status":"ready"'), ("metrics", "abhilekh_ready 1.0")):
            told = subprocess.run(
                [*command, f"http://localhost/{path}"], capture_output=True, text=True, check=True
            )
            assert says in told.stdout
    lines = (tmp_path / "access.log").read_text("utf-8").splitlines()
    assert len(lines) == 5
    assert "Lavrov" not in "".join(lines)


class SignIn(BaseHTTPRequestHandler):
    """What oauth2-proxy answers: 202 or 401 about a reader, and the way to sign in."""

    def do_GET(self) -> None:
        if self.path == "/oauth2/auth":
            self.send_response(202 if "signed_in=yes" in self.headers.get("Cookie", "") else 401)
        else:
            self.send_response(302)
            back = self.headers.get("X-Auth-Request-Redirect", "")
            self.send_header("Location", f"https://sso.example{self.path}?back={quote(back)}")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


def test_a_private_archive_behind_a_sign_in(home: Path, tmp_path: Path) -> None:
    servers, path = private(under_a_path(), "sso"), "/archive"
    with deployment(home, tmp_path, servers, path) as at:
        server = ThreadingHTTPServer(("127.0.0.1", at.ports.sign_in), SignIn)
        Thread(target=server.serve_forever, daemon=True).start()
        at.stack.callback(server.server_close)
        at.stack.callback(server.shutdown)
        reader = at.reader()
        page = reader.get(at.at("/search?q=Lavrov&source=a"))
        assert page.status == 302
        back = quote(f"{path}/search?q=Lavrov&source=a")
        assert page.headers["Location"] == f"https://sso.example/oauth2/start?back={back}"
        statuses = asked_everywhere(at, reader, Accept="application/json")
        assert set(statuses.values()) == {401}
        assert "अभिलेख" not in page.data.decode()
        signed_in = asked_everywhere(at, reader, Cookie="signed_in=yes")
        assert set(signed_in.values()) == {200}
        answer = reader.get(at.at("/api/v1/search?q=x"), Cookie="signed_in=yes")
        assert answer.headers.getlist("Cache-Control") == ["private, no-cache"]
