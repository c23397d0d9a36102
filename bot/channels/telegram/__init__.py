"""Telegram. python-telegram-bot sets the webhook up; messages go a shorter way, for they are many."""

import os

# Durations as timedelta, like the library's next version; without it some calls are deprecation warnings.
os.environ.setdefault("PTB_TIMEDELTA", "1")
