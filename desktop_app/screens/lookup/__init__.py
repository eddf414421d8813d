"""Tra cứu: one box over dossiers and residents."""
