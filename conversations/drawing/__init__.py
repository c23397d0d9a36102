"""Flows as pictures: for people who do not read code, and for those who do."""

from conversations.drawing.mermaid import mermaid
from conversations.drawing.picture import Picture, picture_of
from conversations.drawing.svg import svg

__all__ = ["Picture", "mermaid", "picture_of", "svg"]
