"""A theme folder, read and checked: colours, sizes, fonts and CSS.

A theme is data. It is read whole, its contrasts are checked (WCAG 2.2, 1.4.6 and 1.4.11), and
nothing in it can reach outside its own folder.
"""

from progpipe.options import PDF_PROFILES
from progpipe.theme.coverage import covered, missing_characters
from progpipe.theme.model import Font, Profile, Theme
from progpipe.theme.read import read_theme, theme_names
from progpipe.theme.stylesheet import stylesheet

__all__ = [
    "PDF_PROFILES",
    "Font",
    "Profile",
    "Theme",
    "covered",
    "missing_characters",
    "read_theme",
    "stylesheet",
    "theme_names",
]
