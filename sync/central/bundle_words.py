"""What came of a bundle, as the line that the centre's command prints: figures, what is missing, and why not."""

from collections.abc import Iterator, Mapping
from typing import Final

from sync.central.bundles import Taken

HEADING: Final = ("Gói", "Máy", "Số gói", "Nhận mới", "Đã có", "Trang tin", "Ghi chú")
_REASONS: Final[Mapping[str, str]] = {
    "BundleBrokenError": "tệp hỏng hoặc bị sửa, không nhận gì",
    "BundleTooLargeError": "tệp vượt quá cỡ cho phép",
    "UnknownFormatError": "gói của bản chương trình mới hơn: xin cập nhật trung tâm",
    "unreadable": "không đọc được tệp trên USB",
    "unknown_device": "máy chưa đăng ký ở trung tâm này",
    "revoked": "máy đã bị thu hồi",
    "sample_into_real": "DỮ LIỆU MẪU không vào trung tâm thật",
    "real_into_sample": "dữ liệu thật không vào trung tâm mẫu",
    "wrong_commune": "gói của xã khác",
    "token_refused": "mã đăng ký sai hoặc đã hết hạn: xin cấp tệp cài đặt mới",
    "gap": "thiếu gói đi trước",
    "fork": "lịch sử của máy bị tách đôi: xin gọi bộ phận kỹ thuật",
    "frozen": "lượt ghi cũ của máy đã khóa: xin cho máy đồng bộ qua mạng một lần",
    "broken": "gói gửi bị hỏng",
    "too_large": "gói gửi quá lớn",
    "unknown_format": "gói gửi của bản chương trình mới hơn: xin cập nhật trung tâm",
    "key_retired": "gói gửi dùng khóa cũ của trung tâm",
    "not_ready": "kho dữ liệu đang bận: xin nhập lại",
    "not_found": "có yêu cầu không đi được bằng USB",
    "StickFullError": "USB đầy, chưa ghi được tệp trả lời",
    "StickReadOnlyError": "USB không cho ghi, chưa ghi được tệp trả lời",
    "StickGoneError": "USB bị rút ra, chưa ghi được tệp trả lời",
    "StickUnreliableError": "USB ghi sai, chưa có tệp trả lời: xin dùng USB khác",
}


def row_of(taken: Taken) -> tuple[str, ...]:
    """Return the cells of one bundle's line."""
    figures = (taken.taken, taken.known, taken.pages)
    return (taken.name, taken.machine or "-", str(taken.number or "-"), *map(str, figures), "; ".join(_notes(taken)))


def _notes(taken: Taken) -> Iterator[str]:
    if taken.refused:
        yield f"TỪ CHỐI: {_REASONS.get(taken.refused, taken.refused)}"
        return
    if taken.missing:
        yield f"thiếu gói số {taken.missing}"
    yield from (f"{_REASONS.get(code, code)} ({count})" for code, count in taken.problems.items() if code != "gap")
    yield _REASONS.get(taken.reply_trouble, taken.reply_trouble) or "đã ghi tệp trả lời"
