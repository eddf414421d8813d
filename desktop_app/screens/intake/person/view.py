"""The left half of the intake form: card reader, search over residents, and the person's fields. Widgets only."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_app.screens import axes
from desktop_app.screens.intake.enter_flow import EnterGoesOn
from desktop_app.screens.intake.person.old_address import OldAddressBanner
from desktop_app.screens.intake.person.presenter import PersonPresenter
from desktop_app.screens.intake.presenter import IntakePresenter
from desktop_app.services.intake import IntakeDraft
from desktop_app.widgets.date_field import DateField
from desktop_app.widgets.form import Form
from desktop_app.widgets.pick_list import PickList
from desktop_app.widgets.plain import badge, button, error_line, heading, hint, label, say_error, set_style, strong
from desktop_app.widgets.qr_field import QrField
from desktop_app.widgets.search_box import SearchBox
from sync.records.citizen_card import CardDoubt, CitizenCard
from sync.records.person import Person

BIRTH_PX: Final = 156
"""Wide enough for the placeholder, in either language."""
CARD_BARS: Final = 5
"""So many bars stand in what a reader types off a card, and in no name."""


class PersonPart(QWidget):
    """Who hands the dossier in. `edited` names one draft field and its value."""

    edited = Signal(str, str)
    finished = Signal()  # a known person stands there: the procedure comes next

    def __init__(self, presenter: IntakePresenter) -> None:
        super().__init__()
        self._form = presenter
        self._presenter = presenter.people
        self._found: dict[str, Person] = {}
        self._wants_only_hit = ""
        self._build_finders()
        self._build_fields()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(heading(self.tr("Người nộp hồ sơ")))
        head.addWidget(self._chosen)
        head.addWidget(self._release)
        column.addLayout(head)
        finders = QHBoxLayout()
        finders.setSpacing(16)
        finders.addWidget(self.qr, 1)
        finders.addWidget(self.search, 1)
        column.addLayout(finders)
        column.addWidget(self._qr_error)
        column.addWidget(self._search_said)
        column.addWidget(self._twin)
        column.addWidget(self._old_address)
        column.addWidget(self.form)
        column.addStretch(1)
        self._connect()

    def show_draft(self, draft: IntakeDraft) -> None:
        """Write the draft into the fields."""
        for name, line in self._lines.items():
            line.setText(getattr(draft, name))
            line.setCursorPosition(0)
        at = self.sex.findData(draft.sex)
        self.sex.setCurrentIndex(max(at, 0))
        self.cluster.setCurrentText(draft.cluster)

    def forget_search(self) -> None:
        """Empty what one looks people up with, and what was said of it."""
        self.qr.clear()
        self.search.clear()
        self._say_of_card("")

    def set_amending(self, is_amending: bool) -> None:
        """Hide the search while a saved dossier is amended: its person stays, his data on it may be corrected."""
        self.search.setVisible(not is_amending)

    def wrong_fields(self) -> set[str]:
        """Return the fields whose text cannot be read."""
        return {"birth"} if self.birth.is_wrong() else set()

    def _build_finders(self) -> None:
        self.qr = QrField(placeholder=self.tr("Quét thẻ căn cước"), accessible_name=self.tr("Mã QR thẻ căn cước"))
        self.qr.setObjectName("qr")
        self._qr_error = error_line()
        self._qr_error.setObjectName("qr_error")
        self.search = SearchBox(
            placeholder=self.tr("Tìm người: tên, số"),
            accessible_name=self.tr("Tìm người đã có trên máy"),
        )
        self.search.setObjectName("person_search")
        self._search_said = hint()
        self._search_said.setObjectName("person_search_said")
        self._search_said.hide()
        self.results = PickList(self.search, accessible_name=self.tr("Người tìm thấy"))
        self.results.setObjectName("person_results")
        self._chosen = badge(self.tr("Đã có trên máy"), "good")
        self._chosen.setObjectName("person_chosen")
        self._release = button(self.tr("Bỏ chọn"), tone="quiet", on_click=self._presenter.release)
        self._release.setObjectName("release_person")
        self._twin = _TwinBanner(self._presenter)
        self._old_address = OldAddressBanner(self._presenter)

    def _build_fields(self) -> None:
        self.name, self.personal_number, self.phone, self.address = (QLineEdit() for _ in range(4))
        self.name.setMaxLength(300)  # a card that is scanned into it must arrive whole
        self.personal_number.setMaxLength(20)
        self.phone.setMaxLength(20)
        self.address.setMaxLength(300)
        self.birth = DateField()
        self.birth.setPlaceholderText(self.tr("ngày/tháng/năm"))
        self.birth.setMinimumWidth(BIRTH_PX)
        self.sex = QComboBox()
        for key, text in (("", self.tr("chưa rõ")), ("male", self.tr("Nam")), ("female", self.tr("Nữ"))):
            self.sex.addItem(text, key)
        self.cluster = QComboBox()
        self.cluster.setEditable(True)
        self.cluster.addItems(["", *self._form.clusters()])
        self.cluster.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        typed = self.cluster.lineEdit()
        if typed is not None:
            typed.setAccessibleName(self.tr("Thôn/Khu dân cư"))
        self.form = Form(columns=20, gap_px=6, line_gap_px=2)
        self.form.add("name", self.tr("Họ, chữ đệm và tên"), self.name, is_required=True, span=20)
        self.form.add("birth", self.tr("Ngày, tháng, năm sinh"), self.birth, span=9)
        self.form.add("sex", self.tr("Giới tính"), self.sex, span=5)
        self.form.add("phone", self.tr("Số điện thoại"), self.phone, span=6)
        self.form.add("personal_number", self.tr("Số định danh cá nhân/CCCD"), self.personal_number, span=11)
        self.form.add("cluster", self.tr("Khu dân cư"), self.cluster, span=9)
        self.form.add("address", self.tr("Địa chỉ"), self.address, span=20)
        self._lines: dict[str, QLineEdit] = {
            "name": self.name,
            "birth": self.birth,
            "personal_number": self.personal_number,
            "phone": self.phone,
            "address": self.address,
        }
        self._number_hint = strong()
        self._number_hint.setObjectName("number_hint")
        self._number_hint.hide()
        below = self.form.row("personal_number").layout()
        if below is not None:
            below.addWidget(self._number_hint)

    def _connect(self) -> None:
        for name, line in self._lines.items():
            line.textChanged.connect(lambda text, name=name: self.edited.emit(name, text))
        self.sex.currentIndexChanged.connect(lambda _at: self.edited.emit("sex", str(self.sex.currentData() or "")))
        self.cluster.currentTextChanged.connect(lambda text: self.edited.emit("cluster", text))
        self.qr.scanned.connect(self._presenter.read_card)
        self.qr.textEdited.connect(lambda _text: self._say_of_card(""))
        self.name.editingFinished.connect(lambda: self._take_card_from(self.name))
        self.search.searched.connect(self._presenter.seek)
        self.search.left_downwards.connect(self.results.enter)
        self.search.returnPressed.connect(self._want_only_hit)
        self.results.picked.connect(self._choose)
        self._presenter.people_found.connect(self._show_people)
        self._presenter.card_refused.connect(self._refuse_card)
        self._presenter.card_read.connect(self._accept_card)
        self._presenter.number_doubted.connect(self._show_doubts)
        self._presenter.person_chosen.connect(self._show_chosen)
        self._presenter.settled.connect(self._lead_on)
        self._enter = EnterGoesOn(self)
        self._enter.watch(*self._lines.values(), self.sex, self.cluster)

    def _take_card_from(self, field: QLineEdit) -> bool:
        """Read a card that was scanned while the cursor stood in another field; tell whether it was one."""
        text = field.text()
        if text.count("|") < CARD_BARS:
            return False
        field.clear()
        self._presenter.read_card(text)
        return True

    def _want_only_hit(self) -> None:
        if self._take_card_from(self.search):
            return
        self._wants_only_hit = self.search.text().strip()

    def _show_people(self, query: str, people: tuple[Person, ...]) -> None:
        self._found = {person.id.hex: person for person in people}
        self._search_said.setText(self.tr("Chưa có ai khớp trên máy này. Xin nhập người mới ở dưới."))
        self._search_said.setVisible(bool(query) and not people)
        if not self.search.hasFocus():
            self.results.offer(())
            return
        self.results.offer([(key, _person_lines(person)) for key, person in self._found.items()])
        if query and query == self._wants_only_hit:
            self._wants_only_hit = ""
            if len(people) == 1:
                self.results.pick_first()
            else:
                self.results.enter()

    def _choose(self, key: str) -> None:
        self.search.clear()
        self._presenter.choose(self._found[key])

    def _show_chosen(self, person: Person | None) -> None:
        for part in (self._chosen, self._release):
            part.setVisible(person is not None)

    def _refuse_card(self, sentence: str, text: str) -> None:
        self.qr.setText(text)
        self.qr.setSelection(len(text), -len(text))  # the beginning is in sight, and the next scan replaces it
        self._say_of_card(sentence)

    def _lead_on(self) -> None:
        """Go on to the procedure, unless the official is already somewhere else."""
        if self.isAncestorOf(self.window().focusWidget()):
            self.finished.emit()

    def _accept_card(self, card: CitizenCard) -> None:
        self.phone.setFocus(Qt.FocusReason.TabFocusReason)  # the card says all but this
        self._say_of_card(
            self.tr("Thẻ ghi tên không dấu. Xin đối chiếu họ tên và địa chỉ với thẻ.")
            if CardDoubt.MARKS_MISSING in card.doubts
            else ""
        )

    def _say_of_card(self, text: str) -> None:
        say_error(self._qr_error, text)
        self.qr.setAccessibleDescription(text)
        set_style(self.qr, "wrong", "true" if text else "false")

    def _show_doubts(self, doubts: tuple[str, ...]) -> None:
        words = {
            "not_twelve_digits": self.tr("Số định danh có 12 chữ số. Xin xem lại."),
            "unknown_prefix": self.tr("Ba số đầu không có trong bảng mã. Xin xem lại."),
            "sex_differs": self.tr("Số này không khớp giới tính. Xin đối chiếu với thẻ."),
            "century_differs": self.tr("Số này không khớp thế kỷ sinh. Xin đối chiếu với thẻ."),
            "year_differs": self.tr("Số này không khớp năm sinh. Xin đối chiếu với thẻ."),
        }
        self._number_hint.setText(words.get(doubts[0], "") if doubts else "")
        self._number_hint.setVisible(bool(doubts))


class _TwinBanner(QFrame):
    """Offers the resident who has the typed number already."""

    def __init__(self, presenter: PersonPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self._twin: Person | None = None
        self.setObjectName("twin")
        self.setProperty("role", "banner")
        self.setProperty("tone", "warn")
        self._words = label()
        use = button(self.tr("Dùng người này"), tone="primary", on_click=self._use)
        use.setObjectName("use_twin")
        other = button(self.tr("Là người khác"), tone="quiet", on_click=presenter.allow_twin)
        other.setObjectName("allow_twin")
        side = QHBoxLayout()
        side.setSpacing(4)
        side.addWidget(use)
        side.addWidget(other)
        side.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 10, 8)
        column.addWidget(self._words)
        column.addLayout(side)
        self.hide()
        presenter.twin_found.connect(self._show)

    def _use(self) -> None:
        if self._twin is not None:
            self._presenter.choose(self._twin)

    def _show(self, twin: Person | None) -> None:
        self._twin = twin
        text = "" if twin is None else self.tr("Số định danh này đã có: {who}").format(who=_person_line(twin))
        self._words.setText(text)
        self.setAccessibleName(text)
        self.setVisible(twin is not None)


def _person_line(person: Person) -> str:
    return " · ".join(part for part in (person.name, person.birth, person.cluster) if part)


def _person_lines(person: Person) -> str:
    facts = (person.birth, axes.last4(person.personal_number), person.cluster, person.address)
    return f"{person.name}\n{' · '.join(part for part in facts if part)}"
