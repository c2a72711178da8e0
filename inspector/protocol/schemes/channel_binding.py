"""Binds a proof to the TLS connection that it is sent over: tls-server-end-point (RFC 5929 §4)."""

_PREFIX = b"tls-server-end-point:"
_WEAK = frozenset({"md5", "sha1"})


def server_end_point(der: bytes) -> bytes:
    """Return the binding for a server's certificate in DER, empty where there is none.

    The hash is that of the certificate's signature, SHA-256 in place of MD5 and SHA-1; where the
    signature names none (Ed25519), nothing is defined and nothing is bound.
    """
    if not der:
        return b""
    from cryptography import x509  # noqa: PLC0415 - plain HTTP needs no certificates
    from cryptography.exceptions import UnsupportedAlgorithm  # noqa: PLC0415 - likewise
    from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415 - likewise

    try:
        certificate = x509.load_der_x509_certificate(der)
        signed_with = certificate.signature_hash_algorithm
    except (ValueError, UnsupportedAlgorithm):
        return b""
    if signed_with is None:
        return b""
    chosen = SHA256() if signed_with.name in _WEAK else signed_with
    return _PREFIX + certificate.fingerprint(chosen)
