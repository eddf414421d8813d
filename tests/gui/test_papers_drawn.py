"""Every paper as other people's programs read it: text, fonts and QR code of the PDF, and lines that run over."""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtGui import QImage, QPalette, QRawFont, QTextDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.jobs import InlineRunner, JobRunner
from desktop_app.printing.document import PaperDocument
from desktop_app.printing.drawing import FACES, Drawable, pdf, pictures
from desktop_app.printing.press import Press
from desktop_app.printing.printers import SystemPrinters, print_on
from desktop_app.services import papers
from desktop_app.services.desk import Desk
from desktop_app.services.papers import KINDS, Paper
from desktop_app.services.prints import Print
from sync.records.dossier import Dossier
from tests.e2e.reading_papers import Read, read_pdf
from tests.gui.garbage import collected_on_this_thread
from tests.unit.paper_room import (
    ALPHABET,
    NUMBER,
    OFFICIAL,
    PROVISIONAL,
    full_dossier,
    full_run,
    one_of_each,
    paper_desk,
)

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
LETTER_HEAD = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "ỦY BAN NHÂN DÂN", "XÃ MINH CHÂU")
FIELDS = {
    papers.RECEIPT: (
        *LETTER_HEAD,
        "GIẤY TIẾP NHẬN HỒ SƠ",
        "VÀ HẸN TRẢ KẾT QUẢ",
        f"Mã tạm: {PROVISIONAL}",
        "Bộ phận tiếp nhận và trả kết quả: Điểm phục vụ hành chính công Minh Châu",
        "Tiếp nhận hồ sơ của: Phùng Thị Nguyệt Ánh",
        f"Số định danh cá nhân/CCCD hoặc mã số thuế: {NUMBER}",
        "Địa chỉ: Xóm 2, thôn Chu Chàng, Khu dân cư 3",
        "Số điện thoại: 0600000001",
        "Thư điện tử:",
        "Chứng thực bản sao từ bản chính giấy tờ, văn bản (2.000815); 3 trang, 2 bản.",
        "1. Thành phần hồ sơ nộp gồm:",
        "Bản sao cần chứng thực 2",
        "2. Số lượng hồ sơ: 01 (bộ)",
        "3. Thời gian nhận hồ sơ: 04/11/2025 08:30",
        "4. Thời gian trả kết quả giải quyết hồ sơ (hẹn trả): 04/11/2025 16:30",
        "5. Nơi nhận, cách nhận kết quả:",
        "6. Phí, lệ phí: 10.000 đ (Mười nghìn đồng); đã thu, biên lai số 0000123",
        "Vào Sổ theo dõi hồ sơ, Quyển số:",
        "Số thứ tự:",
        "NGƯỜI NỘP HỒ SƠ",
        "NGƯỜI TIẾP NHẬN HỒ SƠ",
        "giấy ủy quyền nếu không phải là chủ hồ sơ",
        "Đường dây nóng:",
    ),
    papers.SUPPLEMENT_REQUEST: (
        *LETTER_HEAD,
        "/HDHS",
        "PHIẾU YÊU CẦU BỔ SUNG,",
        "Hồ sơ của: Phùng Thị Nguyệt Ánh",
        "Giấy chứng sinh",
        "Bản chứng thực",
        "Lý do: Thiếu giấy tờ theo quy định của thủ tục.",
        "trang thông tin điện tử",
        "NGƯỜI HƯỚNG DẪN",
    ),
    papers.REFUSAL: (
        *LETTER_HEAD,
        "PHIẾU TỪ CHỐI",
        f"Mã hồ sơ: {OFFICIAL}",
        f"Mã tạm đã cấp: {PROVISIONAL}",
        "Hồ sơ thuộc thẩm quyền giải quyết của cơ quan khác.",
        "Căn cứ pháp lý: Điều 5 Nghị định 23/2015/NĐ-CP",
    ),
    papers.ABSENCE_NOTE: ("PHIẾU BÁO VẮNG", "TAM-09661-M07-251104-0001", "06/11/2025", "Xin gọi số:"),
    papers.MANIFEST: (
        *LETTER_HEAD,
        "BẢNG KÊ CHUYẾN TRẢ KẾT QUẢ TẠI NHÀ",
        "Chuyến: C-M07-251104-1",
        "Số phong bì: 15",
        "KQ-09661-M07-251104-0015-1",
        "Nguyễn Thị Mẫu 15",
        "NGƯỜI GIAO (GIỮ KỆ)",
        "NGƯỜI NHẬN LẠI KHI VỀ",
    ),
    papers.ENVELOPE_LABEL: ("KQ-09661-M07-251104-0001-1", "Khu dân cư 3", "Nhà 15"),
    papers.HAND_OVER_SLIP: (
        "BIÊN NHẬN TRAO KẾT QUẢ",
        "Liên 1: Lưu",
        "Liên 2: Giao người nhận",
        "Kết quả số: 1234/2025",
        "Người nhận: Phùng Văn Mẫu (Người được ủy quyền, con)",
        "bốn số cuối 0002",
        "Trao lúc: 04/11/2025 18:30",
    ),
    papers.DOCKET: (
        *LETTER_HEAD,
        "PHIẾU GIAO GÓI DỮ LIỆU",
        "hpv-09661-M07-7.pha",
        "Máy: M07",
        "Gói số: 7",
        "Số việc gửi đi: 212",
        "3 (từ số 3 đến số 5)",
        "0123 4567 89ab cdef 0123 4567 89ab cdef",
        "NGƯỜI MANG GÓI",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shop:
    """A desk with its press."""

    desk: Desk
    press: Press

    def read(self, paper: Paper, printed: Print | None = None) -> Read:
        return read_pdf(self.press.pdf(paper, printed or Print()))

    def receipt(self, dossier: Dossier) -> Read:
        return self.read(papers.receipt(self.desk, dossier))


@pytest.fixture
def shop(qtbot: QtBot, tmp_path: Path) -> Iterator[Shop]:
    desk = paper_desk(tmp_path)
    press = Press(desk, InlineRunner(), InlineRunner(), resources=RESOURCES)
    press.warm_up()
    yield Shop(desk=desk, press=press)
    desk.notebook.close()


def test_the_faces_hold_all_vietnamese_letters(qtbot: QtBot) -> None:
    for name in FACES:
        face = QRawFont(str(RESOURCES / "fonts" / name), 13)
        assert face.isValid()
        missing = [sign for sign in ALPHABET + ALPHABET.upper() + "0123456789–…«»/:;.,()" if not has(face, sign)]
        assert missing == [], name


def has(face: QRawFont, sign: str) -> bool:
    return face.supportsCharacter(ord(sign))


def test_each_kind_of_paper_has_its_template_and_its_fields_here() -> None:
    assert set(FIELDS) == set(KINDS)
    assert {path.name.removesuffix(".html.j2") for path in (RESOURCES / "papers/v1").glob("[!_]*.j2")} == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_paper_reads_back_whole(shop: Shop, kind: str) -> None:
    paper = one_of_each(shop.desk)[kind]
    read = shop.read(paper)
    assert [field for field in FIELDS[kind] if field not in read.words] == []
    assert read.codes == tuple(sorted(str(each["code"]) for each in paper.sheets))
    assert read.fonts
    assert all(read.fonts.values()), read.fonts
    assert all("LiberationSerif" in name for name in read.fonts), read.fonts
    assert "DỮ LIỆU MẪU" in read.words
    assert "\ufffd" not in read.text
    assert unicodedata.normalize("NFC", read.text) == read.text
    assert read.pages == (2 if kind == papers.ENVELOPE_LABEL else 1)
    assert not any(NUMBER in code for code in read.codes)


def test_the_file_itself_tells_no_name_and_no_time(shop: Shop) -> None:
    read = shop.receipt(full_dossier(shop.desk))
    assert f"mau-01 {PROVISIONAL}" in read.meta
    for secret in ("Phùng", "Date", NUMBER):
        assert secret not in read.meta


def test_real_papers_carry_no_mark_of_sample_data(shop: Shop) -> None:
    desk = replace(shop.desk, is_sample=False)
    assert "DỮ LIỆU MẪU" not in shop.read(papers.receipt(desk, full_dossier(desk))).words


def test_the_same_paper_gives_the_same_bytes(shop: Shop) -> None:
    paper = papers.receipt(shop.desk, full_dossier(shop.desk))
    assert shop.press.pdf(paper, Print()) == shop.press.pdf(paper, Print())
    assert shop.press.pdf(paper, Print()) != shop.press.pdf(paper, Print(number=2))


def test_a_paper_is_drawn_on_a_worker_as_on_the_screens_thread(shop: Shop, qtbot: QtBot) -> None:
    paper = papers.receipt(shop.desk, full_dossier(shop.desk))
    made: list[bytes] = []
    threads: list[int] = []

    def draw() -> bytes:
        threads.append(threading.get_ident())
        return shop.press.pdf(paper, Print())

    with collected_on_this_thread():
        runner = JobRunner(threads=2, name="readers")
        for _ in range(6):
            runner.run(draw, done=made.append, failed=lambda error: pytest.fail(str(error)))
        runner.shut_down()
    assert threading.get_ident() not in threads
    assert made == [shop.press.pdf(paper, Print())] * 6


def test_twelve_papers_fit_on_one_page_and_a_long_name_stands_there_whole(shop: Shop) -> None:
    dossier = full_dossier(shop.desk, papers_taken=12)
    assert shop.receipt(dossier).pages == 1
    name = (
        "Công Tằng Tôn Nữ Thị Nguyễn Phước Hoàng Bảo Trân Châu Ngọc Quỳnh Như Nguyệt Ánh Phương Thảo Tường Vi Uyển Nhi"
    )
    assert f"Tiếp nhận hồ sơ của: {name}" in shop.receipt(replace(dossier, person_name=name)).words


def test_more_papers_than_a_page_holds_run_over_under_the_same_heading(shop: Shop) -> None:
    many = shop.receipt(full_dossier(shop.desk, papers_taken=32))
    assert many.pages == 2
    first, second = many.text.split("\f")[:2]
    assert "trang 1/2 – DỮ LIỆU MẪU" in first
    assert "Tên giấy tờ" in first
    assert "Tên giấy tờ" in second, "the heading of the list comes again"
    assert re.search(r"^\s*32\s+Bản sao cần chứng thực 32\s+Bản sao", second, re.MULTILINE)
    assert [number for number in range(1, 33) if not re.search(rf"^\s*{number}\s+\S", many.text, re.MULTILINE)] == []


def test_no_row_of_a_list_is_cut_by_the_end_of_a_page(shop: Shop) -> None:
    run, taken = full_run(shop.desk, doors=60)
    address = "Xóm 2, thôn Chu Chàng, ngõ dài lắm hai dòng"
    listed = shop.read(papers.manifest(shop.desk, run, [replace(each, address=address) for each in taken]))
    assert listed.pages >= 3
    for page in listed.text.split("\f")[:-1]:
        assert page.count("Xóm 2, thôn Chu Chàng") == page.count("hai dòng") == page.count("KQ-")
    assert [f"Mẫu {door}\n" for door in range(1, 61) if f"Nguyễn Thị Mẫu {door} " not in listed.words] == []


def test_signatures_are_never_torn_from_each_other(shop: Shop) -> None:
    for lines in range(18, 34):
        dossier = replace(full_dossier(shop.desk), refusal="\n".join(f"Lý do {line}" for line in range(lines)))
        pages = shop.read(papers.refusal(shop.desk, dossier)).text.split("\f")
        (signed,) = [page for page in pages if "NGƯỜI NỘP HỒ SƠ" in page]
        assert "(Ký và ghi rõ họ tên)" in signed
        assert "Phùng Thị Nguyệt Ánh" in signed.split("NGƯỜI NỘP HỒ SƠ")[1], f"{lines} lines"


def test_a_very_long_reason_goes_on_over_as_many_pages_as_it_needs(shop: Shop) -> None:
    reason = " ".join(f"lý do thứ {number}" for number in range(1_500)) + " " + "a" * 300
    read = shop.read(papers.refusal(shop.desk, replace(full_dossier(shop.desk), refusal=reason)))
    assert read.pages >= 5
    assert "lý do thứ 1499" in read.words
    assert read.text.count("a" * 50) >= 3, "a word without end is broken, not cut off"


def test_one_row_longer_than_a_page_does_not_hang(shop: Shop) -> None:
    dossier = full_dossier(shop.desk)
    endless = replace(dossier.papers[0], name="giấy tờ " * 1_500)
    read = shop.receipt(replace(dossier, papers=(endless, *dossier.papers[1:])))
    assert read.words.count("giấy tờ") >= 1_500
    assert "Tờ khai theo mẫu 3" in read.words


HOSTILE = '<b>Đậm</b> {{ 7 * 7 }} {% raw %} & <img src="file:///etc/hostname"> <a href="http://x">y</a> <!-- z -->'


@pytest.mark.parametrize("kind", [papers.RECEIPT, papers.SUPPLEMENT_REQUEST, papers.REFUSAL, papers.HAND_OVER_SLIP])
def test_what_people_wrote_stands_there_as_they_wrote_it(shop: Shop, kind: str) -> None:
    dossier = replace(
        full_dossier(shop.desk),
        person_name=HOSTILE,
        receiver=HOSTILE,
        refusal=HOSTILE,
        request=HOSTILE,
        supplements=({"what": "asked", "papers": [HOSTILE], "reason": HOSTILE, "again": "", "at_ms": 0},),
    )
    makers = {
        papers.RECEIPT: papers.receipt,
        papers.SUPPLEMENT_REQUEST: papers.supplement_request,
        papers.REFUSAL: papers.refusal,
        papers.HAND_OVER_SLIP: papers.hand_over_slip,
    }
    raw = shop.press.pdf(makers[kind](shop.desk, dossier), Print())
    read = read_pdf(raw)
    assert HOSTILE.replace(" ", "") in "".join(read.text.split())
    assert "49" not in read.words
    assert b"/URI" not in raw


def test_a_document_reads_nothing_but_its_code(shop: Shop, tmp_path: Path) -> None:
    secret = QImage(40, 40, QImage.Format.Format_RGB32)
    secret.fill(0xFFFF0000)
    assert secret.save(str(tmp_path / "secret.png"))
    layout = shop.press.drawable(papers.refusal(shop.desk, full_dossier(shop.desk)), Print()).layout
    html = f'<html><body>x<img src="{tmp_path / "secret.png"}"/></body></html>'
    (page,) = pictures(Drawable(kind="mau-03", code="x", sheets=(html,), qr=("x",), layout=layout), width_px=400)
    seen = {page.pixelColor(x, y).name() for x in range(0, 400, 2) for y in range(0, 200, 2)}
    assert "#ff0000" not in seen
    assert issubclass(PaperDocument, QTextDocument)


def test_a_reprint_says_so_and_a_first_print_does_not(shop: Shop) -> None:
    paper = papers.receipt(shop.desk, full_dossier(shop.desk))
    assert "in lại" not in shop.read(paper).words
    assert "Bản in lại lần 2" in shop.read(paper, Print(number=3)).words
    assert "Bản in lại lần 1, thay cho bản đã hủy" in shop.read(paper, Print(number=2, replaces_voided=True)).words


def test_a_voided_paper_says_so_across_the_sheet_with_its_reason(shop: Shop) -> None:
    paper = papers.receipt(shop.desk, full_dossier(shop.desk))
    words = shop.read(paper, Print(void="Máy in hết giấy giữa chừng")).words
    assert "BẢN IN 1 ĐÃ HỦY. Lý do: Máy in hết giấy giữa chừng" in words
    whole = shop.press.picture(paper, Print(), width_px=600)[0]
    void = shop.press.picture(paper, Print(void="x"), width_px=600)[0]
    assert reddish(void) > 2_000 > 10 > reddish(whole)


def test_a_dossier_that_was_taken_back_prints_as_void(shop: Shop) -> None:
    dossier = replace(full_dossier(shop.desk), status="voided")
    assert "ĐÃ HỦY. Lý do: Hồ sơ này đã được hủy." in shop.receipt(dossier).words


def reddish(image: QImage) -> int:
    colours = (image.pixelColor(x, y) for x in range(0, image.width(), 2) for y in range(0, image.height(), 2))
    return sum(colour.red() > colour.green() + 60 for colour in colours)


def test_papers_stay_black_on_white_on_a_dark_screen(shop: Shop) -> None:
    paper = papers.receipt(shop.desk, full_dossier(shop.desk))
    light = shop.press.pdf(paper, Print())
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    before = app.palette()
    dark = QPalette(before)
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.Dark):
        dark.setColor(role, "#ffffff")
    app.setPalette(dark)
    try:
        assert shop.press.pdf(paper, Print()) == light
    finally:
        app.setPalette(before)


def test_a_printer_gets_the_same_lines_as_the_file(shop: Shop, tmp_path: Path) -> None:
    drawable = shop.press.drawable(one_of_each(shop.desk)[papers.MANIFEST], Print())
    device = QPrinter(QPrinter.PrinterMode.HighResolution)
    device.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    device.setOutputFileName(str(tmp_path / "printed.pdf"))
    print_on(device, drawable)
    printed, saved = read_pdf((tmp_path / "printed.pdf").read_bytes()), read_pdf(pdf(drawable))
    assert printed.words == saved.words
    assert (printed.pages, printed.codes) == (saved.pages, saved.codes)


def test_a_machine_without_printers_says_so(shop: Shop) -> None:
    assert isinstance(SystemPrinters().names(), tuple)
