"""Bàn làm việc: what waits for the official today."""
