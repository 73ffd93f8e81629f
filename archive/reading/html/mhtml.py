"""Web pages that a browser saved as one file (.mht, .mhtml): the page in it, and its address."""

import re
from email import policy
from email.message import Message
from email.parser import BytesParser

_HEAD = re.compile(rb"^(?:From|MIME-Version|Snapshot-Content-Location|Subject|Content-Type|Date):")
_MULTIPART = re.compile(rb"multipart/related", re.IGNORECASE)
_HEAD_BYTES = 8192


def is_mhtml(data: bytes) -> bool:
    """Whether bytes are such a file, told from their beginning."""
    head = data[:_HEAD_BYTES].lstrip(b"\xef\xbb\xbf\r\n")
    return bool(_HEAD.match(head) and _MULTIPART.search(head))


def page_in(data: bytes) -> tuple[bytes, str, str]:
    """The page in such a file, its address and its charset as declared; b"" if it holds none."""
    message: Message = BytesParser(policy=policy.compat32).parsebytes(data)
    address = str(message.get("Snapshot-Content-Location") or "").strip()
    for part in message.walk():
        if part.get_content_type() in {"text/html", "application/xhtml+xml"}:
            content = part.get_payload(decode=True)
            if isinstance(content, bytes) and content:
                own = str(part.get("Content-Location") or "").strip()
                return content, own or address, part.get_content_charset() or ""
    return b"", address, ""
