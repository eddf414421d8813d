"""Which receiver rule a dossier's result has: that of its procedure as it stood on the day of receipt."""

from desktop_app.services.desk import Desk, local_time
from sync.records.catalogue import ReceiverRule, UnknownProcedureError
from sync.records.dossier import Dossier


def rule_of(desk: Desk, dossier: Dossier) -> ReceiverRule | None:
    """Return the rule, None where this laptop's catalogue does not know the procedure: then only the owner may."""
    try:
        procedure = desk.catalogue.procedure(dossier.procedure, local_time(dossier.received_at_ms).date(), desk.commune)
    except UnknownProcedureError:
        return None
    return desk.catalogue.receiver_rule(procedure)
