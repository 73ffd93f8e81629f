"""The rows of a downloaded table."""

import csv
import io

from werkzeug.test import TestResponse


def rows(answer: TestResponse) -> list[dict[str, str]]:
    assert answer.data.startswith(b"\xef\xbb\xbf")  # for Excel
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"), newline="")))
