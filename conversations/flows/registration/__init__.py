"""A family registers: one question at a time, in nine steps, and nothing is sent before it was reviewed."""

from conversations.flows.registration.flow import registration

__all__ = ["registration"]
