"""The conversation engine: flows as declarations, a session as a value, one step as a pure function."""
