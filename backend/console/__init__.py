"""The pages for the office."""
