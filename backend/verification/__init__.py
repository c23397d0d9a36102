"""Asking the population register whether a person's data are what it has: match or no match, never the data."""
