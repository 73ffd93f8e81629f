"""Debian's nginx with the files of deploy/, before a real server of the site, for tests.

Only names of files and ports are put in the place of those that stand there.
"""

import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import urllib3

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
NGINX = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin")
HOST = "news.example"
SNIPPETS = ("proxy", "password", "sso", "sso-server")
START_SECONDS = 60

MAIN = """\
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
events {{ worker_connections 256; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    {servers}
}}
"""
SERVER_WITH_PATH = """\
server {{
    listen 443 ssl http2;
    server_name news.example;
    ssl_certificate /etc/ssl/abhilekh/fullchain.pem;
    ssl_certificate_key /etc/ssl/abhilekh/privkey.pem;
    {inside}
}}
"""


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    return port


@dataclass(frozen=True)
class Ports:
    """Where nginx listens, and what stands behind it."""

    http: int = field(default_factory=free_port)
    https: int = field(default_factory=free_port)
    site: int = field(default_factory=free_port)
    sign_in: int = field(default_factory=free_port)


def deployed(name: str) -> str:
    """A file of deploy/ as it stands there."""
    return (DEPLOY / name).read_text("utf-8")


def under_a_path(*, stripped: bool = False) -> str:
    """A server with deploy/nginx-path.conf; stripped: by the recipe that takes the path off."""
    inside = deployed("nginx-path.conf")
    if stripped:
        taken = inside.replace(
            "proxy_pass http://127.0.0.1:8000;", "proxy_pass http://127.0.0.1:8000/;", 1
        )
        assert taken != inside
        inside = f"merge_slashes off;\n{taken}"
    return SERVER_WITH_PATH.format(inside=inside)


def on_a_socket() -> str:
    """deploy/nginx.conf with the line that docs/server.md has for a socket."""
    (line,) = re.findall(r"^proxy_pass http://unix:.*;$", told(), re.MULTILINE)
    text = deployed("nginx.conf")
    taken = text.replace("proxy_pass http://127.0.0.1:8000;", line, 1)
    assert taken != text
    return taken


def told() -> str:
    """What an operator reads."""
    return (ROOT / "docs" / "server.md").read_text("utf-8")


def private(text: str, how: str) -> str:
    """The configuration with a snippet for private archives included where it says so."""
    mark = re.compile(r"# A private archive: .*")
    assert len(mark.findall(text)) == 1
    text = mark.sub(f"include snippets/abhilekh-{how}.conf;", text)
    if how == "sso":
        text = text.replace(
            "location /", "include snippets/abhilekh-sso-server.conf;\nlocation /", 1
        )
    return text


def self_signed(folder: Path) -> Path:
    """A certificate for the host, made as docs/server.md makes one."""
    done = subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30",
         "-subj", f"/CN={HOST}", "-addext", f"subjectAltName=DNS:{HOST}",
         "-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return folder / "fullchain.pem"


@contextmanager
def nginx(folder: Path, servers: str, ports: Ports) -> Iterator[Path]:
    """A running nginx with these servers; yields the certificate to trust."""
    if not NGINX:
        reason = "nginx is missing; to run this: apt-get install nginx"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    certificate = self_signed(folder)

    def here(text: str) -> str:
        text = text.replace("/etc/ssl/abhilekh/", f"{folder}/").replace("/etc/nginx/", f"{folder}/")
        text = re.sub(r"^\s*listen \[::\].*$", "", text, flags=re.MULTILINE)
        text = text.replace("listen 80;", f"listen 127.0.0.1:{ports.http};")
        text = text.replace("listen 443 ", f"listen 127.0.0.1:{ports.https} ")
        text = text.replace("https://news.example", f"https://news.example:{ports.https}")
        text = text.replace("127.0.0.1:8000", f"127.0.0.1:{ports.site}")
        text = text.replace("unix:/run/abhilekh/", f"unix:{folder}/")
        return text.replace("127.0.0.1:4180", f"127.0.0.1:{ports.sign_in}")

    (folder / "snippets").mkdir()
    for name in SNIPPETS:
        (folder / "snippets" / f"abhilekh-{name}.conf").write_text(
            here(deployed(f"nginx-{name}.conf"))
        )
    config = folder / "nginx.conf"
    config.write_text(MAIN.format(folder=folder, servers=here(servers)))
    folder.chmod(0o755)
    log = folder / "start.log"
    with (
        log.open("w") as output,
        subprocess.Popen(
            [NGINX, "-e", str(folder / "error.log"), "-c", str(config), "-g", user_of_files()],
            stderr=output,
            stdout=output,
        ) as process,
    ):
        try:
            wait_for(ports.https, process, log)
            yield certificate
        finally:
            process.terminate()
            process.wait(timeout=30)
    assert "[emerg]" not in log.read_text() + (folder / "error.log").read_text()


def user_of_files() -> str:
    """Whoever runs the tests owns the folder: started by root, nginx would serve as another."""
    return "user root;" if os.geteuid() == 0 else ""


@contextmanager
def site(home: Path, ports: Ports, **settings: str) -> Iterator[None]:
    """The site itself, by the command that the service runs."""
    environment = {"PATH": os.environ["PATH"], "ARCHIVE_HOME": str(home), "LC_ALL": "C.UTF-8"}
    log = home.parent / f"serve-{ports.site}.log"
    with log.open("w") as output, subprocess.Popen(
        [sys.executable, str(ROOT / "manage.py"), "serve", "--port", str(ports.site)],
        env=environment | settings, stdout=output, stderr=output, cwd=home.parent,
    ) as process:  # fmt: skip
        try:
            wait_for(ports.site, process, log)
            yield
        finally:
            process.terminate()
            process.wait(timeout=60)


@contextmanager
def site_as_told(home: Path, folder: Path, **settings: str) -> Iterator[None]:
    """The site with all options that docs/server.md gives the service, its files in this folder."""
    options: list[str] = []
    for line in re.findall(r"^ExecStart=\S+ \S+/manage\.py serve (.+)$", told(), re.MULTILINE):
        options += re.sub(r"/(run|var/log)/abhilekh/", f"{folder}/", line).split()
    assert {"--socket", "--access-log", "--slow-log"} <= {*options}
    place = options[options.index("--socket") + 1]
    environment = {"PATH": os.environ["PATH"], "ARCHIVE_HOME": str(home), "LC_ALL": "C.UTF-8"}
    with subprocess.Popen(
        [sys.executable, str(ROOT / "manage.py"), "serve", *options],
        env=environment | settings, stdout=subprocess.PIPE, text=True, cwd=home.parent,
    ) as process:  # fmt: skip
        assert process.stdout
        try:
            assert process.stdout.readline().startswith(f"Serving on unix:{place} ")
            yield
        finally:
            process.terminate()
            process.wait(timeout=60)


def wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until something listens there; fail with its log if it ended."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        assert process.poll() is None, log.read_text()
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    pytest.fail(f"nothing listens on {port} after {START_SECONDS} s: {log.read_text()}")


class Reader:
    """Asks nginx over https for addresses of the site's host, from an address of this machine."""

    def __init__(self, ports: Ports, certificate: Path, came_from: str = "127.0.0.1") -> None:
        self.at = f"https://{HOST}:{ports.https}"
        trusted = ssl.create_default_context(cafile=str(certificate))
        self._pool = urllib3.HTTPSConnectionPool(
            "127.0.0.1", ports.https, server_hostname=HOST, assert_hostname=HOST,
            ssl_context=trusted, source_address=(came_from, 0), timeout=60, retries=False,
            maxsize=4,
        )  # fmt: skip
        self._host = f"{HOST}:{ports.https}"

    def get(self, address: str, **headers: str) -> urllib3.BaseHTTPResponse:
        """The answer to a path, or to a whole address of the site's host."""
        parts = urlsplit(address)
        if parts.netloc:
            assert f"{parts.scheme}://{parts.netloc}" == self.at, address
            address = address.removeprefix(self.at) or "/"
        sent = {"Host": self._host, "Accept": "text/html"}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        return self._pool.request("GET", address, headers=sent, redirect=False)

    def close(self) -> None:
        """Let the connections go."""
        self._pool.close()
