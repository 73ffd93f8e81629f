"""Highlights query terms in texts, and cuts snippets around them.

``matcher`` locates the terms, ``breaks`` the borders of sentences and aksharas, and ``snippet``
chooses the passage. What calls them needs ``HighlightTerms``, ``TermMatcher``, ``mark`` and
``snippet``.
"""
