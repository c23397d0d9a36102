"""Agents: who registers families in their place, for which area, and from which chats."""
