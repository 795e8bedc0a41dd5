"""The structure tree of a PDF, as an expert would write it by hand (ISO 32000-1, 14.7 and 14.8).

WeasyPrint's own tree is split at pages, holds running heads and knows no contents, notes or scopes.
This one has one structure element for each element of our markup.
"""

from progpipe.markup.tags.replace import own_tags

__all__ = ["own_tags"]
