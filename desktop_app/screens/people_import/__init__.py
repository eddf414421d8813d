"""Nhập danh sách người dân: a commune's residents from a list, looked over before anything is written."""
