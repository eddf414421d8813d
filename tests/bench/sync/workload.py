"""Workload W: what one laptop records offline, what stands in the end, and what two laptops then edit at once.

Deterministic: the same size and seed give the same documents to the byte, so that figures of years apart compare. The
vocabulary is drawn at random and says nothing; every hundredth dossier carries a planted word to look for later.
"""

import hashlib
import json
import random
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

SEED: Final = 20261121
CANARY: Final = "MATNAK9Q"
_ROUNDS: Final = 5
_FAMILY: Final = (
    "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trịnh Mai Cao Lâm Tạ"
).split()
_MIDDLE: Final = (
    "Văn Thị Hữu Đức Minh Ngọc Thanh Quang Xuân Thu Kim Hồng Gia Bảo Anh Khánh Như Phương Tuấn Quốc".split()
)
_GIVEN: Final = (
    "An Bình Chi Dũng Giang Hà Hải Hạnh Hiếu Hòa Hùng Hương Khoa Lan Linh Long Mai Nam Nga Nhung Oanh Phúc "
    "Quân Quyên Sơn Tâm Thảo Thắng Thủy Trang Trung Tú Tùng Uyên Vân Việt Vinh Yến Đạt Đông"
).split()
_PROVINCES: Final = (
    "Hà Giang,Cao Bằng,Lào Cai,Điện Biên,Lai Châu,Sơn La,Yên Bái,Nghệ An,Quảng Trị,"
    "Kon Tum,Gia Lai,Đắk Lắk,Đắk Nông,Lâm Đồng,Bình Phước,Sóc Trăng,Trà Vinh,Cà Mau"
).split(",")
_PROCEDURES: Final = (
    "Đăng ký khai sinh",
    "Cấp giấy chứng nhận quyền sử dụng đất",
    "Đăng ký kết hôn",
    "Xác nhận tình trạng hôn nhân",
    "Hưởng trợ cấp bảo trợ xã hội",
    "Cấp phép xây dựng nhà ở riêng lẻ",
    "Đăng ký hộ kinh doanh",
    "Chứng thực bản sao",
)
_WORDS: Final = (
    "người dân đề nghị ủy ban nhân dân xã xem xét giải quyết hồ sơ theo quy định của pháp luật hiện hành "
    "kèm theo bản sao giấy tờ tùy thân biên bản xác minh thực địa ý kiến của trưởng thôn đường sá đi lại "
    "khó khăn mùa mưa lũ sạt lở mất điện không có mạng cán bộ đã ghi nhận tại nhà đối chiếu bản gốc thửa "
    "đất số tờ bản đồ diện tích mét vuông giáp ranh phía đông tây nam bắc hộ liền kề không tranh chấp "
    "khiếu nại hộ nghèo cận nghèo chính sách thương binh liệt sĩ trẻ em dưới sáu tuổi thẻ bảo hiểm y tế "
    "lệ phí miễn giảm hẹn trả kết quả bổ sung thành phần còn thiếu chữ ký dấu vân tay xác nhận tiếp nhận "
    "chuyển phòng chuyên môn thẩm định trình lãnh đạo phê duyệt lưu trữ"
).split()
_STATUSES: Final = ("tiep_nhan", "tham_tra", "bo_sung", "trinh_ky", "da_ky", "tra_ket_qua")

Document = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Workload:
    """Acts are {"op": "put", "id", "doc"} or {"op": "patch", "id", "set"}; an edit also says its `kind`.

    `final`: id -> the document after all acts. `edits`: laptop -> what it changes offline while the other does too,
    the first half ("same") status and note of the same documents, the second ("apart") officer against phone.
    """

    acts: list[Document]
    final: dict[str, Document]
    edits: dict[str, list[Document]]


def workload(size: int, *, seed: int = SEED) -> Workload:
    """Return the workload of so many dossiers: as many puts, 1.5 times as many patches, a tenth edited by both."""
    draw = random.Random(seed)
    final: dict[str, Document] = {}
    acts: list[Document] = []
    for number in range(size):
        document = _document(draw, number)
        final[document["id"]] = document
        acts.append({"op": "put", "id": document["id"], "doc": dict(document)})
    chosen = draw.sample(list(final), int(size * 0.3))
    at = size
    for status in _STATUSES[1 : _ROUNDS + 1]:
        for each in chosen:
            at += 1
            officer = f"cb{draw.randint(1, 40):03d}"
            sets = {"status": status, "officer": officer, "updated_at": _time(at), "note": _text(draw, 60)}
            final[each].update(sets)
            acts.append({"op": "patch", "id": each, "set": sets})
    return Workload(acts=acts, final=final, edits=_edits(draw, list(final), size // 10))


def write_workload(folder: Path, size: int, *, seed: int = SEED) -> None:
    """Write ops.jsonl, final.jsonl, conf_A.jsonl and conf_B.jsonl."""
    made = workload(size, seed=seed)
    folder.mkdir(parents=True, exist_ok=True)
    write_lines(folder / "ops.jsonl", made.acts)
    write_lines(folder / "final.jsonl", made.final.values())
    for laptop, edits in made.edits.items():
        write_lines(folder / f"conf_{laptop}.jsonl", edits)


def write_lines(file: Path, rows: Iterable[Document]) -> None:
    """Write one document a line."""
    with file.open("w", encoding="utf-8") as out:
        for row in rows:
            out.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")


def read_lines(file: Path) -> list[Document]:
    """Read what `write_lines` wrote."""
    with file.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _document(draw: random.Random, number: int) -> Document:
    identity = str(uuid.UUID(int=draw.getrandbits(128), version=4))
    content = _text(draw, 620)
    if number % 100 == 0:
        content += " " + CANARY
    return {
        "id": identity,
        "code": f"HS-2026-{number:06d}",
        "status": _STATUSES[0],
        "procedure": draw.choice(_PROCEDURES),
        "name": f"{draw.choice(_FAMILY)} {draw.choice(_MIDDLE)} {draw.choice(_GIVEN)}",
        "cccd": f"{draw.randrange(10**12):012d}",
        "phone": f"0{draw.randrange(10**9):09d}",
        "dob": f"{draw.randint(1940, 2025)}-{draw.randint(1, 12):02d}-{draw.randint(1, 28):02d}",
        "address": (
            f"Thôn {draw.randint(1, 20)}, xã {draw.choice(_MIDDLE)} {draw.choice(_GIVEN)}, "
            f"tỉnh {draw.choice(_PROVINCES)}"
        ),
        "officer": f"cb{draw.randint(1, 40):03d}",
        "received_at": _time(number),
        "updated_at": _time(number),
        "content": content,
        "note": "",
        "file_name": f"don-{number:06d}.pdf",
        "file_size": draw.randint(20_000, 900_000),
        "file_sha256": hashlib.sha256(identity.encode()).hexdigest(),
    }


def _edits(draw: random.Random, ids: list[str], count: int) -> dict[str, list[Document]]:
    first: list[Document] = []
    second: list[Document] = []
    for at, each in enumerate(draw.sample(ids, count)):
        if at < count // 2:
            ours = {"status": "A_da_duyet", "note": "A " + _text(draw, 40)}
            theirs = {"status": "B_tu_choi", "note": "B " + _text(draw, 40)}
        else:
            ours = {"officer": f"A_cb{draw.randint(1, 40):03d}"}
            theirs = {"phone": f"B_0{draw.randrange(10**9):09d}"}
        kind = "same" if at < count // 2 else "apart"
        first.append({"op": "patch", "kind": kind, "id": each, "set": ours})
        second.append({"op": "patch", "kind": kind, "id": each, "set": theirs})
    return {"A": first, "B": second}


def _text(draw: random.Random, size: int) -> str:
    words: list[str] = []
    used = 0
    while used < size:
        word = draw.choice(_WORDS) if draw.random() > 0.12 else str(draw.randint(1, 9999))
        words.append(word)
        used += len(word.encode()) + 1
    return " ".join(words).capitalize()


def _time(number: int) -> str:
    """Return a time of a made-up calendar with months of 28 days, 37 s after the one before."""
    days, rest = divmod(1_790_000_000 + number * 37, 86_400)
    return (
        f"2026-{1 + days // 28 % 12:02d}-{1 + days % 28:02d}T{rest // 3600:02d}:{rest // 60 % 60:02d}:{rest % 60:02d}Z"
    )
