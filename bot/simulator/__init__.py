"""A phone in the browser, for demonstration and training. It drives the same turns as every other channel."""

from bot.simulator.endpoints import simulator_routes

__all__ = ["simulator_routes"]
