"""Templates call functions and macros alike, in loops and blocks too."""

from jinja2 import DictLoader, Environment

from web.templating import QuickContext

TEMPLATES = {
    "macros": "{% macro twice(text) %}{{ shout(text) }}{{ shout(text, mark='?') }}{% endmacro %}",
    "page": """{% from "macros" import twice with context -%}
{% block main %}{% for word in words %}{{ twice(word) }} {{ shout(word, loop.index0 * "!") }}
{% endfor %}{% endblock %}""",
}


def shout(text: str, mark: str = "!") -> str:
    return f"<{text}{mark}>"


def test_functions_and_macros_are_called() -> None:
    environment = Environment(loader=DictLoader(TEMPLATES), autoescape=True)
    environment.context_class = QuickContext
    environment.globals["shout"] = shout
    page = environment.get_template("page").render(words=["a", "b"])
    assert page == ("&lt;a!&gt;&lt;a?&gt; &lt;a&gt;\n&lt;b!&gt;&lt;b?&gt; &lt;b!&gt;\n")
