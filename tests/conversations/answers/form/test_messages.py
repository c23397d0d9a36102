"""What people type about a family is understood, or asked back; it never lands where it does not belong."""

from __future__ import annotations

import pytest

from conversations.answers.form import read_form
from tests.conversations.answers.form.corpus import NAMES, TODAY, Message, messages, written

MESSAGES = messages()


@pytest.mark.parametrize("message", [pytest.param(each, id=each.title) for each in MESSAGES])
def test_a_message_is_understood_as_far_as_it_is_clear(message: Message) -> None:
    assert written(read_form(message.text, TODAY, NAMES)) == message.expected
