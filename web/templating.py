"""How templates call what they are given."""

from collections.abc import Callable
from typing import Any

from jinja2.runtime import Context, Macro


class QuickContext(Context):
    """A context that calls functions as Python does.

    Jinja asks each callable whether it wants to be given the context: for the 390 calls on a page
    of results, 0.3 ms of 11. Of what templates call here, macros alone want something.
    """

    def call(self, function: Callable[..., Any], *args: Any, **values: Any) -> Any:
        """What the function returns."""
        if type(function) is Macro:
            return super().call(function, *args, **values)
        values.pop("_loop_vars", None)
        values.pop("_block_vars", None)
        return function(*args, **values)
