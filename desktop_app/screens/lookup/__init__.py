"""Tra cứu: one box over all dossiers."""
