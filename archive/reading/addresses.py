"""Addresses of articles: the page's own, without what archives, caches and trackers add to it.

What is taken off never leads to another article. The letters m., www. and a path such as /amp/ may,
so they stay: whether two addresses are one article, their texts tell.
"""

import re
from urllib.parse import parse_qsl, quote, unquote, urljoin, urlsplit, urlunsplit

from archive.text import MAX_URL_CHARS, web_url

TRACKING = (
    # names of parameters, reason
    ("utm_.*|itm_.*|mtm_.*|pk_.*|hsa_.*|at_.*|ns_.*", "campaigns: Google, Matomo, HubSpot, BBC"),
    ("fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|igshid|igsh|twclid|ttclid", "clicks on ads"),
    ("_gl|_ga|__twitter_impression|mc_cid|mc_eid|mkt_tok|ocid|cmpid|cmp|xtor", "clicks and mails"),
    ("ref|referrer|ref_.*|refsrc|src|pfrom|trackback|rss|feed_id|spref", "the link that led to it"),
    ("share|shared|sharetype|from_share|si|s_cid|smid|smtyp|soc_src|soc_trk", "buttons to share"),
    ("amp|amp_js_v|usqp|outputtype|_amp|noamp|m", "how it is shown: for phones, as AMP"),
    ("print|printview|isprint", "how it is shown: for printing"),
    ("replytocom|showcomment", "comments below it"),
    # Not sid: on old sites it is the number of the story.
    ("phpsessid|jsessionid|sessionid", "a visit"),
)
_TRACKING = re.compile("|".join(f"(?:{names})" for names, _reason in TRACKING), re.IGNORECASE)
_ONLY_AS_SWITCH = {
    # These may also be a page's key; they are taken off with these values alone.
    "m": {"0", "1", "2"},
    "print": {"", "0", "1", "true", "yes"},
    "amp": {"", "0", "1", "true", "yes", "amp"},
}

PREFIXES = (
    # what an archive or cache puts before an address, what follows it
    (r"https?://(?:web|wayback|liveweb)?\.?archive\.org/(?:web/)?\d{4,14}(?:[a-z]{2}_)?\*?/", ""),
    (r"https?://web\.archive\.org/save/(?:_embed/)?", ""),
    (r"https?://archive\.(?:is|ph|today|li|vn|fo|md)/(?:o/\w+/|\d{4,14}/|newest/|oldest/)", ""),
    (r"https?://webcache\.googleusercontent\.com/search\?(?:[^#]*&)?q=cache:(?:[\w-]{12}:)?", ""),
    (r"https?://(?:www\.)?google\.[a-z.]{2,6}/amp/s/", "https://"),
    (r"https?://(?:www\.)?google\.[a-z.]{2,6}/amp/", "http://"),
    (r"https?://[\w-]+\.cdn\.ampproject\.org/[a-z]/s/", "https://"),
    (r"https?://[\w-]+\.cdn\.ampproject\.org/[a-z]/", "http://"),
    (r"https?://(?:l|lm|m)\.facebook\.com/l\.php\?(?:[^#]*&)?u=", ""),
    (r"https?://(?:www\.)?google\.[a-z.]{2,6}/url\?(?:[^#]*&)?(?:url|q)=", ""),
    (r"(?:view-source|blob|feed):(?=https?:)", ""),
)
_PREFIXES = tuple((re.compile(pattern, re.IGNORECASE), instead) for pattern, instead in PREFIXES)
_PLAIN = re.compile(
    r"https?://(?![^/]*(?:archive|google|facebook|ampproject))[a-z0-9-]+(?:\.[a-z0-9-]+){1,9}"
    r"/[\w/.~-]{0,1500}"
)
"""An address from which nothing could be taken off: most are such, and this is quick to see."""

_MAX_PREFIXES = 5
_CACHE_TAIL = re.compile(r"(?:\+|%20|&).*", re.DOTALL)
_UNSAFE = re.compile(r"[\s\"<>\\^`{|}]")
_DEFAULT_PORTS = {"http": 80, "https": 443}


def clean_url(text: str, base: str = "") -> str:
    """The address of a page itself, or "" if there is none in the text.

    Taken off are the prefixes of web archives and caches, parameters that only track, fragments
    and default ports; the host is in small letters. Spaces and the like are quoted.

    Args:
        text: An address as found, also a relative one.
        base: The address that a relative one is relative to, if known.
    """
    if not base and (not text or _PLAIN.fullmatch(text)):
        return text
    url = text.strip()[: MAX_URL_CHARS * 2]
    if base:
        try:
            url = urljoin(without_prefix(base), url)
        except ValueError:
            return ""
    url = without_prefix(url)
    if url.startswith("//"):
        url = f"https:{url}"
    url = web_url(_UNSAFE.sub(lambda sign: quote(sign[0]), url))
    if not url:
        return ""
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        return ""
    host = parts.hostname or ""
    host = f"[{host}]" if ":" in host else host
    if port and port != _DEFAULT_PORTS[parts.scheme]:
        host = f"{host}:{port}"
    return urlunsplit((parts.scheme, host, parts.path or "/", _query(parts.query), ""))


def without_prefix(url: str) -> str:
    """The address that a web archive, a cache or a redirection was asked for."""
    for _ in range(_MAX_PREFIXES):
        for pattern, instead in _PREFIXES:
            if found := pattern.match(url):
                rest = url[found.end() :]
                if "?" in found[0]:
                    rest = unquote(_CACHE_TAIL.sub("", rest))
                url = instead + rest
                if not re.match(r"(?i)https?:", url):
                    # The Wayback Machine merges two slashes, caches leave the scheme out.
                    url = f"http://{url.lstrip('/')}"
                url = re.sub(r"(?i)^(https?):/+", r"\1://", url)
                break
        else:
            return url
    return url


def is_home(url: str) -> bool:
    """Whether an address is that of a site, not of a page in it."""
    parts = urlsplit(url)
    path = re.sub(r"/(?:index|default|home)\.\w+$", "/", parts.path.lower())
    return path in {"", "/", "/hi", "/hi/", "/hindi", "/hindi/"} and not parts.query


def _query(query: str) -> str:
    """The parameters that tell which page it is, spelt as they were."""
    if not query:
        return ""
    kept = []
    for pair in query.split("&"):
        name, _, value = pair.partition("=")
        name = name.removeprefix("amp;").lower()
        switch = _ONLY_AS_SWITCH.get(name)
        tracking = value.lower() in switch if switch else bool(_TRACKING.fullmatch(name))
        if name and not tracking:
            kept.append(pair.removeprefix("amp;"))
    # A query of nothing but names (?12345) tells which page it is.
    return "&".join(kept) if parse_qsl(query, keep_blank_values=True) else query
