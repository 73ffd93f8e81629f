"""The Whoosh engine: the embedded default, an index in a folder."""

import warnings

# Python from 3.12 on warns of its unescaped backslashes whenever it compiles the library.
warnings.filterwarnings("ignore", category=SyntaxWarning, module=r".*[/\\]whoosh[/\\]")
