"""The audit log: append-only, each entry sealed to the one before."""
