"""The pictures of the icon: drawn of the same path as the SVG."""

import io

from PIL import Image

from web.icons import PATH, STATIC, files, strokes


def test_pictures_are_those_that_are_drawn() -> None:
    assert f'd="{PATH}"' in (STATIC / "icon.svg").read_text(encoding="utf-8")
    assert [len(stroke) for stroke in strokes("M1 1h2M0 0c1 0 1 1 1 2")] == [2, 97]
    for name, drawn in files().items():
        with Image.open(STATIC / name) as kept, Image.open(io.BytesIO(drawn)) as now:
            one, other = (image.convert("RGB").resize((24, 24)) for image in (kept, now))
            pairs = zip(one.tobytes(), other.tobytes(), strict=True)
            assert max(abs(a - b) for a, b in pairs) < 24, name
