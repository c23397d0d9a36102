"""Understanding one message that tells a whole family."""

from conversations.answers.form.fields import Field
from conversations.answers.form.reading import read_form
from conversations.answers.form.told import Kept, Names, Odd, Sign, Told

__all__ = ["Field", "Kept", "Names", "Odd", "Sign", "Told", "read_form"]
