"""Writes the learned tables as arrays: python -m index.transliteration.prepare."""

from index.transliteration import decoding, emission
from index.transliteration.arrays import save_arrays


def main() -> None:
    """Write ``emission.arrays`` and ``decoding.arrays``."""
    for model in (emission, decoding):
        save_arrays(model.TABLE, model.read_arrays(model.TABLE))


if __name__ == "__main__":
    main()
