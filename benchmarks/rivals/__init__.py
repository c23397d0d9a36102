"""What the product is measured beside: a floor below which no Python server gets, and two well-known bot libraries.

Each is a program of its own: PORT, REDIS_URL, TELEGRAM_API_BASE_URL, SECRET and PUSHES (1 or 0) come from the
environment. Each is written as its own documentation recommends, with uvloop, a parser of HTTP in C, pools of open
connections and hiredis, and says the same sentences as the product.
"""
