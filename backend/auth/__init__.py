"""Who may call the registry."""
