"""The engines, each in a module of its own that alone imports its library."""

from index.engine import Engine, EngineUnavailable


def open_engine(url: str) -> Engine:
    """The engine that a setting such as ``whoosh:data/index`` names.

    Raises:
        EngineUnavailable: No engine has that name.
    """
    name, _, place = url.partition(":")
    if name == "whoosh" and place:
        from index.engines.whoosh.engine import WhooshEngine  # noqa: PLC0415  one engine, one library

        return WhooshEngine(place)
    if name == "tantivy" and place:
        from index.engines.tantivy.engine import TantivyEngine  # noqa: PLC0415

        return TantivyEngine(place)
    if name.startswith("opensearch"):
        try:
            from index.engines.opensearch.address import ClusterAddress  # noqa: PLC0415
            from index.engines.opensearch.engine import OpenSearchEngine  # noqa: PLC0415
        except ModuleNotFoundError as error:
            raise EngineUnavailable(
                f"the Python package {error.name} is missing, which a cluster needs (the extra "
                "[opensearch]); install it beside this program: pip install 'opensearch-py<4'"
            ) from error
        return OpenSearchEngine(ClusterAddress.from_url(url))
    # A mistyped address may hold a password.
    shown = f"{name!r} and something" if "@" in place else repr(url)
    raise EngineUnavailable(
        f"ARCHIVE_ENGINE_URL is {shown}; write whoosh:FOLDER, tantivy:FOLDER "
        "or opensearch+https://user:password@host:9200/name"
    )
