"""Files that were brought or made: kept sealed, in parts, for a day at most."""
