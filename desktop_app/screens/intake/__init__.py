"""Tiếp nhận hồ sơ: one page that takes a dossier in, amends it, undoes it."""
