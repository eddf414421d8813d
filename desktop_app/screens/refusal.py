"""Turns what a job raised into the sentence that an official reads; our own bugs go on to the crash report."""

from __future__ import annotations

from desktop_app.wording import problem


def sentence_of(error: Exception) -> str:
    """Return the sentence for an error that the official can act on; raise `error` itself where it is our bug."""
    sentence = problem(error)
    if sentence is None:
        raise error
    return sentence
