"""Statements that every search asks, put together once and given to the driver itself.

SQLAlchemy writes them, for either database, and hands out the connection; but to run one through it
takes three times as long as the database does. For statements that give few rows.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Dialect, Select


@dataclass(frozen=True, slots=True)
class _Prepared:
    sql: str
    names: tuple[str, ...] | None
    """Of its parameters in their order; None where they are given by name."""
    values: tuple[tuple[int, Callable[[Any], Any]], ...]
    """The columns that are not what the driver gives, and what makes it of that."""


class Ready:
    """A statement with named parameters; threads may share it."""

    def __init__(self, statement: Select[Any]) -> None:
        self._statement = statement
        self._prepared: dict[str, _Prepared] = {}

    def rows(self, connection: Connection, **parameters: Any) -> list[Any]:
        """Its rows as tuples, in the transaction that the connection is in, or by itself.

        Raises:
            Error: The driver's own; ``Database`` tells it as it tells SQLAlchemy's.
        """
        dialect = connection.dialect
        if (ready := self._prepared.get(dialect.name)) is None:
            ready = self._prepared[dialect.name] = _prepare(self._statement, dialect)
        names = ready.names
        given = parameters if names is None else tuple([parameters[name] for name in names])
        cursor = connection.connection.cursor()
        try:
            cursor.execute(ready.sql, given)
            rows = list(cursor.fetchall())
        finally:
            cursor.close()
        for place, value in ready.values:
            rows = [(*row[:place], value(row[place]), *row[place + 1 :]) for row in rows]
        return rows


def _prepare(statement: Select[Any], dialect: Dialect) -> _Prepared:
    compiled: Any = statement.compile(dialect=dialect)
    processors = (
        column.type.dialect_impl(dialect).result_processor(dialect, None)
        for column in statement.selected_columns
    )
    return _Prepared(
        str(compiled),
        tuple(compiled.positiontup) if compiled.positional else None,
        tuple((place, value) for place, value in enumerate(processors) if value),
    )
