"""What the officials of the simulation do: real acts on few records, so that they meet often."""

import hashlib
import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final
from uuid import UUID

from desktop_app.services.desk import local_time
from desktop_app.storage.errors import MissingRecordError
from desktop_app.storage.notebook import Author, Work
from sync.protocol.file_sealing import new_file_key, seal_file
from sync.records import attachment as attachments
from sync.records import delivery, door, settling, undoing
from sync.records import dossier as dossiers
from sync.records import person as people
from sync.records.act import Act
from sync.records.attachment import Attachment, attachments_of
from sync.records.delivery import Receiver
from sync.records.dossier import Dossier
from sync.records.errors import RefusedError
from sync.records.operation import Body, Origin
from sync.records.person import Person
from sync.records.rules import CONFLICT, DOSSIER, PERSON, RUN
from sync.records.ruling import Decision, Subject, rule
from sync.records.run import DeliveryRun, close_run, open_run, tally
from tests.simulation.shores import Laptop
from tests.simulation.template import COMMUNE

STROKES: Final = (((1, 2, 0), (5, 9, 12), (7, 4, 30)),)
MANY_DOSSIERS: Final = 4
ENOUGH: Final = 0.9
TRIES: Final = 6
_NAMES: Final = ("Nguyễn Mẫu", "Đào Thử", "Đặng Ví Dụ", "Trần Giả Định")
_PHONES: Final = tuple(f"06000000{number:02}" for number in range(6))
_NOTES: Final = ("", "giao buổi tối", "gọi trước", "ở nhà con gái")


def do_something(laptop: Laptop) -> None:
    """Do one act as the laptop's official; what his screen called saved is remembered."""
    is_impostor = laptop.rng.random() < 0.02
    author = laptop.impostor if is_impostor else laptop.author
    before = laptop.seq()
    ids, stuck = _ids_of(laptop), _stuck_at(laptop)

    def save() -> None:
        for _ in range(TRIES):
            deed = laptop.rng.choices([each for each, _ in DEEDS], [weight for _, weight in DEEDS])[0]
            try:
                with laptop.notebook.writing(author) as work:
                    deed(Desk(laptop, work, author, ids, stuck))
                break
            except (RefusedError, MissingRecordError):
                continue
        laptop.said.update(laptop.written_after(before))

    laptop.survive(save)
    if laptop.counts_anew:
        laptop.recounted.update(laptop.written_after(before))
    if is_impostor:
        laptop.poisoned.update(laptop.written_after(before))


class Desk:
    """One unit of work under way."""

    def __init__(
        self, laptop: Laptop, work: Work, author: Author, ids: Mapping[str, list[UUID]], stuck: list[Subject]
    ) -> None:
        self.rng: random.Random = laptop.rng
        self.clock = laptop.clock
        self.new_id = laptop.new_id
        self.has_files = laptop.has_files
        self.machine, self.pack, self.codes = laptop.machine, laptop.pack, laptop.faults.codes
        self.work = work
        self.author = author
        self._ids = ids
        self.stuck = stuck

    def some(self, record_type: str) -> UUID:
        """Return a record of a type. Raises: RefusedError where there is none."""
        ids = self._ids.get(record_type, [])
        if not ids:
            raise RefusedError("nothing_here")
        return self.rng.choice(ids)

    def dossier(self) -> Dossier:
        return Dossier.of(self.work.get(DOSSIER, self.some(DOSSIER)))

    def count(self, record_type: str) -> int:
        return len(self._ids.get(record_type, []))


def send_for_files(laptop: Laptop) -> None:
    """Want to see every file that is named in the laptop's dossiers."""
    with laptop.notebook.writing(laptop.author) as work:
        for each in list(work.view().of_type(DOSSIER)):
            for attached in attachments_of(Dossier.of(each)):
                _send_for(work, attached)


def _send_for(work: Work, attached: Attachment) -> None:
    name = bytes.fromhex(attached.hash)
    known = work.files.find(name)
    if known is None or known.have < attached.size:
        work.files.want(name, key=bytes.fromhex(attached.key), size=attached.size, mime=attached.mime)


def _ids_of(laptop: Laptop) -> dict[str, list[UUID]]:
    with laptop.notebook.reading() as reader:
        return {name: [record.id for record in reader.of_type(name)] for name in (PERSON, DOSSIER, RUN, CONFLICT)}


def _stuck_at(laptop: Laptop) -> list[Subject]:
    device = laptop.notebook.origin.device
    return [
        Subject(
            origin=Origin(device, UUID(bytes=row.incarnation)),
            seq=row.seq,
            record=laptop.reading.operation(row.raw).record,
        )
        for row in laptop.rows()
        if row.state in ("held", "parked")
    ]


def _register(desk: Desk) -> None:
    if desk.count(DOSSIER) >= MANY_DOSSIERS and desk.rng.random() < ENOUGH:
        raise RefusedError("enough")
    name, phone = desk.rng.choice(_NAMES), desk.rng.choice(_PHONES)
    person = Person(id=desk.new_id(), name=name, personal_number="001099990001", phone=phone, cluster="Thôn 1")
    desk.work.record(people.register(person))
    day = local_time(desk.clock.now_ms()).date()
    codes = desk.codes(desk.work, day, commune=COMMUNE, machine=desk.machine)
    taken = Dossier(
        id=desk.new_id(),
        provisional_code=codes.provisional,
        official_code=codes.official,
        received_at_ms=desk.clock.now_ms(),
        procedure="1.001193",
        procedure_name="Đăng ký khai sinh",
        pack=desk.pack,
        person=person.id.hex,
        person_name=name,
        phone=phone,
        cluster="Thôn 1",
        fee_vnd=8_000,
    )
    desk.work.record(dossiers.register(taken))
    desk.work.save_draft("intake", b"half")


def _amend(desk: Desk) -> None:
    before = desk.dossier()
    after = desk.rng.choice(
        [
            replace(before, phone=desk.rng.choice(_PHONES)),
            replace(before, note=desk.rng.choice(_NOTES)),
            replace(before, address=desk.rng.choice(_NOTES), person_name=desk.rng.choice(_NAMES)),
            replace(before, fee_vnd=desk.rng.choice([None, 0, 8_000, 20_000]), fee_paid=desk.rng.random() < 0.5),
            replace(before, due_at_ms=desk.clock.now_ms()),
        ]
    )
    desk.work.record(dossiers.amend(before, after))


def _change_procedure(desk: Desk) -> None:
    """Take another procedure, as the catalogue of today has it."""
    before = desk.dossier()
    code = f"1.00119{desk.rng.randrange(3, 6)}"
    after = replace(before, procedure=code, procedure_name=f"Thủ tục {code}", pack=desk.pack)
    desk.work.record(dossiers.amend(before, after))


def _tell_at_length(desk: Desk) -> None:
    """Write more than one small segment holds, and nothing that could be squeezed."""
    before = desk.dossier()
    desk.work.record(dossiers.amend(before, replace(before, address=desk.rng.randbytes(12_000).hex())))


def _amend_as_of_tomorrow(desk: Desk) -> None:
    """Fill in a field that only the next version of the program knows."""
    sets = {"field_of_tomorrow": desk.rng.randrange(4)}
    desk.work.record(Act(kind="dossier.amend", record=desk.some(DOSSIER), body=Body(sets=sets)))


def _amend_person(desk: Desk) -> None:
    before = Person.of(desk.work.get(PERSON, desk.some(PERSON)))
    desk.work.record(people.amend(before, replace(before, phone=desk.rng.choice(_PHONES))))


def _result(desk: Desk) -> None:
    number = f"{desk.rng.randrange(100)}/TP"
    desk.work.record(
        dossiers.record_result(desk.dossier(), number=number, signer="Chủ tịch mẫu", signed_on="07/11/2025")
    )


def _shelve(desk: Desk) -> None:
    shelf, at_ms = desk.rng.choice(["A1", "B2"]), desk.clock.now_ms()
    desk.work.record(delivery.shelve(desk.dossier(), shelf=shelf, at_ms=at_ms))


def _open_run(desk: Desk) -> None:
    ids = {desk.some(DOSSIER) for _ in range(3)}
    chosen = [Dossier.of(desk.work.get(DOSSIER, each)) for each in sorted(ids)]
    ready = [each for each in chosen if each.delivery == "ready"]
    run = DeliveryRun(id=desk.new_id(), code="C-1", cluster="Thôn 1", officer=desk.author.id.hex)
    desk.work.record(*open_run(run, ready, counted=len(ready)))


def _hand_over(desk: Desk) -> None:
    dossier, at_ms = desk.dossier(), desk.clock.now_ms()
    receiver = Receiver(name=desk.rng.choice(_NAMES), identity_last4="0001")
    how = desk.rng.choice(["", *delivery.ENVELOPE_CHECKS])
    proof = delivery.proof_of(dossier, receiver, STROKES, place="door", at_ms=at_ms, envelope=how)
    signature = desk.author.sign(delivery.proof_bytes(proof))
    act = delivery.hand_over(dossier, receiver, STROKES, place="door", at_ms=at_ms, signature=signature, envelope=how)
    desk.work.record(act)


def _absent(desk: Desk) -> None:
    desk.work.record(door.nobody_home(desk.dossier(), place="door", at_ms=desk.clock.now_ms(), note="cửa đóng"))


def _end_visit(desk: Desk) -> None:
    """End a visit, or a stay on the shelf, as the rarer outcomes do."""
    dossier, place, at_ms = desk.dossier(), "door", desk.clock.now_ms()
    match desk.rng.choice(["refused", "redated", "wrong", "posted", "lost"]):
        case "refused":
            act = door.decline(dossier, reason="chưa đồng ý", place=place, at_ms=at_ms)
        case "redated":
            act = door.change_date(dossier, day=f"{desk.rng.randrange(1, 28):02}/12/2025", place=place, at_ms=at_ms)
        case "wrong":
            act = door.found_wrong(dossier, what="sai dấu trong tên", place=place, at_ms=at_ms)
        case "posted":
            act = door.post(dossier, tracking_number=f"EA{desk.rng.randrange(10**9):09}VN", place=place, at_ms=at_ms)
        case _:
            act = door.lose(dossier, report="rơi trên đường về", place=place, at_ms=at_ms)
    desk.work.record(act)


def _put_right(desk: Desk) -> None:
    """Correct what was held, or find what was lost."""
    dossier = desk.dossier()
    if desk.rng.random() < 0.5:
        number = f"{desk.rng.randrange(100)}a/TP"
        desk.work.record(door.correct(dossier, number=number, signer="Chủ tịch mẫu", signed_on="08/11/2025"))
    else:
        desk.work.record(door.find(dossier, shelf="B2", note="trong túi", at_ms=desk.clock.now_ms()))


def _close_run(desk: Desk) -> None:
    run = DeliveryRun.of(desk.work.get(RUN, desk.some(RUN)))
    carried = [Dossier.of(desk.work.get(DOSSIER, UUID(hex=each))) for each in run.dossiers]
    desk.work.record(*close_run(run, carried, returned=tally(carried).in_hand, at_ms=desk.clock.now_ms()))


def _undo(desk: Desk) -> None:
    dossier = desk.dossier()
    last = desk.work.last_act(dossier.id)
    if last is None:
        raise RefusedError("cannot_undo")
    desk.work.record(undoing.undo(dossier, last, reason="gõ nhầm"))


def _settle(desk: Desk) -> None:
    conflict = desk.work.get(CONFLICT, desk.some(CONFLICT))
    about = desk.work.get(conflict.fields["about_type"], UUID(hex=conflict.fields["about"]))
    chosen = desk.rng.choice(settling.choices(conflict, about))
    desk.work.record(*settling.settle(conflict, about, chosen=chosen, note=desk.rng.choice(_NOTES)))


def _rule(desk: Desk) -> None:
    """Decide about an operation that waits for a person, or will go on by itself."""
    if not desk.stuck:
        raise RefusedError("nothing_here")
    decision = desk.rng.choice([Decision.RETRY, Decision.RETRY, Decision.SET_ASIDE, Decision.FORCE])
    desk.work.record(rule(desk.new_id(), desk.rng.choice(desk.stuck), decision, note="đã hỏi"))


def _attach(desk: Desk) -> None:
    """Attach a paper, now and then with a small picture of it."""
    if not desk.has_files:
        raise RefusedError("nothing_here")
    hash_, key, size = _keep_file(desk, desk.rng.choice([2_000, 30_000, 150_000]))
    small = _keep_file(desk, 900, is_small=True) if desk.rng.random() < 0.4 else ("", "", 0)
    made = Attachment(
        hash=hash_,
        key=key,
        size=size,
        mime="application/pdf",
        name="giấy.pdf",
        thumbnail=small[0],
        thumbnail_key=small[1],
        thumbnail_size=small[2],
        at_ms=desk.clock.now_ms(),
    )
    desk.work.record(attachments.attach(desk.dossier(), made))


def _keep_file(desk: Desk, size: int, *, is_small: bool = False) -> tuple[str, str, int]:
    """Keep a file of so many bytes; return its name and key, in hex, and its sealed size."""
    content, key = desk.rng.randbytes(size), new_file_key(desk.rng.randbytes)
    kept = desk.work.files.keep(
        seal_file(content, key),
        key=key,
        plain_hash=hashlib.sha256(content).digest(),
        mime="application/pdf",
        is_small=is_small,
        now_ms=desk.clock.now_ms(),
    )
    return kept.hash.hex(), key.hex(), kept.size


def _open_file(desk: Desk) -> None:
    """Send for a file of a dossier."""
    there = attachments_of(desk.dossier())
    if not there:
        raise RefusedError("nothing_here")
    _send_for(desk.work, desk.rng.choice(there))


def _look(desk: Desk) -> None:
    desk.work.note_look("dossier.view", desk.some(DOSSIER))


DEEDS: Final[tuple[tuple[Callable[[Desk], None], int], ...]] = (
    (_register, 20),
    (_amend, 30),
    (_change_procedure, 4),
    (_amend_person, 8),
    (_result, 14),
    (_shelve, 14),
    (_open_run, 12),
    (_hand_over, 12),
    (_absent, 8),
    (_end_visit, 14),
    (_put_right, 6),
    (_close_run, 8),
    (_undo, 10),
    (_settle, 14),
    (_rule, 10),
    (_attach, 6),
    (_open_file, 4),
    (_look, 3),
    (_tell_at_length, 2),
    (_amend_as_of_tomorrow, 4),
)
