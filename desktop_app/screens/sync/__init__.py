"""Đồng bộ: what has reached the centre and what has not."""
