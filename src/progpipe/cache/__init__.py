"""What was made before of the very same, in the user's cache folder; nothing here decides what is made."""

from progpipe.cache.digests import digest
from progpipe.cache.place import open_cache
from progpipe.cache.store import Cache, Contents

__all__ = ["Cache", "Contents", "digest", "open_cache"]
