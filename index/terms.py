"""The terms of a text as one piece of text: so analysis gives them and most engines take them.

It is parted only where someone asks for single terms.
"""

from collections.abc import Iterator, Sequence
from typing import Any, overload


class Terms(Sequence[str]):
    """Terms in their order; equal to the tuple of them.

    Attributes:
        text: The terms with a space between each two. None is empty or holds white space.
    """

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text

    def __len__(self) -> int:
        return self.text.count(" ") + 1 if self.text else 0

    def __iter__(self) -> Iterator[str]:
        return iter(self.text.split(" ") if self.text else ())

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> "Terms": ...
    def __getitem__(self, place: int | slice) -> "str | Terms":
        if isinstance(place, int):
            return tuple(self)[place]
        if place.start is place.step is None and place.stop is not None and place.stop >= 0:
            # How documents begin is asked for of each: the rest need not be parted for it.
            return Terms(" ".join(self.text.split(" ", place.stop)[: place.stop]))
        return Terms(" ".join(tuple(self)[place]))

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Terms):
            return self.text == other.text
        return isinstance(other, tuple) and tuple(self) == other

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"Terms({self.text!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        return Terms, (self.text,)
