"""The runtime: one turn from inbound message to committed reply, and everything that happens later."""
