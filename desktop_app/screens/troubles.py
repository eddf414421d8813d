"""The catalogue of what can go wrong between this laptop and the centre: what happened, what is safe, two ways out.

Each trouble has a short code that is read out on the telephone; a code is never given a second time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from PySide6.QtCore import QCoreApplication

from desktop_app.screens.axes import Tone
from desktop_app.wording import QT_TRANSLATE_NOOP


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """A trouble in the screens' language. `now`: what to do if the centre's data is needed now; `later`: if not."""

    code: str
    text: str
    cause: str
    now: str
    later: str
    tone: Tone


class Entry(NamedTuple):
    """A trouble as it stands in the catalogue: sources of sentences, to be translated."""

    code: str
    happened: str
    cause: str
    now: str
    later: str
    tone: Tone = "warn"
    safe: str = QT_TRANSLATE_NOOP("troubles", "Hồ sơ vẫn lưu an toàn trên máy này.")


_CALL: Final = QT_TRANSLATE_NOOP("troubles", "Xin gọi người phụ trách máy và đọc mã lỗi ở dưới.")
_STICK: Final = QT_TRANSLATE_NOOP(
    "troubles", "Xin xem lại dây mạng, Wi-Fi rồi bấm Đồng bộ ngay; hoặc bấm Xuất ra USB để mang đi gửi."
)
_GO_ON: Final = QT_TRANSLATE_NOOP("troubles", "Xin ông/bà cứ làm việc bình thường; máy tự gửi khi có mạng.")
_TRIES_AGAIN: Final = QT_TRANSLATE_NOOP("troubles", "Xin cứ làm việc bình thường; máy tự thử lại.")
_CALL_TODAY: Final = QT_TRANSLATE_NOOP(
    "troubles", "Vẫn làm việc được trên máy này. Xin báo người phụ trách trong hôm nay."
)
_CALL_AT_ONCE: Final = QT_TRANSLATE_NOOP("troubles", "Xin đừng cài lại máy. Xin báo người phụ trách ngay.")
_ONCE_MORE: Final = QT_TRANSLATE_NOOP(
    "troubles", "Xin bấm Đồng bộ ngay một lần nữa; nếu lặp lại, gọi người phụ trách máy."
)
_NOTHING_SENT: Final = QT_TRANSLATE_NOOP("troubles", "Không có gì được gửi đi.")
_NOTHING_LOST: Final = QT_TRANSLATE_NOOP("troubles", "Không mất gì.")
_LINE: Final = QT_TRANSLATE_NOOP("troubles", "Mạng của cơ quan hoặc đường truyền đang gián đoạn.")
_OLD_COPY: Final = QT_TRANSLATE_NOOP("troubles", "Máy này vừa được phục hồi hoặc sao chép từ một bản cũ.")
_OWN_REPAIR: Final = QT_TRANSLATE_NOOP(
    "troubles", "Xin bấm Đồng bộ ngay: máy đối chiếu với trung tâm và gửi lại phần còn thiếu."
)
_BROKE_ON_THE_WAY: Final = QT_TRANSLATE_NOOP("troubles", "Gói gửi bị ngắt hoặc bị đổi trên đường truyền.")

UNKNOWN: Final = Entry(
    "DB-999",
    QT_TRANSLATE_NOOP("troubles", "Chưa đồng bộ được."),
    QT_TRANSLATE_NOOP("troubles", "Trung tâm báo một lỗi mà bản chương trình này chưa biết."),
    _CALL,
    _CALL_TODAY,
)
CATALOGUE: Final[Mapping[str, Entry]] = {
    # ---- the road
    "unreachable": Entry(
        "DB-101",
        QT_TRANSLATE_NOOP("troubles", "Chưa đồng bộ được vì chưa liên lạc được với trung tâm."),
        _LINE,
        _STICK,
        _GO_ON,
        "plain",
    ),
    "dns": Entry(
        "DB-102",
        QT_TRANSLATE_NOOP("troubles", "Chưa đồng bộ được vì mạng không tìm ra địa chỉ của trung tâm."),
        QT_TRANSLATE_NOOP("troubles", "Máy chưa nối mạng, hoặc máy chủ tên miền (DNS) không trả lời."),
        _STICK,
        _GO_ON,
        "plain",
    ),
    "no_route": Entry(
        "DB-103",
        QT_TRANSLATE_NOOP("troubles", "Chưa đồng bộ được vì máy chưa có đường ra mạng."),
        QT_TRANSLATE_NOOP("troubles", "Wi-Fi tắt, dây mạng lỏng, hoặc modem đang tắt."),
        _STICK,
        _GO_ON,
        "plain",
    ),
    "timed_out": Entry(
        "DB-104",
        QT_TRANSLATE_NOOP("troubles", "Chưa đồng bộ được vì chờ lâu không thấy trả lời."),
        QT_TRANSLATE_NOOP("troubles", "Mạng đang rất yếu hoặc chập chờn. Phần đã gửi không phải gửi lại."),
        _STICK,
        _GO_ON,
        "plain",
    ),
    "proxy": Entry(
        "DB-105",
        QT_TRANSLATE_NOOP("troubles", "Chưa đồng bộ được vì máy chủ trung chuyển (proxy) của mạng không cho qua."),
        QT_TRANSLATE_NOOP("troubles", "Cài đặt proxy trên máy sai, hoặc proxy cần tên và mật khẩu."),
        QT_TRANSLATE_NOOP("troubles", "Xin gọi người phụ trách mạng xem cài đặt proxy; hoặc bấm Xuất ra USB."),
        _GO_ON,
    ),
    "portal": Entry(
        "DB-106",
        QT_TRANSLATE_NOOP("troubles", "Chưa đồng bộ được vì mạng Wi-Fi này đang đòi đăng nhập."),
        QT_TRANSLATE_NOOP("troubles", "Trang đăng nhập của Wi-Fi trả lời thay cho trung tâm."),
        QT_TRANSLATE_NOOP("troubles", "Xin mở trình duyệt, đăng nhập Wi-Fi rồi bấm Đồng bộ ngay."),
        _GO_ON,
    ),
    "not_the_centre": Entry(
        "DB-107",
        QT_TRANSLATE_NOOP("troubles", "Chưa đồng bộ được: nơi trả lời không phải trung tâm."),
        QT_TRANSLATE_NOOP("troubles", "Có thể là trang đăng nhập Wi-Fi, hoặc có máy khác chen vào giữa đường."),
        QT_TRANSLATE_NOOP("troubles", "Xin đăng nhập mạng hoặc đổi sang mạng khác rồi bấm Đồng bộ ngay."),
        _GO_ON,
    ),
    "pin_changed": Entry(
        "DB-108",
        QT_TRANSLATE_NOOP("troubles", "Chứng thư của trung tâm khác lần trước. Nội dung gửi đi vẫn được niêm kín."),
        QT_TRANSLATE_NOOP("troubles", "Trung tâm thay chứng thư, hoặc có máy khác đứng giữa đường truyền."),
        QT_TRANSLATE_NOOP("troubles", "Vẫn đồng bộ được. Xin hỏi người phụ trách xem trung tâm có vừa thay không."),
        QT_TRANSLATE_NOOP("troubles", "Xin cứ làm việc; trung tâm đã được báo về thay đổi này."),
    ),
    "not_found": Entry(
        "DB-109",
        QT_TRANSLATE_NOOP("troubles", "Chưa đồng bộ được vì địa chỉ trung tâm ghi trên máy không đúng."),
        QT_TRANSLATE_NOOP("troubles", "Trung tâm đổi địa chỉ, hoặc máy dùng nhầm tệp cài đặt."),
        _CALL,
        _CALL_TODAY,
    ),
    "tls": Entry(
        "DB-110",
        QT_TRANSLATE_NOOP("troubles", "Chưa đồng bộ được vì không kiểm được chứng thư của trung tâm."),
        QT_TRANSLATE_NOOP("troubles", "Chứng thư sai hoặc hết hạn, hoặc có máy khác đứng giữa đường truyền."),
        QT_TRANSLATE_NOOP("troubles", "Xin đổi sang mạng khác rồi bấm Đồng bộ ngay; nếu lặp lại, gọi người phụ trách."),
        _GO_ON,
    ),
    "broken_off": Entry(
        "DB-111",
        QT_TRANSLATE_NOOP("troubles", "Đang gửi thì mất mạng giữa chừng. Lần sau gửi tiếp từ chỗ dừng."),
        QT_TRANSLATE_NOOP("troubles", "Mạng yếu hoặc chập chờn."),
        _STICK,
        _GO_ON,
        "plain",
    ),
    # ---- this laptop
    "unknown_device": Entry(
        "DB-201",
        QT_TRANSLATE_NOOP("troubles", "Trung tâm chưa biết máy này nên chưa nhận."),
        QT_TRANSLATE_NOOP("troubles", "Máy chưa đăng ký, hoặc đăng ký đã bị xóa ở trung tâm."),
        QT_TRANSLATE_NOOP("troubles", "Xin người phụ trách cấp tệp cài đặt mới để đăng ký máy."),
        _CALL_TODAY,
    ),
    "revoked": Entry(
        "DB-202",
        QT_TRANSLATE_NOOP("troubles", "Máy này đã bị thu hồi quyền gửi."),
        QT_TRANSLATE_NOOP("troubles", "Máy từng được báo mất, hoặc đã bàn giao cho nơi khác."),
        QT_TRANSLATE_NOOP("troubles", "Xin làm việc ở máy khác và gọi người phụ trách ngay."),
        _CALL_AT_ONCE,
        "danger",
    ),
    "token_refused": Entry(
        "DB-203",
        QT_TRANSLATE_NOOP("troubles", "Mã đăng ký máy không dùng được nữa."),
        QT_TRANSLATE_NOOP("troubles", "Mã đã dùng một lần, đã hết hạn, hoặc không phải của trung tâm này."),
        QT_TRANSLATE_NOOP("troubles", "Xin người phụ trách cấp mã đăng ký mới."),
        _CALL_TODAY,
    ),
    "wrong_commune": Entry(
        "DB-204",
        QT_TRANSLATE_NOOP("troubles", "Trung tâm không nhận vì máy này đăng ký cho xã khác."),
        QT_TRANSLATE_NOOP("troubles", "Máy được chuyển đến mà chưa đăng ký lại."),
        _CALL,
        _CALL_AT_ONCE,
        "danger",
    ),
    "sample_into_real": Entry(
        "DB-205",
        QT_TRANSLATE_NOOP("troubles", "Đây là dữ liệu mẫu, không được gửi lên hệ thống thật."),
        QT_TRANSLATE_NOOP("troubles", "Máy đang mở xã mẫu nhưng địa chỉ ghi trên máy là của hệ thống thật."),
        QT_TRANSLATE_NOOP("troubles", "Xin mở sổ thật để làm việc thật; dữ liệu mẫu chỉ để tập."),
        QT_TRANSLATE_NOOP("troubles", "Xin cứ tập trên máy này; không cần đồng bộ."),
        "danger",
        _NOTHING_SENT,
    ),
    "real_into_sample": Entry(
        "DB-206",
        QT_TRANSLATE_NOOP("troubles", "Hồ sơ thật không được gửi lên hệ thống tập huấn. Chưa gửi gì đi."),
        QT_TRANSLATE_NOOP("troubles", "Địa chỉ ghi trên máy là của hệ thống tập huấn."),
        _CALL,
        _CALL_TODAY,
        "danger",
    ),
    "upgrade_required": Entry(
        "DB-207",
        QT_TRANSLATE_NOOP("troubles", "Chương trình trên máy đã cũ nên trung tâm chưa nhận."),
        QT_TRANSLATE_NOOP("troubles", "Trung tâm đã sang phiên bản mới."),
        QT_TRANSLATE_NOOP("troubles", "Xin cập nhật chương trình rồi bấm Đồng bộ ngay."),
        QT_TRANSLATE_NOOP("troubles", "Vẫn làm việc được trên máy này. Xin cập nhật khi rảnh."),
    ),
    "unknown_format": Entry(
        "DB-208",
        QT_TRANSLATE_NOOP("troubles", "Trung tâm và máy này khác phiên bản nên chưa hiểu nhau."),
        QT_TRANSLATE_NOOP("troubles", "Một trong hai bên chưa cập nhật."),
        QT_TRANSLATE_NOOP("troubles", "Xin cập nhật chương trình; nếu máy đã mới, gọi người phụ trách máy."),
        _CALL_TODAY,
    ),
    "key_retired": Entry(
        "DB-209",
        QT_TRANSLATE_NOOP("troubles", "Trung tâm đã đổi khóa nên không mở được gói vừa gửi."),
        QT_TRANSLATE_NOOP("troubles", "Máy còn giữ khóa cũ của trung tâm."),
        QT_TRANSLATE_NOOP("troubles", "Xin người phụ trách cấp tệp cài đặt mới của trung tâm."),
        _CALL_TODAY,
    ),
    "clock_wrong": Entry(
        "DB-210",
        QT_TRANSLATE_NOOP("troubles", "Chưa đồng bộ được vì đồng hồ máy này sai."),
        QT_TRANSLATE_NOOP("troubles", "Ngày giờ của máy lệch nên không kiểm được chứng thư của trung tâm."),
        QT_TRANSLATE_NOOP("troubles", "Xin chỉnh lại ngày giờ của máy rồi bấm Đồng bộ ngay."),
        QT_TRANSLATE_NOOP("troubles", "Xin chỉnh giờ trước khi in giấy hẹn; những việc đã lưu không đổi."),
    ),
    # ---- two histories
    "fork": Entry(
        "DB-301",
        QT_TRANSLATE_NOOP("troubles", "Trung tâm thấy hai sổ gửi khác nhau của máy này nên tạm dừng nhận."),
        _OLD_COPY,
        _OWN_REPAIR,
        _CALL_AT_ONCE,
    ),
    "client_behind": Entry(
        "DB-302",
        QT_TRANSLATE_NOOP("troubles", "Trung tâm có những việc mà máy này không còn nhớ đã gửi."),
        _OLD_COPY,
        _OWN_REPAIR,
        _CALL_AT_ONCE,
    ),
    "frozen": Entry(
        "DB-303",
        QT_TRANSLATE_NOOP("troubles", "Sổ gửi cũ của máy này đã bị khóa ở trung tâm."),
        _OLD_COPY,
        _OWN_REPAIR,
        _CALL_AT_ONCE,
    ),
    "epoch_changed": Entry(
        "DB-304",
        QT_TRANSLATE_NOOP("troubles", "Trung tâm vừa được phục hồi từ bản sao lưu."),
        QT_TRANSLATE_NOOP("troubles", "Một phần việc đã gửi có thể chưa có trong bản sao lưu; máy này vẫn còn giữ."),
        _OWN_REPAIR,
        _TRIES_AGAIN,
    ),
    "centre_behind": Entry(
        "DB-305",
        QT_TRANSLATE_NOOP("troubles", "Trung tâm thiếu những việc mà máy này đã gửi."),
        QT_TRANSLATE_NOOP("troubles", "Trung tâm vừa được phục hồi từ bản sao lưu cũ hơn."),
        _OWN_REPAIR,
        _TRIES_AGAIN,
    ),
    "disagree": Entry(
        "DB-306",
        QT_TRANSLATE_NOOP("troubles", "Hai sổ chưa khớp nhau."),
        QT_TRANSLATE_NOOP("troubles", "Máy này thiếu hoặc còn bản cũ của vài hồ sơ."),
        QT_TRANSLATE_NOOP("troubles", "Xin bấm Đồng bộ ngay: máy đọc lại phần khác nhau."),
        _TRIES_AGAIN,
        "warn",
        _NOTHING_LOST,
    ),
    "gap": Entry(
        "DB-307",
        QT_TRANSLATE_NOOP("troubles", "Trung tâm còn thiếu một gói gửi trước đó."),
        QT_TRANSLATE_NOOP("troubles", "Một gói đi trước chưa tới, có thể đang nằm trong USB."),
        _ONCE_MORE,
        _TRIES_AGAIN,
    ),
    "broken": Entry(
        "DB-308",
        QT_TRANSLATE_NOOP("troubles", "Gói gửi không tới nguyên vẹn nên trung tâm không nhận."),
        _BROKE_ON_THE_WAY,
        _ONCE_MORE,
        _TRIES_AGAIN,
    ),
    "stale": Entry(
        "DB-309",
        QT_TRANSLATE_NOOP("troubles", "Trung tâm coi lần hỏi vừa rồi là lần hỏi cũ lặp lại."),
        _BROKE_ON_THE_WAY,
        _ONCE_MORE,
        _TRIES_AGAIN,
    ),
    "too_large": Entry(
        "DB-310",
        QT_TRANSLATE_NOOP("troubles", "Gói gửi quá lớn nên trung tâm không nhận."),
        QT_TRANSLATE_NOOP("troubles", "Mạng hoặc trung tâm giới hạn cỡ của một gói."),
        QT_TRANSLATE_NOOP("troubles", "Xin bấm Đồng bộ ngay: lần sau máy chia gói nhỏ hơn."),
        _TRIES_AGAIN,
    ),
    # ---- the centre
    "not_ready": Entry(
        "DB-401",
        QT_TRANSLATE_NOOP("troubles", "Trung tâm đang bận hoặc đang khởi động."),
        QT_TRANSLATE_NOOP("troubles", "Trung tâm đang bảo trì, thường chỉ vài phút."),
        QT_TRANSLATE_NOOP("troubles", "Xin chờ ít phút rồi bấm Đồng bộ ngay."),
        _TRIES_AGAIN,
    ),
    "server_down": Entry(
        "DB-402",
        QT_TRANSLATE_NOOP("troubles", "Tới được nơi đặt trung tâm nhưng trung tâm không chạy."),
        QT_TRANSLATE_NOOP("troubles", "Máy chủ của trung tâm đang hỏng hoặc đang tắt."),
        QT_TRANSLATE_NOOP("troubles", "Xin gọi trung tâm hỏi giờ chạy lại; cần gửi gấp thì bấm Xuất ra USB."),
        _TRIES_AGAIN,
    ),
    "too_many": Entry(
        "DB-403",
        QT_TRANSLATE_NOOP("troubles", "Trung tâm xin chờ một lát vì có quá nhiều lần hỏi."),
        QT_TRANSLATE_NOOP("troubles", "Nhiều máy đồng bộ cùng lúc, hoặc máy này hỏi quá dày."),
        QT_TRANSLATE_NOOP("troubles", "Xin chờ ít phút; bấm nhiều lần không nhanh hơn."),
        _TRIES_AGAIN,
    ),
    "quota": Entry(
        "DB-404",
        QT_TRANSLATE_NOOP("troubles", "Trung tâm hết chỗ cho tệp đính kèm của xã. Nội dung hồ sơ vẫn gửi được."),
        QT_TRANSLATE_NOOP("troubles", "Tệp quét, tệp ảnh của xã đã dùng hết phần được cấp."),
        QT_TRANSLATE_NOOP("troubles", "Xin gọi người phụ trách trung tâm cấp thêm chỗ; tệp gốc giữ trên máy này."),
        QT_TRANSLATE_NOOP("troubles", "Xin cứ làm việc; tệp chờ trên máy cho đến khi có chỗ."),
    ),
    "file_unknown": Entry(
        "DB-405",
        QT_TRANSLATE_NOOP("troubles", "Trung tâm chưa có tệp đính kèm vừa hỏi. Nội dung hồ sơ vẫn đủ."),
        QT_TRANSLATE_NOOP("troubles", "Máy đã quét tệp đó chưa gửi tệp lên."),
        QT_TRANSLATE_NOOP("troubles", "Xin nhờ máy đã quét đồng bộ, hoặc xem giấy tờ gốc trên kệ."),
        _TRIES_AGAIN,
        "plain",
    ),
    # ---- what the official does himself
    "no_room": Entry(
        "DB-503",
        QT_TRANSLATE_NOOP("troubles", "Chưa tải được tệp đính kèm vì đĩa của máy này sắp đầy."),
        QT_TRANSLATE_NOOP("troubles", "Máy luôn chừa một phần đĩa để ghi hồ sơ; tệp tải về không được dùng phần đó."),
        QT_TRANSLATE_NOOP("troubles", "Xin xóa bớt tệp không cần trên đĩa rồi bấm Đồng bộ ngay."),
        QT_TRANSLATE_NOOP("troubles", "Xin cứ làm việc; hồ sơ vẫn ghi và gửi được, tệp tự tải khi đĩa có chỗ."),
    ),
    "file_damaged": Entry(
        "DB-504",
        QT_TRANSLATE_NOOP("troubles", "Có tệp đính kèm không chuyển được vì nội dung tệp bị hỏng."),
        QT_TRANSLATE_NOOP("troubles", "Tệp không còn khớp với dấu kiểm ghi trong hồ sơ."),
        QT_TRANSLATE_NOOP("troubles", "Xin mở hồ sơ, đính kèm lại bản gốc; rồi báo người phụ trách máy."),
        QT_TRANSLATE_NOOP("troubles", "Xin cứ làm việc; các tệp khác vẫn chuyển bình thường."),
    ),
    "under_way": Entry(
        "DB-501",
        QT_TRANSLATE_NOOP("troubles", "Đang đồng bộ rồi."),
        QT_TRANSLATE_NOOP("troubles", "Lần đồng bộ trước chưa xong."),
        QT_TRANSLATE_NOOP("troubles", "Xin chờ lần này xong."),
        _TRIES_AGAIN,
        "plain",
    ),
    "paused": Entry(
        "DB-502",
        QT_TRANSLATE_NOOP("troubles", "Đồng bộ đang tạm dừng."),
        QT_TRANSLATE_NOOP("troubles", "Có người đã bấm Tạm dừng đồng bộ trên máy này."),
        QT_TRANSLATE_NOOP("troubles", "Xin bấm Tiếp tục đồng bộ."),
        QT_TRANSLATE_NOOP("troubles", "Xin cứ làm việc; mọi việc chờ trên máy cho đến khi ông/bà tiếp tục."),
        "plain",
    ),
}
"""Every key that a crossing's trouble or warning may have, and every ProblemCode; a test walks them all."""


def trouble(key: str) -> Trouble:
    """Return a trouble in words; one that this version does not know has words too."""
    entry = CATALOGUE.get(key, UNKNOWN)
    return Trouble(
        code=entry.code,
        text=f"{_words(entry.happened)} {_words(entry.safe)}",
        cause=_words(entry.cause),
        now=_words(entry.now),
        later=_words(entry.later),
        tone=entry.tone,
    )


def _words(source: str) -> str:
    return QCoreApplication.translate("troubles", source)
