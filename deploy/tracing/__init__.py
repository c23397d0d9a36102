"""Traces from the webhook to the send, when an endpoint for them is configured.

Everything is put around the parts from outside, when they are put together: without an endpoint nothing of this is
imported, and no message pays for it. A span says what was done and how it ended, never for whom or with which words.
"""
