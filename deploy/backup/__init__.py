"""A copy of everything that the service knows, and a new start from it.

What Redis holds is copied before the registry: what was handed over in between is then in both, and the registry
knows its key. The other way round it could be in neither.
"""
