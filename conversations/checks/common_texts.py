"""The sentences of `common.ftl` that the engine itself says, with the variables it gives them."""

from __future__ import annotations

from typing import Final

COMMON_TEXTS: Final[dict[str, tuple[str, ...]]] = {
    "step-counter": ("step", "steps"),
    "not-told": (),
    "help-commands": (),
    "person": (),
    "notices-stopped": (),
    "language-which": (),
    "language-set": (),
    "cancel-sure": (),
    "cancel-yes": (),
    "cancel-no": (),
    "cancelled": (),
    "not-cancelled": (),
    "reminder": (),
    "draft-forgotten": (),
    "moved-on": (),
    "came-late": (),
    "said-again": (),
    "received-voice": (),
    "received-photo": (),
    "received-location": (),
    "received-sticker": (),
    "received-contact": (),
    "received-other": (),
    "old-button": (),
    "greeting": (),
    "thanks": (),
    "which-one": (),
    "is-it-this": (),
    "trouble": (),
    "problem-unclear": (),
    "problem-not-offered": (),
    "problem-not-reviewed": (),
    "person-offered": (),
    "person-offered-skip": (),
}
