"""Trả kết quả: handing a result over at the counter."""
