"""Kệ kết quả: what lies ready, and planning a run from it."""
