"""The platforms people chat on: how each is parsed, verified, rendered for and sent to."""
