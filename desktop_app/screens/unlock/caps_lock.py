"""Tells from what is typed whether Caps Lock is on: no system tells a program in the same way."""


def caps_lock_after(before: bool, *, typed: str, is_shift_down: bool, is_caps_key: bool) -> bool:
    """Return whether Caps Lock is on after a key, given whether it was `before` it.

    Only a letter proves it; the Caps Lock key itself turns what was known around.
    """
    if is_caps_key:
        return not before
    if len(typed) == 1 and typed.lower() != typed.upper():
        return typed.isupper() != is_shift_down
    return before
