"""Makes the record of one exchange out of what was recorded: times, connection, bytes."""

import ssl
from datetime import datetime

import msgspec

from inspector.model.exchange import Connection, Timing
from inspector.send import certificates
from inspector.send.recording import Recorder, RecordingStream, Tape

_THOUSAND = 1000.0


class Way(msgspec.Struct, frozen=True, kw_only=True):
    """What is the same for all exchanges over one set of connections."""

    proxy: str = ""
    proxy_reason: str = ""
    verify: bool = True


class Started(msgspec.Struct, frozen=True, kw_only=True):
    """When an exchange began: the wall clock, and the clock that times are counted by."""

    when: datetime
    clock: float


def timing(recorder: Recorder, tape: Tape, total: float) -> Timing:
    """Return how long each step took, in milliseconds."""
    spent = recorder.spent
    sent = bool(tape.first_write)
    read = bool(tape.first_read)
    return Timing(
        dns=_milliseconds(spent.get("dns")),
        connect=_milliseconds(spent.get("connect")),
        tls=_milliseconds(spent.get("tls")),
        send=_milliseconds(tape.last_write - tape.first_write) if sent else None,
        wait=_milliseconds(tape.first_read - tape.last_write) if read else None,
        receive=_milliseconds(tape.last_read - tape.first_read) if read else None,
        total=_milliseconds(total),
    )


def _milliseconds(seconds: float | None) -> float | None:
    return None if seconds is None else round(max(seconds, 0.0) * _THOUSAND, 3)


def connection(stream: RecordingStream | None, way: Way, *, reused: bool) -> Connection | None:
    """Return what is known about a connection, None where there was none."""
    if stream is None:
        return None
    tls = stream.get_extra_info("ssl_object")
    known = isinstance(tls, ssl.SSLObject)
    return Connection(
        peer=_place(stream.get_extra_info("server_addr")),
        local=_place(stream.get_extra_info("client_addr")),
        proxy=way.proxy,
        proxy_reason=way.proxy_reason,
        tls_version=(tls.version() or "") if known else "",
        cipher=(tls.cipher() or ("",))[0] if known else "",
        alpn=(tls.selected_alpn_protocol() or "") if known else "",
        verified=way.verify if known else None,
        chain=certificates.chain(tls, verified=way.verify) if known else (),
        reused=reused,
    )


def _place(address: object) -> str:
    if not isinstance(address, tuple) or len(address) < 2:  # noqa: PLR2004 - host and port
        return ""
    host, port = str(address[0]), address[1]
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
