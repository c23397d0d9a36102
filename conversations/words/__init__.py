"""The words of the service, from Fluent catalogues: for conversations, and for who else speaks of the same things."""
