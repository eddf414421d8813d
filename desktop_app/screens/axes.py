"""The four axes of a dossier, its times and its papers in the words of the desk; knows no rule and no widget."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import QCoreApplication

from desktop_app.services.desk import local_time
from desktop_app.wording import QT_TRANSLATE_NOOP
from sync.records.dossier import Dossier
from sync.records.states import Business, Delivery

Tone = Literal["plain", "good", "warn", "danger", "accent"]


@dataclass(frozen=True, slots=True)
class Said:
    """Words, and the tone that helps them."""

    text: str
    tone: Tone


_BUSINESS: Final[Mapping[str, tuple[str, Tone]]] = {
    Business.RECEIVED: (QT_TRANSLATE_NOOP("axes", "Đã tiếp nhận"), "accent"),
    Business.REFUSED: (QT_TRANSLATE_NOOP("axes", "Từ chối tiếp nhận"), "plain"),
    Business.SUPPLEMENT: (QT_TRANSLATE_NOOP("axes", "Chờ bổ sung"), "warn"),
    Business.PAYMENT: (QT_TRANSLATE_NOOP("axes", "Chờ nộp phí"), "warn"),
    Business.WITHDRAWING: (QT_TRANSLATE_NOOP("axes", "Công dân rút hồ sơ"), "plain"),
    Business.STOPPED: (QT_TRANSLATE_NOOP("axes", "Dừng giải quyết"), "plain"),
    Business.PROCESSING: (QT_TRANSLATE_NOOP("axes", "Đang xử lý"), "accent"),
    Business.SOLVED: (QT_TRANSLATE_NOOP("axes", "Đã có kết quả"), "good"),
    Business.HANDED_OVER: (QT_TRANSLATE_NOOP("axes", "Đã trả kết quả"), "good"),
    Business.VOIDED: (QT_TRANSLATE_NOOP("axes", "Đã hoàn tác"), "plain"),
}
_DELIVERY: Final[Mapping[str, tuple[str, Tone]]] = {
    Delivery.NOT_READY: (QT_TRANSLATE_NOOP("axes", "Chưa lên kệ"), "plain"),
    Delivery.READY: (QT_TRANSLATE_NOOP("axes", "Chờ trả"), "accent"),
    Delivery.OUT: (QT_TRANSLATE_NOOP("axes", "Đang giao"), "warn"),
    Delivery.ABSENT: (QT_TRANSLATE_NOOP("axes", "Vắng mặt"), "warn"),
    Delivery.REFUSED: (QT_TRANSLATE_NOOP("axes", "Từ chối nhận"), "warn"),
    Delivery.REDATED: (QT_TRANSLATE_NOOP("axes", "Hẹn lại"), "warn"),
    Delivery.WRONG_CONTENT: (QT_TRANSLATE_NOOP("axes", "Sai thông tin kết quả"), "danger"),
    Delivery.HELD: (QT_TRANSLATE_NOOP("axes", "Chờ sửa kết quả"), "danger"),
    Delivery.POSTED: (QT_TRANSLATE_NOOP("axes", "Đã gửi bưu chính"), "good"),
    Delivery.LOST: (QT_TRANSLATE_NOOP("axes", "Thất lạc"), "danger"),
    Delivery.HANDED_OVER: (QT_TRANSLATE_NOOP("axes", "Đã trao"), "good"),
}
_SYNC: Final[Mapping[str, tuple[str, Tone]]] = {
    "waiting": (QT_TRANSLATE_NOOP("axes", "Chờ gửi"), "plain"),
    "sending": (QT_TRANSLATE_NOOP("axes", "Đang gửi"), "plain"),
    "received": (QT_TRANSLATE_NOOP("axes", "Hệ thống đã nhận"), "accent"),
    "applied": (QT_TRANSLATE_NOOP("axes", "Đã ghi nhận"), "good"),
    "durable": (QT_TRANSLATE_NOOP("axes", "Đã lưu dự phòng"), "good"),
    "held": (QT_TRANSLATE_NOOP("axes", "Đang chờ việc trước"), "warn"),
    "parked": (QT_TRANSLATE_NOOP("axes", "Cần xử lý"), "danger"),
    "set_aside": (QT_TRANSLATE_NOOP("axes", "Không ghi"), "plain"),
    "peer": (QT_TRANSLATE_NOOP("axes", "Chưa qua trung tâm"), "warn"),
}
_KINDS: Final[Mapping[str, str]] = {
    "original": QT_TRANSLATE_NOOP("axes", "Bản chính"),
    "copy": QT_TRANSLATE_NOOP("axes", "Bản sao"),
    "certified": QT_TRANSLATE_NOOP("axes", "Bản chứng thực"),
    "electronic": QT_TRANSLATE_NOOP("axes", "Bản điện tử"),
}
_RELATIONS: Final[Mapping[str, str]] = {
    "owner": QT_TRANSLATE_NOOP("axes", "Chủ hồ sơ"),
    "household": QT_TRANSLATE_NOOP("axes", "Người trong hộ"),
    "authorised": QT_TRANSLATE_NOOP("axes", "Người được ủy quyền"),
    "both": QT_TRANSLATE_NOOP("axes", "Cả hai bên"),
}
_IDENTITIES: Final[Mapping[str, str]] = {
    "cccd": QT_TRANSLATE_NOOP("axes", "Thẻ căn cước (CCCD)"),
    "passport": QT_TRANSLATE_NOOP("axes", "Hộ chiếu"),
    "other": QT_TRANSLATE_NOOP("axes", "Giấy tờ khác có ảnh"),
}
RUNNING: Final = frozenset({Business.RECEIVED, Business.PROCESSING, Business.PAYMENT})
"""Where the clock of a dossier runs: it stops with the result, and while a supplement is awaited."""
PAPER_KINDS: Final = tuple(_KINDS)
IDENTITY_KINDS: Final = tuple(_IDENTITIES)


def business(status: str) -> Said:
    """Return where the office stands with a dossier."""
    return _said(_BUSINESS, status)


def delivery(state: str) -> Said:
    """Return where its result stands on the way to the owner."""
    return _said(_DELIVERY, state)


def sync(state: str) -> Said:
    """Return how far it has come to the centre."""
    return _said(_SYNC, state)


def fee(dossier: Dossier) -> Said:
    """Return the axis of money: paid, exempt, nothing to pay, unknown or owed. Unknown is never 0."""
    if dossier.fee_paid:
        return Said(_words(QT_TRANSLATE_NOOP("axes", "Đã thu {amount}")).format(amount=money(dossier.fee_vnd)), "good")
    if dossier.fee_ground:
        return Said(_words(QT_TRANSLATE_NOOP("axes", "Miễn, giảm")), "plain")
    if dossier.fee_vnd is None:
        return Said(_words(QT_TRANSLATE_NOOP("axes", "Chưa rõ mức thu")), "warn")
    if dossier.fee_vnd == 0:
        return Said(_words(QT_TRANSLATE_NOOP("axes", "Không thu")), "plain")
    return Said(_words(QT_TRANSLATE_NOOP("axes", "Chưa thu {amount}")).format(amount=money(dossier.fee_vnd)), "warn")


def money(vnd: int | None) -> str:
    """Return an amount as written here, "chưa rõ" for an unknown one."""
    return _words(QT_TRANSLATE_NOOP("axes", "chưa rõ")) if vnd is None else f"{vnd:,} đ".replace(",", ".")


def due(dossier: Dossier, now_ms: int) -> Said:
    """Return when the result is due, marked where that is today or past; a result that is there stops the clock."""
    if dossier.due_at_ms is None:
        return Said(_words(QT_TRANSLATE_NOOP("axes", "chưa rõ")), "plain")
    text = day(dossier.due_at_ms)
    if dossier.status not in RUNNING:
        return Said(text, "plain")
    if dossier.due_at_ms < now_ms:
        return Said(_words(QT_TRANSLATE_NOOP("axes", "{date} · quá hạn")).format(date=text), "danger")
    if local_time(dossier.due_at_ms).date() == local_time(now_ms).date():
        return Said(_words(QT_TRANSLATE_NOOP("axes", "{date} · hôm nay")).format(date=text), "warn")
    return Said(text, "plain")


def day(at_ms: int) -> str:
    """Return dd/MM/yyyy in Vietnam."""
    return f"{local_time(at_ms):%d/%m/%Y}"


def moment(at_ms: int) -> str:
    """Return HH:mm dd/MM/yyyy in Vietnam; a dash for no time at all."""
    return f"{local_time(at_ms):%H:%M %d/%m/%Y}" if at_ms else "–"


def paper_kind(kind: str) -> str:
    """Return the word for a kind of paper."""
    return _words(_KINDS[kind]) if kind in _KINDS else kind


def relation(key: str) -> str:
    """Return the word for a receiver's relation to the owner."""
    return _words(_RELATIONS[key]) if key in _RELATIONS else key


def identity_kind(key: str) -> str:
    """Return the word for the paper that showed who somebody is."""
    return _words(_IDENTITIES[key]) if key in _IDENTITIES else key


def last4(number: str) -> str:
    """Return a personal number as a list shows it: only its last four digits."""
    return f"•••• {number[-4:]}" if len(number) > 4 else number


def code_of(dossier: Dossier) -> str:
    """Return the code to show first: the centre's where it is known."""
    return dossier.official_code or dossier.provisional_code


def _said(table: Mapping[str, tuple[str, Tone]], state: str) -> Said:
    text, tone = table.get(state, (state, "plain"))
    return Said(_words(text), tone)


def _words(source: str) -> str:
    return QCoreApplication.translate("axes", source)
