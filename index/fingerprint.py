"""Fingerprints of rules: short digests of a package that change when what it does may change."""

import ast
import hashlib
from collections.abc import Collection, Iterator
from importlib.resources import files


def fingerprint(package: str, *more: str, only: Collection[str] = ()) -> str:
    """Digest of a package's own modules and tables; what lies in its subfolders does not count.

    Of a module the code counts, not its comments, docstrings and layout: an archive that exists
    need not be rebuilt because something was explained better.

    Args:
        package: Its full name.
        more: What counts besides, such as versions of libraries.
        only: The names of the files that count, if not all do.
    """
    digest = hashlib.sha256("\n".join(more).encode())
    for part in sorted(files(package).iterdir(), key=lambda part: part.name):
        if part.name.endswith((".py", ".tsv", ".gz", ".npz")) and (not only or part.name in only):
            content = part.read_bytes()
            if part.name.endswith(".py"):
                content = "\n".join(_syntax(ast.parse(content))).encode()
            digest.update(part.name.encode() + content)
    return digest.hexdigest()[:16]


def _syntax(node: ast.AST) -> Iterator[str]:
    """The syntax tree as text, without strings that are statements, as docstrings are.

    It is the same under each version of Python, which ``ast.dump`` is not: new versions add fields,
    which are empty in code without the new syntax, and here empty fields are left out.
    """
    waiting: list[object] = [node]
    while waiting:
        each = waiting.pop()
        if not isinstance(each, ast.AST):
            yield repr(each)
            continue
        yield type(each).__name__
        for field in each._fields:
            value = getattr(each, field, None)
            children = value if isinstance(value, list) else [] if value is None else [value]
            if field == "body":
                children = [child for child in children if not _is_text(child)]
            if children and field != "ctx":
                yield f"{field}:{len(children)}"
                waiting += reversed(children)


def _is_text(node: object) -> bool:
    """Whether this is a statement of nothing but a string."""
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )
