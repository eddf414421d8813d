"""Trợ giúp: a page of text for each screen."""
