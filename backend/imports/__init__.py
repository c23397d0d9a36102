"""Results and payment lists that come as files."""
