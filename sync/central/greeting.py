"""Hello and its smallest form: what the centre has of a laptop, and whether the laptop is still one."""

from collections.abc import Iterable
from typing import Final

from sqlalchemy import Connection, insert, select

from sync.central.devices import Chain, Device, begin_chain, find_chain, give_token, is_news, note_seen
from sync.central.identity import kept_group_key
from sync.central.locking import lock_laptop
from sync.central.refusal import RefusalError, refuse_sample_mix
from sync.central.request import Office, Request, device_of, digest_of
from sync.central.store import writing
from sync.central.tables import COMMUNE, NOTICE, SEGMENT
from sync.protocol.answers import AnswerKind, read_idle, state_digest
from sync.protocol.errors import MessageBrokenError
from sync.protocol.feed import seal_page
from sync.protocol.messages import GroupKeys, Hello, HelloAnswer, HelloSame, ProblemCode, decode, encode
from sync.protocol.segment import NO_SEGMENT

_TOKEN_BYTES: Final = 16
Answered = tuple[AnswerKind, bytes]


def hello(office: Office, request: Request) -> Answered:
    """Answer a Hello. Raises: RefusalError, MessageBrokenError."""
    device = device_of(office, request)
    asked = decode(request.body, Hello)
    if asked.device != device.id:
        raise RefusalError(ProblemCode.BROKEN, "device")
    refuse_sample_mix(theirs=asked.sample, ours=office.identity.is_sample)
    _refuse_fork(office, device, asked)
    standing = _standing(office, device, asked.incarnation)
    if standing is not None and asked.known and asked.known == state_digest(standing):
        _note(office, device, asked.app_version, asked.notices)
        return AnswerKind.HELLO_SAME, encode(HelloSame(standing.now_ms))
    _greet(office, device, asked)
    standing = _standing(office, device, asked.incarnation)
    if standing is None:
        raise RefusalError(ProblemCode.NOT_READY)
    return AnswerKind.HELLO, encode(standing)


def idle(office: Office, path: str, body: bytes) -> tuple[Answered, bytes]:
    """Answer the smallest question there is; return the answer and the digest that it is signed over.

    Raises: MessageBrokenError, RefusalError.
    """
    question = read_idle(body)
    digest = digest_of("POST", path, question.proof.nonce, question.known)
    request = Request(method="POST", path=path, body=question.known, proof=question.proof, digest=digest)
    device = device_of(office, request)
    standing = _standing(office, device, device.incarnation)
    if standing is None or question.known != state_digest(standing):
        return (AnswerKind.HELLO_WANTED, b""), digest
    _note(office, device, device.app_version, ())
    return (AnswerKind.IDLE_SAME, encode(HelloSame(standing.now_ms))), digest


def idle_digest(path: str, body: bytes) -> bytes | None:
    """Return the digest of such a question as far as it can be read, to refuse it by."""
    try:
        question = read_idle(body)
    except MessageBrokenError:
        return None
    return digest_of("POST", path, question.proof.nonce, question.known)


def group(office: Office, request: Request) -> Answered:
    """Answer with the commune's group keys, sealed to the asking laptop. Raises: RefusalError, MessageBrokenError."""
    device = device_of(office, request)
    with office.engine.connect() as connection:
        key = kept_group_key(connection, device.commune)
    keys = GroupKeys([] if key is None else [key.to_bytes()])
    sealed = seal_page(keys, request_digest=request.digest, recipient=device.sealing, random=office.random)
    return AnswerKind.GROUP, sealed


def _standing(office: Office, device: Device, incarnation: bytes) -> HelloAnswer | None:
    """Return what the centre has of an incarnation, None where it knows nothing of it."""
    with office.engine.connect() as connection:
        chain = find_chain(connection, device.id, incarnation)
        if chain is None:
            return None
        of_commune = select(COMMUNE.c.stamp).where(COMMUNE.c.code == device.commune)
        head: int = connection.execute(of_commune).scalar_one()
        group = kept_group_key(connection, device.commune)
    return HelloAnswer(
        epoch=office.identity.epoch,
        now_ms=office.clock.now_ms(),
        segment_number=chain.number,
        segment_hash=chain.segment_hash,
        received_seq=chain.seq,
        applied_seq=chain.applied_seq,
        durable_seq=chain.durable_seq,
        feed_head=head,
        sample=office.identity.is_sample,
        token=chain.token_pending,
        group_key_id=group.public.key_id if group is not None else b"",
    )


def _refuse_fork(office: Office, device: Device, asked: Hello) -> None:
    """Raises: RefusalError frozen, fork."""
    with office.engine.connect() as connection:
        chain = find_chain(connection, device.id, asked.incarnation)
        is_fork = chain is not None and _is_fork(connection, chain, asked)
    if chain is not None and chain.is_frozen:
        raise RefusalError(ProblemCode.FROZEN)
    if is_fork:
        raise RefusalError(ProblemCode.FORK, "last segment")


def _note(office: Office, device: Device, app_version: str, notices: Iterable[str]) -> None:
    """Write down that the laptop was seen, where that is worth a write, and what it reports."""
    if not notices and not is_news(device, app_version, office.clock):
        return
    with office.writer, writing(office.engine) as connection:
        note_seen(connection, device, app_version, office.clock)
        _keep_notices(connection, device, notices, office)


def _keep_notices(connection: Connection, device: Device, notices: Iterable[str], office: Office) -> None:
    for code in notices:
        connection.execute(insert(NOTICE).values(device=device.id, code=code, at_ms=office.clock.now_ms()))


def _greet(office: Office, device: Device, asked: Hello) -> None:
    """Open the incarnation that the laptop names where it is new, give it its next token, and note that it was seen.

    Raises: RefusalError fork.
    """
    with office.writer, writing(office.engine) as connection:
        lock_laptop(connection, device.id)
        chain = find_chain(connection, device.id, asked.incarnation)
        if chain is None:
            chain = begin_chain(connection, device.id, device.commune, asked.incarnation, office.clock)
        # Not frozen for it: an old question of the laptop itself, arriving late, must do it no harm. A copy that hears
        # the answer takes an incarnation of its own, and that freezes this one.
        is_copy = not give_token(connection, chain, asked.token, office.random(_TOKEN_BYTES))
        note_seen(connection, device, asked.app_version, office.clock)
        _keep_notices(connection, device, asked.notices, office)
        office.step("centre.hello.before_commit")
    if is_copy:
        raise RefusalError(ProblemCode.FORK, "token")


def _is_fork(connection: Connection, chain: Chain, asked: Hello) -> bool:
    """Tell whether the laptop's last segment is one that we have under another hash."""
    if not 0 < asked.last_segment_number <= chain.number or asked.last_segment_hash == NO_SEGMENT:
        return False
    here = (SEGMENT.c.device == chain.device) & (SEGMENT.c.incarnation == chain.incarnation)
    found = select(SEGMENT.c.hash).where(here, SEGMENT.c.number == asked.last_segment_number)
    known: bytes = connection.execute(found).scalar_one()
    return known != asked.last_segment_hash
