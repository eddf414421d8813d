"""Cần xử lý: values that two people wrote differently."""
