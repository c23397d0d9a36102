"""Registrations: taking them in, finding them again, moving them up the status ladder."""
