"""The words of the service, said from Fluent catalogues: for conversations, and for whoever speaks of the same things."""
