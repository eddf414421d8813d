"""What is said of a row of a list of residents; for the screen, the command line and the list of what was left out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QCoreApplication

from desktop_app.services.residents_list import Finding, Judged
from desktop_app.wording import QT_TRANSLATE_NOOP

FINDINGS: Final[Mapping[str, str]] = {
    # ---- such a row is not taken
    "too_many_cells": QT_TRANSLATE_NOOP("ListRow", "Nhiều ô hơn tiêu đề; xin để ô có dấu phẩy trong ngoặc kép."),
    "name_missing": QT_TRANSLATE_NOOP("ListRow", "Thiếu họ và tên; xin ghi thêm."),
    "number_digits": QT_TRANSLATE_NOOP(
        "ListRow", "Số định danh không đủ 12 chữ số (có thể mất số 0 ở đầu); xin ghi lại."
    ),
    "number_as_figure": QT_TRANSLATE_NOOP(
        "ListRow", "Số định danh thành dạng 1,2E+11; xin đổi cột sang văn bản, ghi lại."
    ),
    "number_prefix": QT_TRANSLATE_NOOP("ListRow", "Ba số đầu của số định danh không phải mã tỉnh; xin xem lại số."),
    "number_twice": QT_TRANSLATE_NOOP("ListRow", "Số định danh đã có ở dòng {about}; xin xem dòng nào đúng."),
    "number_of_other": QT_TRANSLATE_NOOP("ListRow", "Trong sổ, số định danh này của người tên khác; xin xem lại."),
    "birth_wrong": QT_TRANSLATE_NOOP("ListRow", "Ngày sinh không đọc được; xin ghi ngày/tháng/năm hoặc chỉ năm."),
    "too_long": QT_TRANSLATE_NOOP("ListRow", "Có ô quá dài; xin viết ngắn lại."),
    "same_row": QT_TRANSLATE_NOOP("ListRow", "Giống hệt dòng {about}; nếu là hai người, xin ghi thêm số định danh."),
    "looks_like_sample": QT_TRANSLATE_NOOP("ListRow", "Số định danh và điện thoại là của dữ liệu mẫu; không nhập."),
    # ---- such a row is taken, and should be looked at
    "name_odd": QT_TRANSLATE_NOOP("ListRow", "Họ và tên chỉ có một chữ hoặc có chữ số."),
    "sex_unknown": QT_TRANSLATE_NOOP("ListRow", "Giới tính không phải Nam hay Nữ; sẽ để trống."),
    "phone_odd": QT_TRANSLATE_NOOP("ListRow", "Số điện thoại không đúng dạng; giữ nguyên như đã ghi."),
    "birth_ahead": QT_TRANSLATE_NOOP("ListRow", "Ngày sinh ở sau ngày hôm nay."),
    "birth_long_ago": QT_TRANSLATE_NOOP("ListRow", "Năm sinh đã quá lâu."),
    "old_number_moved": QT_TRANSLATE_NOOP("ListRow", "Số 9 chữ số là số CMND cũ; sẽ ghi vào ô CMND."),
    "number_sex": QT_TRANSLATE_NOOP("ListRow", "Số định danh không khớp giới tính."),
    "number_year": QT_TRANSLATE_NOOP("ListRow", "Số định danh không khớp năm sinh."),
    "maybe_known": QT_TRANSLATE_NOOP("ListRow", "Trong sổ đã có người trùng họ tên và ngày sinh."),
    "maybe_same": QT_TRANSLATE_NOOP("ListRow", "Trùng họ tên và ngày sinh với dòng {about}."),
}
"""Cause of a finding -> Vietnamese sentence."""


def finding_text(finding: Finding) -> str:
    """Return what a finding says."""
    return QCoreApplication.translate("ListRow", FINDINGS[finding.cause]).format(about=finding.about)


def reasons(judged: Judged) -> str:
    """Return all that is said of a row."""
    return " ".join(finding_text(each) for each in judged.findings)
