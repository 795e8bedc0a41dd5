"""Validators over a bundle or single files, and one merged report."""
