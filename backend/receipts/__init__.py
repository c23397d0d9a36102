"""Whether what was paid out has come: asked once after the day, and a case where it has not."""
