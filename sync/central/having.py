"""How much of each upload has arrived, so that a laptop goes on behind it."""

from sqlalchemy import func, select

from sync.central.files import sizes_of
from sync.central.request import Office, Request, device_of
from sync.central.tables import SEGMENT
from sync.central.uploads import arrived
from sync.protocol.answers import AnswerKind
from sync.protocol.messages import Have, HaveAnswer, decode, encode


def have(office: Office, request: Request) -> tuple[AnswerKind, bytes]:
    """Answer with the bytes per hash that are here, in part or whole. Raises: RefusalError, MessageBrokenError."""
    device = device_of(office, request)
    asked = decode(request.body, Have)
    with office.engine.connect() as connection:
        here = dict(arrived(connection, device.id, asked.hashes))
        if asked.kind == "file":
            here |= sizes_of(connection, device.commune, asked.hashes)
        else:
            mine = (SEGMENT.c.device == device.id) & SEGMENT.c.hash.in_(asked.hashes)
            whole = select(SEGMENT.c.hash, func.length(SEGMENT.c.sealed).label("size")).where(mine)
            here |= {row.hash: row.size for row in connection.execute(whole)}
    return AnswerKind.HAVE, encode(HaveAnswer([here.get(each, 0) for each in asked.hashes]))
