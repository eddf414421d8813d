"""What receiver rules and the outcomes of a visit are called on the screen; knows no rule, no widget."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication

from desktop_app.wording import QT_TRANSLATE_NOOP

_TERMS: Final[Mapping[str, str]] = {
    "identity_checked": QT_TRANSLATE_NOOP("receiving", "xem giấy tờ tùy thân"),
    "slip_shown": QT_TRANSLATE_NOOP("receiving", "xem giấy hẹn"),
    "signs_register": QT_TRANSLATE_NOOP("receiving", "người nhận ký sổ hộ tịch"),
    "reads_or_hears": QT_TRANSLATE_NOOP("receiving", "người nhận đọc lại, hoặc được đọc cho nghe"),
    "both_present": QT_TRANSLATE_NOOP("receiving", "cả hai bên có mặt"),
    "old_papers_collected": QT_TRANSLATE_NOOP("receiving", "thu lại giấy tờ cũ"),
    "certified_authorisation": QT_TRANSLATE_NOOP("receiving", "ủy quyền phải có chứng thực"),
    "register_carried": QT_TRANSLATE_NOOP("receiving", "mang theo sổ hộ tịch"),
}
_AUTHORISATIONS: Final[Mapping[str, str]] = {
    "certified": QT_TRANSLATE_NOOP("receiving", "Ủy quyền có chứng thực"),
    "kin": QT_TRANSLATE_NOOP("receiving", "Người thân, miễn chứng thực"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How a visit ends without the result being handed over here. Sources of its words, and the names of its parts.

    `step` says what to do now; `line`: what is asked; `act`: the button that writes it down.
    """

    name: str
    key: str
    text: str
    step: str
    line: str
    act: str
    line_name: str
    act_name: str


ABSENT: Final = Outcome(
    name="absent",
    key="4",
    text=QT_TRANSLATE_NOOP("receiving", "Vắng mặt"),
    step=QT_TRANSLATE_NOOP(
        "receiving", "Để lại phiếu báo vắng, không để lại giấy tờ. Kết quả được mang về kệ, hẹn lần sau."
    ),
    line=QT_TRANSLATE_NOOP("receiving", "Ghi chú (nếu có)"),
    act=QT_TRANSLATE_NOOP("receiving", "Ghi vắng mặt"),
    line_name="absence_note",
    act_name="write_absent",
)
REFUSED: Final = Outcome(
    name="refused",
    key="5",
    text=QT_TRANSLATE_NOOP("receiving", "Từ chối nhận"),
    step=QT_TRANSLATE_NOOP("receiving", "Ghi đúng lời người dân. Không tranh luận; kết quả được mang về kệ."),
    line=QT_TRANSLATE_NOOP("receiving", "Lý do từ chối nhận"),
    act=QT_TRANSLATE_NOOP("receiving", "Ghi từ chối nhận"),
    line_name="refusal_reason",
    act_name="write_refused",
)
WRONG: Final = Outcome(
    name="wrong_content",
    key="6",
    text=QT_TRANSLATE_NOOP("receiving", "Sai thông tin"),
    step=QT_TRANSLATE_NOOP(
        "receiving",
        "Dừng lại, không trao. Xin lỗi người dân và giữ phong bì: kết quả về kệ, công chức chuyên môn sửa rồi trả lại.",
    ),
    line=QT_TRANSLATE_NOOP("receiving", "Sai ở đâu, đúng phải là gì"),
    act=QT_TRANSLATE_NOOP("receiving", "Ghi sai thông tin"),
    line_name="wrong_what",
    act_name="write_wrong_content",
)
REDATED: Final = Outcome(
    name="redated",
    key="7",
    text=QT_TRANSLATE_NOOP("receiving", "Hẹn lại"),
    step=QT_TRANSLATE_NOOP("receiving", "Thống nhất ngày khác với người dân. Kết quả được mang về kệ đến ngày đó."),
    line=QT_TRANSLATE_NOOP("receiving", "Ngày hẹn lại (ngày/tháng/năm)"),
    act=QT_TRANSLATE_NOOP("receiving", "Ghi hẹn lại"),
    line_name="new_day",
    act_name="write_redated",
)
POSTED: Final = Outcome(
    name="posted",
    key="8",
    text=QT_TRANSLATE_NOOP("receiving", "Gửi bưu chính"),
    step=QT_TRANSLATE_NOOP(
        "receiving", "Giao phong bì cho bưu chính công ích, lấy biên nhận. Có số hiệu bưu gửi mới tính là đã trả."
    ),
    line=QT_TRANSLATE_NOOP("receiving", "Số hiệu bưu gửi"),
    act=QT_TRANSLATE_NOOP("receiving", "Ghi gửi bưu chính"),
    line_name="tracking_number",
    act_name="write_posted",
)
LOST: Final = Outcome(
    name="lost",
    key="9",
    text=QT_TRANSLATE_NOOP("receiving", "Thất lạc"),
    step=QT_TRANSLATE_NOOP(
        "receiving", "Tìm lại trong túi và trên đường về trước. Ghi rõ thấy lần cuối ở đâu, lúc nào; báo lãnh đạo ngay."
    ),
    line=QT_TRANSLATE_NOOP("receiving", "Báo cáo thất lạc"),
    act=QT_TRANSLATE_NOOP("receiving", "Báo thất lạc"),
    line_name="loss_report",
    act_name="write_lost",
)
OUTCOMES: Final = (ABSENT, REFUSED, WRONG, REDATED, POSTED, LOST)


def terms(names: Iterable[str]) -> str:
    """Return terms of a receiver rule as one line, empty for none; a term of a later catalogue stands as it is."""
    return " · ".join(say(_TERMS[each]) if each in _TERMS else each for each in names)


def authorisation(key: str) -> str:
    """Return what somebody's authorisation is called."""
    return say(_AUTHORISATIONS[key])


def say(source: str) -> str:
    """Return one of the sources of this file in the screen's language."""
    return QCoreApplication.translate("receiving", source)
