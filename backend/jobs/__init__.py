"""Jobs: what the registry does when nobody waits for it, and how far each is."""
