"""Emitters: publication in, artefacts out, one in each file."""
