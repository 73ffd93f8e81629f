"""How large an article may be, and the reasons that several readers give."""

ARTICLE_LIMIT = 8 * 1024 * 1024
"""Bytes of one article, or of the line that holds it."""

TOO_LARGE = "larger than 8 MiB; split it into its articles"
NOT_UTF8 = "not UTF-8 text; convert it to UTF-8"
