"""Sphinx configuration: Markdown through MyST, the furo theme, and nothing that needs a network."""

from __future__ import annotations

from typing import Any

import ggzroute

project = "ggzroute"
author = "the ggzroute authors"
copyright = author
release = ggzroute.__version__
version = release
language = "en"

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build"]

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

autodoc_class_signature = "separated"
autodoc_default_options = {"exclude-members": "__init__, __new__"}
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
maximum_signature_line_length = 100
python_use_unqualified_type_names = True
napoleon_google_docstring = True
napoleon_numpy_docstring = False
napoleon_use_ivar = True
napoleon_custom_sections: list[Any] = [("Source", "notes_style")]

html_theme = "furo"
html_title = f"ggzroute {release}"
