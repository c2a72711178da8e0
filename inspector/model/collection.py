"""Saved requests: collections, folders and environments, as plain values."""

import msgspec

from inspector.model.credential import Credential
from inspector.model.kinds.inherit import InheritCredential
from inspector.model.kinds.none import NoCredential
from inspector.model.request import Request, RequestHeader, Script
from inspector.model.secret import SecretRef


class Environment(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Named values for `{{variables}}`; secret ones are references. production: ask twice.

    credential: what a collection passes on there that inherits its own.
    """

    name: str
    values: dict[str, str | SecretRef] = {}
    production: bool = False
    credential: Credential = InheritCredential()


class Folder(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A folder with what its requests inherit. path: relative to the collection, "" at the top.

    login: the requests that log in, in their order, by the places of their files (`auth/log-in`) or
    by their names; empty = those of the folder above. description: Markdown. scripts: of another
    program, for all that is in it; kept as text, never run.
    """

    name: str
    path: str = ""
    credential: Credential = InheritCredential()
    headers: tuple[RequestHeader, ...] = ()
    login: tuple[str, ...] = ()
    description: str = ""
    scripts: tuple[Script, ...] = ()
    folders: tuple["Folder", ...] = ()
    requests: tuple[Request, ...] = ()


class Collection(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A folder of requests on disk; login, description, scripts: as of a folder."""

    name: str
    variables: dict[str, str | SecretRef] = {}
    credential: Credential = NoCredential()
    headers: tuple[RequestHeader, ...] = ()
    login: tuple[str, ...] = ()
    description: str = ""
    scripts: tuple[Script, ...] = ()
    folders: tuple[Folder, ...] = ()
    requests: tuple[Request, ...] = ()
    environments: tuple[Environment, ...] = ()


class Problem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is wrong with an input: what, where (file, line, path in it) and what to do."""

    what: str
    where: str = ""
    todo: str = ""
