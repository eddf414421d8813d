"""Chuyến trả kết quả tại nhà: one door after the other, and the closing count."""
