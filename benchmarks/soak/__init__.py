"""The soak: a fleet of simulated residents registers while every part of the service is killed in turn.

Nothing here but the composition (`parts`) knows the product: residents read texts, platforms speak HTTP, and the
oracle reads the database by itself.
"""
