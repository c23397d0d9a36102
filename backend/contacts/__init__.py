"""Contacts: the addresses people write from, and whether they want notices there."""
