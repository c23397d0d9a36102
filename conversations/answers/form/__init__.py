"""Understanding one message that tells a whole family."""

from conversations.answers.form.choices import PICKED
from conversations.answers.form.families import families_in
from conversations.answers.form.fields import Field
from conversations.answers.form.lacking import Lack, lack_of, shown
from conversations.answers.form.needed import missing
from conversations.answers.form.reading import read_form
from conversations.answers.form.table import as_message, is_asked
from conversations.answers.form.told import Kept, Names, Odd, Sign, Told
from conversations.answers.form.whole import DOUBTED, Whole, read_family

__all__ = [
    "DOUBTED", "PICKED", "Field", "Kept", "Lack", "Names", "Odd", "Sign", "Told", "Whole", "as_message", "families_in",
    "is_asked", "lack_of", "missing", "read_family", "read_form", "shown",
]  # fmt: skip
