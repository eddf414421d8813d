"""Several workers on one PostgreSQL: no cursor skips a change, nothing is done twice, nobody is sent away."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from sync.central.answering import Centre
from sync.central.app import open_centre
from sync.central.enrolment import Invitation
from sync.protocol.answers import PROOF_HEADER, RequestProof, sign_request, write_proof
from sync.protocol.enrolment_file import read_enrolment
from tests.central.central_room import COMMUNE, Laptop, NewStore, TestClock, laptop_of, named, new_centre, seeded
from tests.central.many import Size, run


def test_no_laptop_s_cursor_skips_a_change_on_two_workers(tmp_path: Path, new_store: NewStore) -> None:
    size = Size(workers=2, laptops=8, changes=800, communes=2)
    outcome = run(size, tmp_path / "centre", new_store())
    assert (outcome.changes, outcome.skipped, outcome.put_off) == (800, 0, 0)


def workers_of(folder: Path, database: str) -> list[Centre]:
    first = new_centre(folder, database=database)
    return [first, *(open_centre(folder, clock=TestClock(), random=seeded(80 + each)) for each in range(3))]


def test_invitations_at_once_give_each_laptop_a_code_of_its_own(tmp_path: Path, new_store: NewStore) -> None:
    centres = workers_of(tmp_path / "centre", new_store())
    with ThreadPoolExecutor(8) as pool:
        files = list(pool.map(lambda each: centres[each % 4].invite(Invitation(commune=COMMUNE)), range(24)))
    assert sorted(read_enrolment(file).machine for file in files) == [f"M{number:02}" for number in range(1, 25)]
    for centre in centres:
        centre.close()


def test_one_segment_on_all_workers_at_once_is_taken_once(tmp_path: Path, new_store: NewStore) -> None:
    centres = workers_of(tmp_path / "centre", new_store())
    laptop = laptop_of(centres[0])
    for number in range(20):
        laptop.note("person.register", named(f"p{number}"), {"name": "Trần Thị MẪU"})
        sealed, path = laptop.seal(), laptop.path()
        asks = [_asking(laptop, centre, path, sealed) for centre in centres]
        with ThreadPoolExecutor(4) as pool:
            assert set(pool.map(lambda ask: ask(), asks)) == {200}
            assert sum(pool.map(Centre.reconcile, centres)) >= 1
        laptop.moved_past(sealed)
    assert centres[0].status().operations == {"applied": 20}
    assert centres[0].status().segments == {"applied": 20}
    for centre in centres:
        centre.close()


def _asking(laptop: Laptop, centre: Centre, path: str, sealed: bytes) -> Callable[[], int]:
    """Sign now: a laptop's randomness is not for several threads."""
    nonce = laptop.random(16)
    signature = sign_request("PUT", path, nonce, sealed, laptop.signing)
    proof = write_proof(RequestProof(device=laptop.device, nonce=nonce, signature=signature))
    return lambda: centre.answer("PUT", path, {PROOF_HEADER: proof}, sealed).status
