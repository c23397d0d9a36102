"""Objections of families to their results (sanggah)."""
