"""Merge groups, fields and values in the words of the desk; knows no rule and no widget."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import QCoreApplication

from desktop_app.screens import axes
from desktop_app.wording import QT_TRANSLATE_NOOP

_GROUPS: Final[Mapping[str, str]] = {
    "received": QT_TRANSLATE_NOOP("conflicts", "Thông tin tiếp nhận"),
    "official_code": QT_TRANSLATE_NOOP("conflicts", "Mã hồ sơ"),
    "procedure": QT_TRANSLATE_NOOP("conflicts", "Thủ tục hành chính"),
    "submitter": QT_TRANSLATE_NOOP("conflicts", "Người nộp hồ sơ"),
    "due": QT_TRANSLATE_NOOP("conflicts", "Hẹn trả"),
    "fee": QT_TRANSLATE_NOOP("conflicts", "Phí, lệ phí"),
    "decision": QT_TRANSLATE_NOOP("conflicts", "Kết quả giải quyết"),
    "delivery": QT_TRANSLATE_NOOP("conflicts", "Trả kết quả"),
    "opened": QT_TRANSLATE_NOOP("conflicts", "Lập chuyến"),
    "closed": QT_TRANSLATE_NOOP("conflicts", "Đóng chuyến"),
    "settled": QT_TRANSLATE_NOOP("conflicts", "Hai quyết định khác nhau"),
}
_FIELDS: Final[Mapping[str, str]] = {
    "provisional_code": QT_TRANSLATE_NOOP("conflicts", "Mã tạm"),
    "official_code": QT_TRANSLATE_NOOP("conflicts", "Mã hồ sơ"),
    "received_at_ms": QT_TRANSLATE_NOOP("conflicts", "Ngày giờ tiếp nhận"),
    "place_received": QT_TRANSLATE_NOOP("conflicts", "Nơi tiếp nhận"),
    "procedure_name": QT_TRANSLATE_NOOP("conflicts", "Thủ tục"),
    "person_name": QT_TRANSLATE_NOOP("conflicts", "Họ, chữ đệm và tên"),
    "name": QT_TRANSLATE_NOOP("conflicts", "Họ, chữ đệm và tên"),
    "personal_number": QT_TRANSLATE_NOOP("conflicts", "Số định danh cá nhân"),
    "old_number": QT_TRANSLATE_NOOP("conflicts", "Số CMND cũ"),
    "birth": QT_TRANSLATE_NOOP("conflicts", "Ngày, tháng, năm sinh"),
    "address": QT_TRANSLATE_NOOP("conflicts", "Địa chỉ"),
    "cluster": QT_TRANSLATE_NOOP("conflicts", "Khu dân cư"),
    "phone": QT_TRANSLATE_NOOP("conflicts", "Số điện thoại"),
    "request": QT_TRANSLATE_NOOP("conflicts", "Nội dung yêu cầu"),
    "papers": QT_TRANSLATE_NOOP("conflicts", "Thành phần hồ sơ"),
    "copies": QT_TRANSLATE_NOOP("conflicts", "Số bản"),
    "fee_vnd": QT_TRANSLATE_NOOP("conflicts", "Mức thu"),
    "fee_ground": QT_TRANSLATE_NOOP("conflicts", "Lý do miễn, giảm"),
    "fee_paid": QT_TRANSLATE_NOOP("conflicts", "Đã thu"),
    "due_at_ms": QT_TRANSLATE_NOOP("conflicts", "Hẹn trả"),
    "urgent": QT_TRANSLATE_NOOP("conflicts", "Khẩn"),
    "note": QT_TRANSLATE_NOOP("conflicts", "Ghi chú nội bộ"),
    "status": QT_TRANSLATE_NOOP("conflicts", "Xử lý"),
    "result_number": QT_TRANSLATE_NOOP("conflicts", "Số kết quả"),
    "signer": QT_TRANSLATE_NOOP("conflicts", "Người ký"),
    "signed_on": QT_TRANSLATE_NOOP("conflicts", "Ngày ký"),
    "decision_note": QT_TRANSLATE_NOOP("conflicts", "Ghi chú kết quả"),
    "delivery": QT_TRANSLATE_NOOP("conflicts", "Trả kết quả"),
    "shelf": QT_TRANSLATE_NOOP("conflicts", "Ngăn kệ"),
    "receiver": QT_TRANSLATE_NOOP("conflicts", "Người nhận"),
    "relation": QT_TRANSLATE_NOOP("conflicts", "Quan hệ"),
    "identity_kind": QT_TRANSLATE_NOOP("conflicts", "Giấy tờ tùy thân"),
    "identity_last4": QT_TRANSLATE_NOOP("conflicts", "Bốn số cuối giấy tờ"),
    "delivered_at_ms": QT_TRANSLATE_NOOP("conflicts", "Trao lúc"),
    "sex": QT_TRANSLATE_NOOP("conflicts", "Giới tính"),
    "taken": QT_TRANSLATE_NOOP("conflicts", "Số đã lấy"),
    "handed_over": QT_TRANSLATE_NOOP("conflicts", "Số đã trao"),
    "returned": QT_TRANSLATE_NOOP("conflicts", "Số mang về"),
    "closed_at_ms": QT_TRANSLATE_NOOP("conflicts", "Đóng lúc"),
    "opened_at_ms": QT_TRANSLATE_NOOP("conflicts", "Đi lúc"),
    "code": QT_TRANSLATE_NOOP("conflicts", "Mã chuyến"),
    "state": QT_TRANSLATE_NOOP("conflicts", "Chuyến"),
    "manifest": QT_TRANSLATE_NOOP("conflicts", "Bảng kê"),
    "posted": QT_TRANSLATE_NOOP("conflicts", "Số gửi bưu chính"),
    "lost": QT_TRANSLATE_NOOP("conflicts", "Số báo mất"),
    "pages": QT_TRANSLATE_NOOP("conflicts", "Số trang"),
    "limit_case": QT_TRANSLATE_NOOP("conflicts", "Trường hợp thời hạn"),
    "fee_receipt": QT_TRANSLATE_NOOP("conflicts", "Biên lai"),
    "refusal": QT_TRANSLATE_NOOP("conflicts", "Lý do từ chối"),
    "refusal_ground": QT_TRANSLATE_NOOP("conflicts", "Căn cứ từ chối"),
    "second_receiver": QT_TRANSLATE_NOOP("conflicts", "Người nhận thứ hai"),
    "authorisation": QT_TRANSLATE_NOOP("conflicts", "Ủy quyền"),
    "kinship": QT_TRANSLATE_NOOP("conflicts", "Quan hệ với chủ hồ sơ"),
    "means": QT_TRANSLATE_NOOP("conflicts", "Cách ký nhận"),
    "slip": QT_TRANSLATE_NOOP("conflicts", "Phiếu ký nhận"),
    "next_visit": QT_TRANSLATE_NOOP("conflicts", "Hẹn lại"),
    "tracking_number": QT_TRANSLATE_NOOP("conflicts", "Số bưu gửi"),
    "chosen": QT_TRANSLATE_NOOP("conflicts", "Quyết định"),
}
_CHOSEN: Final[Mapping[str, str]] = {
    "standing": QT_TRANSLATE_NOOP("conflicts", "Giữ bản đang dùng"),
    "other": QT_TRANSLATE_NOOP("conflicts", "Giữ bản kia"),
    "seen": QT_TRANSLATE_NOOP("conflicts", "Đã xem"),
}
_STATES: Final[Mapping[str, str]] = {
    "open": QT_TRANSLATE_NOOP("conflicts", "Đang đi"),
    "closed": QT_TRANSLATE_NOOP("conflicts", "Đã đóng"),
}
_HIDDEN: Final = frozenset({"person", "pack", "run", "procedure", "channel", "officer", "dossiers", "promised"})
"""Ids and codes whose name in words stands in another field of the same group."""


def group(name: str) -> str:
    """Return what a merge group is about."""
    return _in(_GROUPS, name) if name in _GROUPS else field(name)


def field(name: str) -> str:
    """Return the name of a field."""
    return _in(_FIELDS, name)


def differing(standing: Mapping[str, Any], other: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the fields in which two versions differ, as far as they can be shown; all of them where none can."""
    names = [name for name in {**standing, **other} if standing.get(name) != other.get(name)]
    shown = [name for name in names if name not in _HIDDEN] or names
    return tuple(sorted(shown, key=_in_order))


def alike(standing: Mapping[str, Any], other: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the fields in which two versions say the same and say something."""
    names = [name for name in standing.keys() & other.keys() if standing[name] == other[name]]
    return tuple(sorted((each for each in names if standing[each] and each not in _HIDDEN | {"state"}), key=_in_order))


def decision(chosen: str) -> str:
    """Return what a person decided."""
    return _in(_CHOSEN, chosen)


def value(name: str, values: Mapping[str, Any]) -> str:
    """Return a field's value as it is read, a dash for none; a field that was left as it was says so."""
    if name not in values:
        return _words(QT_TRANSLATE_NOOP("conflicts", "(không ghi)"))
    it = values.get(name)
    if it is None or it == "" or it == []:
        return axes.money(None) if name == "fee_vnd" and name in values else "–"
    return _written(name, it)


def _written(name: str, it: Any) -> str:
    if isinstance(it, bool):
        return _words(QT_TRANSLATE_NOOP("conflicts", "Có")) if it else _words(QT_TRANSLATE_NOOP("conflicts", "Không"))
    if isinstance(it, int):
        return axes.money(it) if name == "fee_vnd" else axes.moment(it) if name.endswith("_ms") else str(it)
    if isinstance(it, (list, tuple)):
        return ", ".join(_paper(each) for each in it)
    text = str(it)
    named = {
        "status": lambda: axes.business(text).text,
        "delivery": lambda: axes.delivery(text).text,
        "relation": lambda: axes.relation(text),
        "identity_kind": lambda: axes.identity_kind(text),
        "personal_number": lambda: axes.last4(text),
        "old_number": lambda: axes.last4(text),
        "sex": lambda: _sex(text),
        "chosen": lambda: decision(text),
        "state": lambda: _in(_STATES, text),
    }
    return named[name]() if name in named else text


def _in_order(name: str) -> tuple[int, str]:
    names = tuple(_FIELDS)
    return (names.index(name) if name in names else len(names), name)


def _paper(it: Any) -> str:
    if not isinstance(it, Mapping):
        return str(it)
    said = f"{it.get('name', '')} ({it.get('count', 1)})"
    return said if it.get("is_present", True) else f"{said} – {_words(QT_TRANSLATE_NOOP('conflicts', 'còn thiếu'))}"


def _sex(key: str) -> str:
    words = {"male": QT_TRANSLATE_NOOP("conflicts", "Nam"), "female": QT_TRANSLATE_NOOP("conflicts", "Nữ")}
    return _in(words, key)


def _in(table: Mapping[str, str], name: str) -> str:
    return _words(table[name]) if name in table else name


def _words(source: str) -> str:
    return QCoreApplication.translate("conflicts", source)
