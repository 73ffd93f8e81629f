"""Security headers of every response, with the Content-Security-Policy."""

from flask import Flask, Response, request

from web.http.cors import READABLE_PATHS

CONTENT_SECURITY_POLICY = (
    "default-src 'self'; style-src 'self' {style}; base-uri 'none'; "
    "object-src 'none'; form-action 'self'; frame-ancestors {ancestors}"
)
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "browsing-topics",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
    )
)
"""The site asks for none of what a browser could give it, nor does anything within it."""

TRANSPORT_SECURITY = f"max-age={365 * 24 * 3600}"
"""A year of https alone, for this host; about others of the domain the archive knows nothing."""

FRAMED = frozenset({"embedded", "trends_framed"})
"""The search box and the chart for other sites: what they may show in a frame."""
SHOWN_ELSEWHERE = FRAMED | {"static", "card", "favicon", "touch_icon"}
"""The box and what it is made of, the icons, which feed readers and browsers show, and the cards of
shared articles."""


def add_security_headers(app: Flask, style_source: str) -> None:
    """Add the headers to everything that the application answers.

    Args:
        app: The application.
        style_source: The inline style sheet as the policy names it, such as "'sha256-…'".
    """
    closed, framed = (
        CONTENT_SECURITY_POLICY.format(style=style_source, ancestors=ancestors)
        for ancestors in ("'none'", "*")
    )

    @app.after_request
    def add_headers(response: Response) -> Response:
        policy = framed if request.endpoint in FRAMED else closed
        response.headers["Content-Security-Policy"] = policy
        response.headers["X-Content-Type-Options"] = "nosniff"
        # The outlets that articles link to do not learn what a reader searched for.
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["Permissions-Policy"] = PERMISSIONS_POLICY
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        elsewhere = READABLE_PATHS.match(request.path) or request.endpoint in SHOWN_ELSEWHERE
        response.headers["Cross-Origin-Resource-Policy"] = (
            "cross-origin" if elsewhere else "same-origin"
        )
        # Only the site's own address or a trusted proxy can say https: web.http.proxies.
        if request.is_secure:
            response.headers["Strict-Transport-Security"] = TRANSPORT_SECURITY
        return response
