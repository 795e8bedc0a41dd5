"""Bytes → JSON → schema → rules → `Programme`; the canonical form and its digests."""

from progpipe.load.canonical import basis_of, canonical_text, digest
from progpipe.load.programme import load

__all__ = ["basis_of", "canonical_text", "digest", "load"]
