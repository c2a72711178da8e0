"""In Postman's YAML a credential's settings have the names that its type knows.

Another name is no error there: the request leaves without its auth.
"""

from collections.abc import Iterator

from inspector.library.checking.gathering import CheckedFile, Part
from inspector.library.checking.postman_files import files_of
from inspector.library.checking.remark import Remark
from inspector.wording import tr

NAME = "postman-credential"
SUMMARY = tr("A credential has a setting that its type does not know, so it leaves without auth.")
# Source: the `auth` of the collection schema 2.1.0 and the settings that the program writes.
_DIGEST = "username password realm nonce algorithm qop nonceCount clientNonce opaque"
_KNOWN = {
    kind: frozenset(names.split())
    for kind, names in {
        "basic": "username password showPassword",
        "bearer": "token",
        "apikey": "key value in",
        "digest": f"{_DIGEST} disableRetryRequest",
        "ntlm": "username password domain workstation disableRetryRequest",
        "hawk": "authId authKey algorithm user nonce extraData app delegation timestamp "
        "includePayloadHash",
        "awsv4": "accessKey secretKey region service sessionToken addAuthDataToQuery",
        "jwt": "algorithm secret privateKey payload header headers addTokenTo headerPrefix "
        "queryParamKey isSecretBase64Encoded",
    }.items()
}


def found(part: Part) -> Iterator[Remark]:
    """Yield the settings whose names are wrong."""
    for file in files_of(part):
        for at, kind in _kinds(file).items():
            for name, line in _settings(file, at, kind):
                if name not in _KNOWN[kind]:
                    yield _remark(file, line, name, kind)


def _kinds(file: CheckedFile) -> dict[tuple[str | int, ...], str]:
    """Return the kinds of credentials by the places of their blocks."""
    return {
        leaf.path[:-1]: leaf.text
        for leaf in file.leaves
        if leaf.path[-1:] == ("type",) and "auth" in leaf.path[:-1] and leaf.text in _KNOWN
    }


def _settings(file: CheckedFile, at: tuple[str | int, ...], kind: str) -> Iterator[tuple[str, int]]:
    """Yield the names of a block's settings, be they a map or rows of key and value."""
    for leaf in file.leaves:
        below = leaf.path[len(at) :]
        if leaf.path[: len(at)] != at or below[:1] not in {("credentials",), (kind,)}:
            continue
        inside = below[1:]
        if inside and isinstance(inside[0], str):
            yield inside[0], leaf.line
        elif inside[1:] == ("key",):
            yield leaf.text, leaf.line


def _remark(file: CheckedFile, line: int, name: str, kind: str) -> Remark:
    return Remark(
        file=file.path,
        line=line,
        rule=NAME,
        level="error",
        text=tr(
            "A credential of the type {kind} knows no setting {name}: the request leaves "
            "without it.",
            kind=kind,
            name=name,
        ),
        todo=tr("Write one of: {names}.", names=", ".join(sorted(_KNOWN[kind]))),
    )
