"""Consents: who agreed to what, when, and to which text."""
