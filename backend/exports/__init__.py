"""Proposals as files, in the layout that village operators keep."""
