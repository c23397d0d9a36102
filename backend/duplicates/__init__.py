"""The same person registered twice, perhaps under two NIKs: found, compared, and left to an officer to decide."""
