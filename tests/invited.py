"""Who a laptop of the tests is: what a centre's enrolment file says, and one official."""

from uuid import UUID

from desktop_app.storage.create import Identity, OfficialKey
from desktop_app.storage.notebook import Author
from sync.protocol.enrolment_file import Enrolment
from sync.protocol.keys import Suite, new_sealing_key, new_signing_key
from sync.records.seams import Random


def invited(
    enrolment: Enrolment, official: Author, public_key: bytes, random: Random, *, suite: Suite = Suite.X25519
) -> Identity:
    """Return the identity of a laptop that was never at the centre; its ids and its keys are drawn."""
    return Identity(
        device=UUID(bytes=random(16), version=4),
        incarnation=UUID(bytes=random(16), version=4),
        sealing_key=new_sealing_key(random, suite).to_bytes(),
        signing_key=new_signing_key(random).to_bytes(),
        commune=enrolment.commune,
        commune_name=enrolment.commune_name or "Xã Mẫu",
        machine=enrolment.machine,
        place="Điểm mẫu",
        is_sample=enrolment.is_sample,
        centre_url=enrolment.url,
        centre_sealing_key=enrolment.centre_sealing_key,
        centre_signing_key=enrolment.centre_signing_key,
        group_key=enrolment.group_key,
        enrolment_token=enrolment.token,
        officials=(OfficialKey(id=official.id, name=official.name, role="desk", public_key=public_key),),
    )
