"""Takes secrets out of addresses and of text that is logged or shown."""

import re

HIDDEN = "***"

_TOKEN = re.compile(r"[^\s\"'<>]+")

# Lengths are bounded, so that no text takes longer than its length allows.
_PARAMETER = re.compile(
    r"(?<![\w-])(?P<name>[\w-]{0,40}?(?:pass|pwd|secret|token|api_?key|sslkey)[\w-]{0,40})"
    r"(?P<sign>=|%3[Dd])[^\s&\"'<>]+",
    re.IGNORECASE,
)


def without_secrets(text: str) -> str:
    """The text with what stands for a password in an address of it replaced by three stars."""
    if "@" in text:
        text = _TOKEN.sub(_without_password, text)
    return _PARAMETER.sub(rf"\g<name>\g<sign>{HIDDEN}", text)


def has_secret(text: str) -> bool:
    """Whether there is something in the text that ``without_secrets`` hides."""
    return without_secrets(text) != text


def _without_password(found: re.Match[str]) -> str:
    token = found[0]
    # The last @: a password may have any sign, an @ or a slash that should have been escaped.
    end = token.rfind("@")
    start = token.find("://", 0, max(end, 0)) + len("://")
    if start < len("://"):
        return token
    user, colon, _ = token[start:end].partition(":")
    if colon:
        return f"{token[:start]}{user}:{HIDDEN}{token[end:]}"
    # A token may stand alone before the @, and a file name may have an @ in it.
    return token if "/" in user or not user else f"{token[:start]}{HIDDEN}{token[end:]}"
