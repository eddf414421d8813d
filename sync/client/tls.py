"""Whom the road trusts: the system's own store of authorities, and a note of the key that the centre's server shows.

A key that changes is told, never a reason to stop: what is carried is sealed and signed by itself.
"""

import hashlib
import ssl
from collections.abc import Callable
from typing import Any, Final

import truststore
from requests.adapters import HTTPAdapter
from requests.models import PreparedRequest
from urllib3 import HTTPSConnectionPool
from urllib3.connection import HTTPSConnection

NoteKey = Callable[[str], None]
"""Hear the pin of the server at each new connection."""

_NO_FILES: Final = ("ca_certs", "ca_cert_dir")


def system_trust() -> ssl.SSLContext:
    """Return what checks certificates as this system's own programs do."""
    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def pin_of(certificate: bytes) -> str:
    """Return SHA-256 of a certificate's public key (SubjectPublicKeyInfo), in hex; empty where it cannot be read."""
    # Late: only a connection needs certificates read, and the program starts without one.
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    try:
        key = x509.load_der_x509_certificate(certificate).public_key()
        return hashlib.sha256(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).hexdigest()
    except ValueError:
        return ""


class TrustingAdapter(HTTPAdapter):
    """Connections for requests that trust one context alone, whatever bundle of authorities a library brings along.

    Behind a proxy too: what is checked is the certificate at the far end of the tunnel.
    """

    def __init__(self, trust: ssl.SSLContext, note_key: NoteKey) -> None:
        self._trust = trust
        self._connection = _connection_that_tells(note_key)
        super().__init__(pool_connections=1, pool_maxsize=2)

    def build_connection_pool_key_attributes(self, request: PreparedRequest, verify: Any, cert: Any = None) -> Any:
        """Say what connections may be shared; a file of authorities named in the environment is not looked at."""
        host, pool = super().build_connection_pool_key_attributes(request, verify, cert)
        kept = {name: value for name, value in pool.items() if name not in _NO_FILES}
        return host, kept | ({"ssl_context": self._trust} if host["scheme"] == "https" else {})

    def get_connection_with_tls_context(self, request: PreparedRequest, verify: Any, *more: Any, **others: Any) -> Any:
        """Return the connections to a server; each new one tells the key that it met."""
        pool = super().get_connection_with_tls_context(request, verify, *more, **others)
        if isinstance(pool, HTTPSConnectionPool):
            pool.ConnectionCls = self._connection
        return pool

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:
        """Leave the check to the context: requests would add its own bundle of authorities here."""
        del url, verify, cert
        conn.cert_reqs = "CERT_REQUIRED"


def _connection_that_tells(note_key: NoteKey) -> type[HTTPSConnection]:
    class TellingConnection(HTTPSConnection):
        def connect(self) -> None:
            super().connect()
            certificate = self.sock.getpeercert(binary_form=True) if isinstance(self.sock, ssl.SSLSocket) else None
            note_key(pin_of(certificate) if certificate else "")

    return TellingConnection
