"""Notices: what became of a registration, waiting here until the bot has told the person who registered."""
