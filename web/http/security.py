"""Security headers of every response, with the Content-Security-Policy."""

from flask import Flask, Response, request

CONTENT_SECURITY_POLICY = (
    "default-src 'self'; style-src 'self' {style}; base-uri 'none'; "
    "object-src 'none'; form-action 'self'; frame-ancestors {ancestors}"
)
FRAMED_ENDPOINT = "embedded"
"""The search box for other sites: the only page that they may show in a frame."""


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
        policy = framed if request.endpoint == FRAMED_ENDPOINT else closed
        response.headers["Content-Security-Policy"] = policy
        response.headers["X-Content-Type-Options"] = "nosniff"
        # The outlets that articles link to do not learn what a reader searched for.
        response.headers["Referrer-Policy"] = "same-origin"
        return response
