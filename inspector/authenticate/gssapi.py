"""Kerberos by the system's own library: GSS-API (RFC 2743, RFC 2744) with SPNEGO (RFC 4178).

The library is asked through `ctypes`: packages that wrap it have to be compiled on Linux. SPNEGO is
told to offer Kerberos only, so that it never falls back to NTLM.
"""

import ctypes
import ctypes.util
from functools import cache
from typing import Any, ClassVar, Literal

Delegation = Literal["none", "policy", "always"]

_DONE = 0
_MUTUAL, _SEQUENCE = 2, 8
_DELEGATES: dict[str, int] = {"none": 0, "policy": 32768, "always": 1}  # RFC 5896 for the policy
_INITIATE = 1
_FOREVER = 0xFFFFFFFF
_STATUS_KINDS = (2, 1)  # the mechanism's own text first, then the general one
_HOST_SERVICE = bytes.fromhex("2a864886f71201020104")
_PRINCIPAL = bytes.fromhex("2a864886f71201020201")
_KERBEROS = bytes.fromhex("2a864886f712010202")
_SPNEGO = bytes.fromhex("2b0601050502")
_NAMES = (
    "libgssapi_krb5.so.2",
    "libgssapi.so.3",
    "/System/Library/Frameworks/GSS.framework/GSS",
)
_FIELDS = list[tuple[str, Any]]


class GssError(Exception):
    """What the library says went wrong, in its own words."""


class _Oid(ctypes.Structure):
    _fields_: ClassVar[_FIELDS] = [("length", ctypes.c_uint32), ("elements", ctypes.c_char_p)]


class _Buffer(ctypes.Structure):
    _fields_: ClassVar[_FIELDS] = [("length", ctypes.c_size_t), ("value", ctypes.c_void_p)]


class _OidSet(ctypes.Structure):
    _fields_: ClassVar[_FIELDS] = [
        ("count", ctypes.c_size_t),
        ("elements", ctypes.POINTER(_Oid)),
    ]


class _Pair(ctypes.Structure):
    _fields_: ClassVar[_FIELDS] = [("key", ctypes.c_char_p), ("value", ctypes.c_char_p)]


class _Store(ctypes.Structure):
    _fields_: ClassVar[_FIELDS] = [
        ("count", ctypes.c_uint32),
        ("elements", ctypes.POINTER(_Pair)),
    ]


class _Bindings(ctypes.Structure):
    _fields_: ClassVar[_FIELDS] = [
        ("initiator_type", ctypes.c_uint32),
        ("initiator", _Buffer),
        ("acceptor_type", ctypes.c_uint32),
        ("acceptor", _Buffer),
        ("data", _Buffer),
    ]


def _oid(data: bytes) -> _Oid:
    return _Oid(len(data), data)


def _only(mechanism: bytes) -> _OidSet:
    return _OidSet(1, ctypes.pointer(_oid(mechanism)))


def _buffer(data: bytes) -> _Buffer:
    return _Buffer(len(data), ctypes.cast(ctypes.c_char_p(data), ctypes.c_void_p))


@cache
def library() -> Any | None:
    """Return the system's library, None where there is none."""
    found = ctypes.util.find_library("gssapi_krb5")
    for name in filter(None, (found, *_NAMES)):
        try:
            return ctypes.CDLL(name)
        except OSError:
            continue
    return None


class Ticket:
    """One context of a client with a service; `step` makes its messages. May ask a KDC: slow.

    service: `HTTP@host`, or a whole principal `HTTP/host@REALM`. principal, cache, keytab: whose
    ticket, where it lies, and what fetches one; empty for the system's own.
    """

    def __init__(
        self,
        service: str,
        *,
        principal: str = "",
        cache: str = "",
        keytab: str = "",
        delegation: Delegation = "none",
    ) -> None:
        self._service = service
        self._whose = (principal, cache, keytab)
        self._flags = _MUTUAL | _SEQUENCE | _DELEGATES[delegation]
        self._context = ctypes.c_void_p()
        self._credential = ctypes.c_void_p()
        self._target = ctypes.c_void_p()
        self.complete = False

    def step(self, received: bytes, binding: bytes) -> bytes:
        """Return the next message, empty for none. Raises GssError."""
        lib = library()
        if lib is None:
            raise GssError("no library")
        if not self._target:
            self._begin(lib)
        bound = _Bindings(0, _Buffer(), 0, _Buffer(), _buffer(binding))
        given, made = _buffer(received), _Buffer()
        minor = ctypes.c_uint32()
        major = lib.gss_init_sec_context(
            ctypes.byref(minor),
            self._credential,
            ctypes.byref(self._context),
            self._target,
            ctypes.byref(_oid(_SPNEGO)),
            ctypes.c_uint32(self._flags),
            ctypes.c_uint32(0),
            ctypes.byref(bound) if binding else None,
            ctypes.byref(given) if received else None,
            None,
            ctypes.byref(made),
            None,
            None,
        )
        self._check(lib, major, minor)
        self.complete = major == _DONE
        return _taken(lib, made)

    def _begin(self, lib: Any) -> None:
        service = self._service
        kind = _PRINCIPAL if "/" in service else _HOST_SERVICE
        self._target = self._name(lib, service, kind)
        principal, cache, keytab = self._whose
        whose = self._name(lib, principal, _PRINCIPAL) if principal else ctypes.c_void_p()
        given = {"ccache": cache, "client_keytab": keytab}
        pairs = [(key.encode(), value.encode()) for key, value in given.items() if value]
        elements = (_Pair * max(len(pairs), 1))(*(_Pair(*pair) for pair in pairs))
        store = _Store(len(pairs), elements)
        # SPNEGO hides why there is no ticket; Kerberos alone says it.
        for mechanism in (_KERBEROS, _SPNEGO):
            self._release(lib)
            self._acquire(lib, whose, mechanism, ctypes.byref(store) if pairs else None)
        kerberos, minor = _only(_KERBEROS), ctypes.c_uint32()
        major = lib.gss_set_neg_mechs(ctypes.byref(minor), self._credential, ctypes.byref(kerberos))
        self._check(lib, major, minor)

    def _acquire(self, lib: Any, whose: ctypes.c_void_p, mechanism: bytes, store: Any) -> None:
        wanted, minor = _only(mechanism), ctypes.c_uint32()
        major = lib.gss_acquire_cred_from(
            ctypes.byref(minor),
            whose,
            ctypes.c_uint32(_FOREVER),
            ctypes.byref(wanted),
            ctypes.c_int(_INITIATE),
            store,
            ctypes.byref(self._credential),
            None,
            None,
        )
        self._check(lib, major, minor)

    def _release(self, lib: Any) -> None:
        minor = ctypes.c_uint32()
        if self._credential:
            lib.gss_release_cred(ctypes.byref(minor), ctypes.byref(self._credential))

    def _name(self, lib: Any, text: str, kind: bytes) -> ctypes.c_void_p:
        name, minor, written = ctypes.c_void_p(), ctypes.c_uint32(), _buffer(text.encode())
        major = lib.gss_import_name(
            ctypes.byref(minor), ctypes.byref(written), ctypes.byref(_oid(kind)), ctypes.byref(name)
        )
        self._check(lib, major, minor)
        return name

    @staticmethod
    def _check(lib: Any, major: int, minor: ctypes.c_uint32) -> None:
        if major & 0xFFFF0000:
            texts = dict.fromkeys(
                _text(lib, code, kind)
                for code, kind in zip((minor.value, major & 0xFFFFFFFF), _STATUS_KINDS, strict=True)
            )
            raise GssError("; ".join(filter(None, texts)))

    def close(self) -> None:
        """Release what the library holds."""
        lib, minor = library(), ctypes.c_uint32()
        if lib is None:
            return
        if self._context:
            lib.gss_delete_sec_context(ctypes.byref(minor), ctypes.byref(self._context), None)
        self._release(lib)
        if self._target:
            lib.gss_release_name(ctypes.byref(minor), ctypes.byref(self._target))


def _text(lib: Any, code: int, kind: int) -> str:
    minor, more, made = ctypes.c_uint32(), ctypes.c_uint32(), _Buffer()
    lib.gss_display_status(
        ctypes.byref(minor),
        ctypes.c_uint32(code),
        ctypes.c_int(kind),
        ctypes.byref(_oid(_KERBEROS)),
        ctypes.byref(more),
        ctypes.byref(made),
    )
    return _taken(lib, made).decode("utf-8", "replace") if code else ""


def _taken(lib: Any, made: _Buffer) -> bytes:
    """Copy what the library wrote, and give its memory back."""
    data = ctypes.string_at(made.value, made.length) if made.value else b""
    minor = ctypes.c_uint32()
    lib.gss_release_buffer(ctypes.byref(minor), ctypes.byref(made))
    return data
