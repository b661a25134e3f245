"""A message of a rule as a sentence of its own."""

from __future__ import annotations


def as_sentence(text: str) -> str:
    """Return a message with a capital at its start and a full stop at its end."""
    text = text.strip()
    if not text:
        return ""
    ending = "" if text[-1] in ".!?…" else "."
    return text[0].upper() + text[1:] + ending
