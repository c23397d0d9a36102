"""Understanding one message that tells a whole family."""

from conversations.answers.form.families import families_in
from conversations.answers.form.fields import Field
from conversations.answers.form.needed import missing
from conversations.answers.form.reading import read_form
from conversations.answers.form.table import as_message
from conversations.answers.form.told import Kept, Names, Odd, Sign, Told

__all__ = [
    "Field", "Kept", "Names", "Odd", "Sign", "Told", "as_message", "families_in", "missing", "read_form",
]  # fmt: skip
