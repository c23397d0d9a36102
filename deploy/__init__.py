"""The composition root: the parts put together, started, and stopped."""
