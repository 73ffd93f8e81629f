"""TLS and accounts for the nodes of the tests, as the security plugin wants them.

The users, roles and mappings are those that the plugin brings, with its well-known administrator.
"""

import shutil
import subprocess
from pathlib import Path
from typing import Any

from tests.opensearch.jars import Server

PLUGIN = "org.opensearch.security.OpenSearchSecurityPlugin"
ADMIN = ("admin", "admin")
_ORGANISATION = "/O=Abhilekh"


def make_certificates(folder: Path) -> Path:
    """An authority, and one certificate signed by it that all nodes show; the authority's file."""
    authority, key, request = (folder / name for name in ("ca.pem", "node.key", "node.csr"))
    names = folder / "names"
    names.write_text("subjectAltName=DNS:localhost\n", encoding="ascii")
    new = f"openssl req -newkey rsa:2048 -nodes -sha256 -keyout {{}} -subj {_ORGANISATION}/CN="
    for command in (
        f"{new.format(folder / 'ca.key')}authority -x509 -days 2 -out {authority}",
        f"{new.format(key)}node -out {request}",
        (
            f"openssl x509 -req -in {request} -CA {authority} -CAkey {folder / 'ca.key'}"
            f" -CAcreateserial -extfile {names} -days 2 -sha256 -out {folder / 'node.pem'}"
        ),
    ):
        subprocess.run(command.split(), check=True, capture_output=True)
    return authority


def secured(certificates: Path, config: Path, server: Server) -> dict[str, Any]:
    """Lay out one node's ``config`` folder; the settings that turn the plugin on."""
    shutil.copytree(server.jars / "security" / "config", config / "opensearch-security")
    for name in ("ca.pem", "node.pem", "node.key"):
        shutil.copy(certificates / name, config)
    files = {"pemcert": "node.pem", "pemkey": "node.key", "pemtrustedcas": "ca.pem"}
    layers = ("transport", "http")
    return {
        "plugins.security.ssl.http.enabled": True,
        "plugins.security.ssl.transport.enforce_hostname_verification": False,
        "plugins.security.nodes_dn": ["CN=node,O=Abhilekh"],
        "plugins.security.allow_default_init_securityindex": True,
        "plugins.security.restapi.roles_enabled": ["all_access"],
        **{
            f"plugins.security.ssl.{layer}.{kind}_filepath": file
            for layer in layers
            for kind, file in files.items()
        },
    }
