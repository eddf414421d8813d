"""Plays the weeks before now at a sample desk, act by act and through the services, so that no screen is empty."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Final
from uuid import UUID

from msgspec.structs import replace

from desktop_app.services import casework, evening, intake, results
from desktop_app.services.desk import VIETNAM_TIME, Desk, local_time, to_ms
from desktop_app.services.first_day import SamplePeopleAtRealDeskError
from desktop_app.services.intake import IntakeDraft
from desktop_app.services.rules_of_receipt import rule_of
from sync.records import receiving
from sync.records.calendar import CalendarNotKnownError, is_working_day
from sync.records.delivery import Receiver, Stroke
from sync.records.dossier import Dossier
from sync.records.person import Person
from sync.records.personal_number import Sex
from sync.records.sample_commune import MINHCHAU
from sync.records.sample_draws import Dice, draw_name
from sync.records.sample_history import Course, SampleDossier, Way, on_weekdays, sample_history
from sync.records.states import Business

LEFT_OVERDUE: Final = 2
LEFT_WAITING: Final = 3
LEFT_ON_SHELF: Final = 12
ADULT_YEARS: Final = 18
_STROKES: Final[tuple[Stroke, ...]] = (((20, 60, 0), (80, 30, 60), (140, 70, 120), (210, 40, 190)),)
_LEAVES: Final = time(17, 10)


class PlayedClock:
    """A clock that is set by hand and moves on by a second each time it is read."""

    def __init__(self, at_ms: int) -> None:
        self.at_ms = at_ms

    def now_ms(self) -> int:
        """Return the time that is played."""
        self.at_ms += 1_000
        return self.at_ms

    def elapsed_ms(self) -> int:
        """Return that the centre was never seen."""
        return -1


@dataclass(frozen=True, slots=True, kw_only=True)
class _Act:
    """Something to be done at a time, on the dossier that stands at `place` in the history."""

    at: datetime
    place: int
    do: Callable[[Dossier], object]


def play_weeks(
    desk: Desk, clock: PlayedClock, residents: Sequence[Person], dice: Dice, *, now: datetime, weeks: float = 5
) -> int:
    """Do the acts of that many weeks before `now` (Vietnam time) and return how many dossiers came in.

    `clock` is the one that `desk` and its notebook were opened with. Some dossiers are left overdue, waiting for a
    paper, and on the shelf. Raises: SamplePeopleAtRealDeskError.
    """
    if not desk.is_sample:
        raise SamplePeopleAtRealDeskError
    adults = [each for each in residents if each.birth and int(each.birth[-4:]) <= now.year - ADULT_YEARS]
    past = _history(desk, dice, len(adults), now, weeks)
    scene = _Scene(desk, clock, adults, past, signer=draw_name(dice, Sex.MALE, 1975))
    for day in sorted({each.received_at.date() for each in past} | scene.days()):
        scene.play(day, now)
    clock.at_ms = max(clock.at_ms, to_ms(now))
    return len(scene.taken)


class _Scene:
    """One sample desk as its days go by."""

    def __init__(
        self,
        desk: Desk,
        clock: PlayedClock,
        residents: Sequence[Person],
        past: Sequence[SampleDossier],
        *,
        signer: str,
    ) -> None:
        self._desk, self._clock, self._residents, self._past, self._signer = desk, clock, residents, past, signer
        self.taken: dict[int, UUID] = {}
        self._acts: dict[date, list[_Act]] = defaultdict(list)
        self._visits: dict[date, list[tuple[int, str]]] = defaultdict(list)
        for place, each in enumerate(past):
            for act in self._of(place, each):
                self._acts[act.at.date()].append(act)

    def days(self) -> set[date]:
        """Return the days on which something is done."""
        return {*self._acts, *self._visits}

    def play(self, day: date, now: datetime) -> None:
        """Do what is due on a day, in order of time, and make its evening's run."""
        for act in sorted(self._acts[day], key=lambda each: each.at):
            if act.at <= now:
                self._set(act.at)
                if act.place not in self.taken:
                    self.taken[act.place] = self._take_in(self._past[act.place]).id
                else:
                    act.do(_dossier(self._desk, self.taken[act.place]))
        leaves = datetime.combine(day, _LEAVES, VIETNAM_TIME)
        if self._visits[day] and leaves + timedelta(hours=3) <= now:
            self._set(leaves)
            self._run(self._visits[day])

    def _set(self, at: datetime) -> None:
        self._clock.at_ms = max(self._clock.at_ms, to_ms(at))

    def _of(self, place: int, each: SampleDossier) -> Iterable[_Act]:
        yield _Act(at=each.received_at, place=place, do=_nothing)
        is_long = each.due_at is None or each.due_at.date() > each.received_at.date()
        if each.asked_at is not None:
            yield _Act(at=each.asked_at, place=place, do=self._ask)
            if each.completed_at is None:
                return
            yield _Act(at=each.completed_at, place=place, do=self._complete)
        begun = each.completed_at or each.received_at
        if each.course is Course.REFUSED:
            yield _Act(at=begun + timedelta(hours=1), place=place, do=self._refuse)
        elif each.course is Course.WITHDRAWN:
            yield _Act(at=begun + timedelta(hours=2), place=place, do=self._withdraw)
        elif is_long:
            yield _Act(at=begun + timedelta(minutes=15), place=place, do=self._forward)
        if each.solved_at is None:
            return
        solved_at = max(each.solved_at, begun + timedelta(minutes=30)) if is_long else each.solved_at
        yield _Act(at=solved_at, place=place, do=self._solve)
        yield from self._on_its_way(place, each, solved_at)

    def _on_its_way(self, place: int, each: SampleDossier, solved_at: datetime) -> Iterable[_Act]:
        """What becomes of a result; visits at the door are kept for the evenings."""
        is_at_once = each.handed_over_at is not None and each.handed_over_at - solved_at < timedelta(hours=1)
        if not is_at_once:
            yield _Act(at=solved_at + timedelta(minutes=1), place=place, do=self._shelve)
        if each.handed_over_at is None:
            return
        if each.way is Way.HOME:
            if len(each.outcomes) > 1:
                self._visits[each.handed_over_at.date() - timedelta(days=1)].append((place, each.outcomes[-2]))
            self._visits[each.handed_over_at.date()].append((place, each.outcomes[-1]))
        else:
            later = max(each.handed_over_at, solved_at + timedelta(minutes=2))
            yield _Act(at=later, place=place, do=self._hand_over)

    def _take_in(self, each: SampleDossier) -> Dossier:
        desk, person = self._desk, self._residents[each.person]
        procedure = desk.catalogue.procedure(each.procedure, desk.local_now().date(), desk.commune)
        proposal = intake.propose(desk, procedure, pages=each.pages, copies=each.copies)
        return intake.register(
            desk,
            IntakeDraft(
                person_id=person.id.hex,
                name=person.name,
                birth=person.birth,
                sex=person.sex,
                personal_number=person.personal_number,
                phone=person.phone,
                address=person.address,
                cluster=person.cluster,
                procedure=each.procedure,
                papers={paper.id: (paper.kind, 1, True) for paper in procedure.papers},
                pages=each.pages,
                copies=each.copies,
                fee_vnd=proposal.fee_vnd,
                fee_paid=bool(proposal.fee_vnd),
                due_at_ms=proposal.due_at_ms,
            ),
        )

    def _ask(self, dossier: Dossier) -> None:
        papers = [paper.name for paper in dossier.papers[:2]] or ["Giấy tờ tùy thân"]
        casework.ask(self._desk, dossier.id, papers=papers, reason="Thiếu giấy tờ theo danh mục")

    def _complete(self, dossier: Dossier) -> None:
        casework.complete(self._desk, dossier.id, papers=dossier.papers)

    def _refuse(self, dossier: Dossier) -> None:
        ground = "Danh mục thủ tục hành chính"
        casework.refuse(self._desk, dossier.id, reason="Không thuộc thẩm quyền của xã", ground=ground)

    def _withdraw(self, dossier: Dossier) -> None:
        casework.withdraw(self._desk, dossier.id, reason="Người nộp xin rút hồ sơ")

    def _forward(self, dossier: Dossier) -> None:
        casework.forward(self._desk, dossier.id)

    def _solve(self, dossier: Dossier) -> None:
        today = self._desk.local_now()
        number = f"{dossier.provisional_code[-4:]}/{today:%d%m}"
        results.record_result(self._desk, dossier.id, number=number, signer=self._signer, signed_on=f"{today:%d/%m/%Y}")

    def _shelve(self, dossier: Dossier) -> None:
        at = MINHCHAU.clusters.index(dossier.cluster) if dossier.cluster in MINHCHAU.clusters else 0
        results.shelve(self._desk, dossier.id, shelf=f"{'ABCDEFG'[at]}{1 + dossier.received_at_ms % 3}")

    def _hand_over(self, dossier: Dossier) -> None:
        results.hand_over_at_counter(self._desk, dossier.id, self._receiver(dossier, "owner"), _STROKES)

    def _run(self, visits: Sequence[tuple[int, str]]) -> None:
        desk = self._desk
        out: list[tuple[Dossier, str]] = []
        for place, outcome in visits:
            dossier = _dossier(desk, self.taken[place]) if place in self.taken else None
            if dossier is not None and dossier.delivery == "ready" and evening.may_travel(desk, dossier) is None:
                out.append((dossier, outcome))
        if not out:
            return
        run = evening.open_run(desk, [each.id for each, _ in out], cluster="", counted=len(out)).run
        back = [each.id for each, outcome in out if not self._at_the_door(each, outcome)]
        evening.close_run(desk, run.id, returned=back)

    def _at_the_door(self, dossier: Dossier, outcome: str) -> bool:
        """Do what happened at a door and return whether the result stayed there."""
        desk = self._desk
        self._clock.at_ms += 6 * 60_000
        match outcome:
            case "absent" | "wrong":
                evening.nobody_home(desk, dossier.id)
            case "refused":
                evening.decline(desk, dossier.id, reason="Hẹn đến quầy nhận")
            case "redated":
                evening.change_date(desk, dossier.id, day=f"{desk.local_now() + timedelta(days=2):%d/%m/%Y}")
            case _:
                receiver = self._receiver(dossier, outcome)
                evening.hand_over_at_door(desk, dossier.id, receiver, _STROKES, envelope="scanned")
                return True
        return False

    def _receiver(self, dossier: Dossier, relation: str) -> Receiver:
        allowed = receiving.relations(rule_of(self._desk, dossier))
        relation = relation if relation in allowed and relation != "authorised" else allowed[0]
        both = {"second_name": self._signer, "second_last4": "0000"} if relation == "both" else {}
        last4 = dossier.personal_number[-4:] or "0000"
        return Receiver(name=dossier.person_name, relation=relation, identity_last4=last4, **both)


def _history(desk: Desk, dice: Dice, people: int, now: datetime, weeks: float) -> list[SampleDossier]:
    """Draw the weeks and leave at their end something of everything that waits."""
    today = now.date()
    limits = {each.code: each.limit.working_days for each in desk.catalogue.in_force(today, desk.commune)}
    drawn = sample_history(
        dice,
        MINHCHAU,
        people=people,
        procedures=limits,
        until=now,
        months=weeks / 4.35,
        is_open=partial(_is_open, desk),
    )
    past = [each for each in drawn if each.channel == 1 and each.way is not Way.POST]
    is_left = {"overdue": LEFT_OVERDUE, "waiting": LEFT_WAITING, "shelf": LEFT_ON_SHELF}
    for place in reversed(range(len(past))):
        wanted = _waits_as(past[place], now)
        if wanted and is_left[wanted] > 0:
            is_left[wanted] -= 1
            past[place] = _left(past[place], wanted)
    return past


def _waits_as(each: SampleDossier, now: datetime) -> str:
    """Return as what a dossier can be left waiting, "" for none."""
    age = now - each.received_at
    is_long = each.due_at is not None and each.due_at.date() > each.received_at.date()
    if each.course is not Course.PLAIN or each.solved_at is None or each.status is not Business.HANDED_OVER:
        return ""
    if is_long and each.due_at is not None and each.due_at < now:
        return "overdue"
    if timedelta(days=1) < age < timedelta(days=9) and each.pages % 5 == 0:
        return "waiting"
    return "shelf" if age > timedelta(hours=6) else ""


def _left(each: SampleDossier, wanted: str) -> SampleDossier:
    match wanted:
        case "overdue":
            return replace(each, solved_at=None, handed_over_at=None)
        case "waiting":
            asked_at = each.received_at + timedelta(minutes=20)
            return replace(each, asked_at=asked_at, completed_at=None, solved_at=None, handed_over_at=None)
        case _:
            return replace(each, handed_over_at=None)


def _is_open(desk: Desk, day: date) -> bool:
    try:
        return is_working_day(desk.catalogue.calendar, day, desk.commune)
    except CalendarNotKnownError:
        return on_weekdays(day)


def _dossier(desk: Desk, dossier_id: UUID) -> Dossier:
    with desk.notebook.reading() as reader:
        return Dossier.of(reader.get("dossier", dossier_id))


def _nothing(_dossier: Dossier) -> None:
    """Taking in is done by the scene itself, before there is a dossier."""


def start_of(now_ms: int, weeks: float) -> int:
    """Return the instant (ms) at which a clock has to stand for weeks to be played before `now_ms`."""
    return to_ms(local_time(now_ms) - timedelta(weeks=weeks, days=1))
