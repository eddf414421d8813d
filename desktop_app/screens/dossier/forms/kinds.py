"""Each act's form with its lines and words. Widgets only."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop_app.screens.dossier.forms.sheet import ActForm, Line
from desktop_app.wording import QT_TRANSLATE_NOOP

LONG = 1_000
"""Enough for a reason; the rules end at 2,000."""


def result_form(name: str, title: str, *, prefix: str = "") -> ActForm:
    """Make the form for a signed result; `name` and `prefix` set its parts apart from another one's."""
    return ActForm(
        name,
        title,
        (
            Line(
                key=f"{prefix}result_number",
                text=_words(QT_TRANSLATE_NOOP("forms", "Số kết quả")),
                missing=_words(QT_TRANSLATE_NOOP("forms", "Xin nhập số của kết quả.")),
                most=60,
            ),
            Line(
                key=f"{prefix}signer",
                text=_words(QT_TRANSLATE_NOOP("forms", "Lãnh đạo ký")),
                missing=_words(QT_TRANSLATE_NOOP("forms", "Xin ghi người ký kết quả.")),
                most=120,
            ),
            Line(
                key=f"{prefix}signed_on",
                text=_words(QT_TRANSLATE_NOOP("forms", "Ngày ký")),
                missing=_words(QT_TRANSLATE_NOOP("forms", "Xin nhập ngày ký: ngày/tháng/năm.")),
                kind="date",
            ),
        ),
        act=_words(QT_TRANSLATE_NOOP("forms", "Lưu kết quả")),
    )


def shelf_form() -> ActForm:
    """Make the form for the place on the shelf."""
    line = Line(
        key="shelf",
        text=_words(QT_TRANSLATE_NOOP("forms", "Ngăn kệ")),
        missing=_words(QT_TRANSLATE_NOOP("forms", "Xin ghi ngăn kệ.")),
        hint=_words(QT_TRANSLATE_NOOP("forms", "Ví dụ: A1")),
        most=60,
    )
    put = _words(QT_TRANSLATE_NOOP("forms", "Đặt lên kệ"))
    return ActForm("shelf", _words(QT_TRANSLATE_NOOP("forms", "Kệ kết quả")), (line,), act=put)


def find_form() -> ActForm:
    """Make the form for a lost result that has turned up."""
    lines = (
        Line(
            key="find_shelf",
            text=_words(QT_TRANSLATE_NOOP("forms", "Ngăn kệ")),
            missing=_words(QT_TRANSLATE_NOOP("forms", "Xin ghi ngăn kệ.")),
            most=60,
        ),
        Line(key="find_note", text=_words(QT_TRANSLATE_NOOP("forms", "Tìm thấy ở đâu, ai tìm thấy"))),
    )
    title = _words(QT_TRANSLATE_NOOP("forms", "Đã tìm thấy kết quả thất lạc"))
    return ActForm("find", title, lines, act=_words(QT_TRANSLATE_NOOP("forms", "Đặt lại lên kệ")))


def ask_form() -> ActForm:
    """Make the form of one complete supplement request; `again` is asked for from the second on."""
    lines = (
        Line(
            key="further",
            text=_words(QT_TRANSLATE_NOOP("forms", "Giấy tờ khác cần bổ sung (mỗi dòng một giấy tờ)")),
            kind="area",
        ),
        Line(key="ask_reason", text=_words(QT_TRANSLATE_NOOP("forms", "Lý do, hướng dẫn")), most=LONG),
        Line(
            key="again",
            text=_words(QT_TRANSLATE_NOOP("forms", "Vì sao phải yêu cầu lần nữa")),
            missing=_words(QT_TRANSLATE_NOOP("forms", "Xin ghi rõ vì sao phải yêu cầu bổ sung lần nữa.")),
            most=LONG,
        ),
    )
    title = _words(QT_TRANSLATE_NOOP("forms", "Yêu cầu bổ sung hồ sơ (Mẫu 02)"))
    return ActForm("ask", title, lines, act=_words(QT_TRANSLATE_NOOP("forms", "Lưu yêu cầu bổ sung")))


def refusal_form(*, is_first: bool) -> ActForm:
    """Make the form of a refusal, of what was just handed in or of a dossier already taken in."""
    lines = (
        Line(
            key="refusal",
            text=_words(QT_TRANSLATE_NOOP("forms", "Lý do từ chối")),
            missing=_words(QT_TRANSLATE_NOOP("forms", "Xin ghi lý do từ chối.")),
            kind="area",
        ),
        Line(
            key="refusal_ground",
            text=_words(QT_TRANSLATE_NOOP("forms", "Căn cứ pháp lý (điều, khoản, văn bản)")),
            missing=_words(QT_TRANSLATE_NOOP("forms", "Xin ghi căn cứ pháp lý của việc từ chối.")),
            most=LONG,
        ),
    )
    first = _words(QT_TRANSLATE_NOOP("forms", "Từ chối tiếp nhận hồ sơ (Mẫu 03)"))
    later = _words(QT_TRANSLATE_NOOP("forms", "Từ chối giải quyết hồ sơ (Mẫu 03)"))
    act = _words(QT_TRANSLATE_NOOP("forms", "Lưu việc từ chối"))
    return ActForm("refuse", first if is_first else later, lines, act=act, tone="danger")


def withdraw_form() -> ActForm:
    """Make the form for a citizen who takes his dossier back."""
    line = Line(
        key="withdraw_reason",
        text=_words(QT_TRANSLATE_NOOP("forms", "Lý do công dân rút hồ sơ")),
        missing=_words(QT_TRANSLATE_NOOP("forms", "Xin ghi lý do.")),
        most=LONG,
    )
    title = _words(QT_TRANSLATE_NOOP("forms", "Rút hồ sơ"))
    return ActForm("withdraw", title, (line,), act=_words(QT_TRANSLATE_NOOP("forms", "Lưu việc rút hồ sơ")))


def forward_form() -> ActForm:
    """Make the form for passing a dossier on to the specialist."""
    line = Line(key="forward_note", text=_words(QT_TRANSLATE_NOOP("forms", "Chuyển cho ai, ghi chú")))
    title = _words(QT_TRANSLATE_NOOP("forms", "Chuyển xử lý"))
    return ActForm("forward", title, (line,), act=_words(QT_TRANSLATE_NOOP("forms", "Chuyển xử lý")))


def code_form() -> ActForm:
    """Make the form for the official code that the centre gave."""
    line = Line(
        key="official_code",
        text=_words(QT_TRANSLATE_NOOP("forms", "Mã hồ sơ chính thức")),
        missing=_words(QT_TRANSLATE_NOOP("forms", "Xin nhập mã hồ sơ do hệ thống cấp.")),
        hint=_words(QT_TRANSLATE_NOOP("forms", "Mã tạm vẫn được giữ; tra cứu được bằng cả hai mã.")),
        most=60,
    )
    title = _words(QT_TRANSLATE_NOOP("forms", "Ghi mã chính thức"))
    return ActForm("code", title, (line,), act=_words(QT_TRANSLATE_NOOP("forms", "Lưu mã")))


def further_papers(text: str) -> tuple[str, ...]:
    """Return the papers typed into the request, one a line, each once."""
    return tuple(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))


def _words(source: str) -> str:
    return QCoreApplication.translate("forms", source)
