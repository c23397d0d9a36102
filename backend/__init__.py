"""The registry: what was registered, by whom, with whose consent, and what became of it."""
