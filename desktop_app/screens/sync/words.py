"""Where a crossing is, why an operation is where it is, and sizes, in the words of the desk; knows no widget."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QCoreApplication

from desktop_app.screens import deeds
from desktop_app.services.files import FilesWaiting
from desktop_app.wording import QT_TRANSLATE_NOOP
from sync.client.progress import Leg, Progress

_KB: Final = 1024
_WHY: Final[Mapping[str, str]] = {
    "waiting": QT_TRANSLATE_NOOP("sync", "Đã lưu trên máy này, chờ lần đồng bộ tới."),
    "sending": QT_TRANSLATE_NOOP("sync", "Đã đóng gói gửi đi, chưa có biên nhận của hệ thống."),
    "received": QT_TRANSLATE_NOOP("sync", "Hệ thống đã cất giữ, đang chờ ghi vào sổ chung."),
    "applied": QT_TRANSLATE_NOOP("sync", "Đã vào sổ chung của hệ thống."),
    "set_aside": QT_TRANSLATE_NOOP("sync", "Có người đã quyết định không ghi việc này; nội dung vẫn được giữ mãi."),
    "peer": QT_TRANSLATE_NOOP("sync", "Do máy khác của xã làm, đọc trực tiếp từ máy đó; trung tâm chưa xác nhận."),
    "durable": QT_TRANSLATE_NOOP("sync", "Đã vào sổ chung và có trong bản sao lưu của hệ thống."),
    "held": QT_TRANSLATE_NOOP("sync", "Chờ việc trước của hồ sơ này tới trung tâm."),
}

_NOT_TAKEN: Final[Mapping[str, str]] = {
    "revoked": QT_TRANSLATE_NOOP("sync", "máy đó đã bị thu hồi quyền gửi"),
    "wrong_commune": QT_TRANSLATE_NOOP("sync", "máy đó đăng ký cho xã khác"),
    "sample_into_real": QT_TRANSLATE_NOOP("sync", "đó là dữ liệu mẫu"),
    "real_into_sample": QT_TRANSLATE_NOOP("sync", "trung tâm này chỉ nhận dữ liệu mẫu"),
    "too_large": QT_TRANSLATE_NOOP("sync", "gói việc quá lớn"),
    "key_retired": QT_TRANSLATE_NOOP("sync", "gói việc niêm phong bằng khóa không còn dùng"),
    "broken": QT_TRANSLATE_NOOP("sync", "gói việc không còn nguyên vẹn"),
}


def why(state: str, reason: str) -> str:
    """Return why an operation is in its state, and what to do where a person is needed."""
    if state == "parked" or (state == "held" and reason):
        return deeds.reason(reason or "behind_parked")
    return _words(_WHY[state]) if state in _WHY else ""


def not_taken(machine: str, reason: str) -> str:
    """Return why the centre takes none of another laptop's work that is kept here, and what to do."""
    template = QT_TRANSLATE_NOOP(
        "sync",
        "Trung tâm không nhận việc của máy {machine}: {why}. Máy này vẫn giữ, không gửi nữa; xin báo người quản trị.",
    )
    return _words(template).format(machine=machine, why=_words(_NOT_TAKEN[reason]))


def progress(now: Progress) -> str:
    """Return what the crossing is doing; empty when there is none."""
    if now.leg is Leg.ENDED:
        return ""
    if now.leg is Leg.ASKING:
        return _words(QT_TRANSLATE_NOOP("sync", "Đang liên lạc với hệ thống…"))
    if now.leg is Leg.FILES:
        return _words(QT_TRANSLATE_NOOP("sync", "Việc đã gửi xong. Đang gửi, nhận tệp đính kèm…"))
    done, total = size(now.done_bytes), size(now.total_bytes)
    if now.leg is Leg.RECEIVING:
        if not now.total_bytes:
            return _words(QT_TRANSLATE_NOOP("sync", "Đang nhận từ hệ thống…"))
        return _words(QT_TRANSLATE_NOOP("sync", "Đang nhận {done} trên {total}")).format(done=done, total=total)
    if now.segments_planned > 1:
        template = QT_TRANSLATE_NOOP("sync", "Đang gửi {done} trên {total} · gói {at}/{of} · còn {n} việc")
    else:
        template = QT_TRANSLATE_NOOP("sync", "Đang gửi {done} trên {total} · còn {n} việc")
    at = min(now.segments_done + 1, now.segments_planned)
    return _words(template).format(
        done=done, total=total, at=at, of=now.segments_planned, n=f"{now.operations_left:,}".replace(",", ".")
    )


def per_mille(now: Progress) -> int:
    """Return how much of what can be counted is done, 0 to 1000; -1 where nothing can be counted."""
    if now.leg not in (Leg.SENDING, Leg.RECEIVING) or not now.total_bytes:
        return -1
    share = now.done_bytes / now.total_bytes
    if now.leg is Leg.SENDING:
        share = (now.segments_done + share) / max(1, now.segments_planned)
    return min(1000, int(share * 1000))


def size(count: int) -> str:
    """Return a size of bytes: whole kilobytes, begun ones counted, or megabytes with one decimal."""
    if count >= _KB * _KB:
        return f"{count / (_KB * _KB):.1f} MB".replace(".", ",")
    return f"{-(-count // _KB)} KB"


def files(waiting: FilesWaiting) -> str:
    """Return how many files are to be carried, and how many are kept back; empty where there are none."""
    parts = []
    if waiting.count_up:
        sending = _words(QT_TRANSLATE_NOOP("sync", "{n} tệp chờ gửi, {size}"))
        parts.append(sending.format(n=waiting.count_up, size=size(waiting.bytes_up)))
    if waiting.count_down:
        fetching = _words(QT_TRANSLATE_NOOP("sync", "{n} tệp chờ tải về, {size}"))
        parts.append(fetching.format(n=waiting.count_down, size=size(waiting.bytes_down)))
    if waiting.kept_back:
        parts.append(_words(QT_TRANSLATE_NOOP("sync", "{n} tệp chưa chuyển được")).format(n=waiting.kept_back))
    return " · ".join(parts)


def _words(source: str) -> str:
    return QCoreApplication.translate("sync", source)
