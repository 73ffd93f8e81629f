"""The engines, each in a module of its own that alone imports its library."""

from index.engine import Engine, EngineUnavailable


def open_engine(url: str) -> Engine:
    """The engine that a setting such as ``whoosh:data/index`` names.

    Raises:
        EngineUnavailable: No engine has that name.
    """
    name, _, place = url.partition(":")
    if name == "whoosh" and place:
        from index.engines.whoosh import WhooshEngine  # noqa: PLC0415  one engine, one library

        return WhooshEngine(place)
    if name == "tantivy" and place:
        from index.engines.tantivy import TantivyEngine  # noqa: PLC0415

        return TantivyEngine(place)
    raise EngineUnavailable(f"ARCHIVE_ENGINE_URL is {url!r}; write whoosh:FOLDER or tantivy:FOLDER")
