"""Encryption at rest, and look-up without decryption."""
