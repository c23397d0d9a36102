"""What could not be delivered: to the registry, or to a person. Officers see it here and decide."""
