"""The pure core: what a conversation says next, given what was said so far.

Nothing in here opens a socket, reads a clock or draws a random number; all of that is passed in.
"""
