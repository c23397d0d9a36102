"""Telegram, through python-telegram-bot as typed client and parser."""

import os

# Durations as timedelta, like the library's next version; without it every 429 is a deprecation warning.
os.environ.setdefault("PTB_TIMEDELTA", "1")
