"""A family in one message: what it tells is shown, what it lacks is asked, and one word sends it."""

from conversations.flows.quick.flow import quick

__all__ = ["quick"]
