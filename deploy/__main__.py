"""`python -m deploy` is `bansos`, for where the command is not on the path."""

from deploy.cli import app

app()
