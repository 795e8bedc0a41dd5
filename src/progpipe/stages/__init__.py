"""Stages: publication in, publication out, one in each file."""
