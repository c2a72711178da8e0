"""A `.http` file, as REST Client (Visual Studio Code) and JetBrains' HTTP Client read it.

Every request stands in it with all that it inherits; environments stand beside it. A body with
lines that these programs would take for another request or a script goes to a file of its own.
"""

import re

import msgspec

from inspector.compose.body import escaped
from inspector.export.collections.flat import (
    Flat,
    address,
    encoded_form,
    flat,
    flat_name,
    leaving,
    with_every_type_row,
    with_query_key,
)
from inspector.export.collections.giving import Giving
from inspector.library.slug import free, slug
from inspector.model.collection import Collection, Environment
from inspector.model.credential import Credential, as_api_key, as_bearer, as_login
from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.digest import Digest
from inspector.model.request import (
    FileBody,
    FormBody,
    FormField,
    JsonBody,
    MultipartBody,
    RawBody,
    Request,
)
from inspector.model.secret import SecretRef
from inspector.wording import tr

NAME = "http"
ORDER = 3
SUFFIX = ".http"
FOUND_BY = "name"
VARIABLES = True
KINDS: frozenset[type[Credential]] = frozenset({Basic, Bearer, ApiKey, Digest})
PLACES = frozenset({"header", "query"})
SEVERAL = False
MADE_ANEW = {"now": "{{$timestamp}}", "uuid": "{{$guid}}", "random": "{{$randomInt 0 1000000}}"}
ENVIRONMENTS = "http-client.env.json"
_BOUNDARY = "request-inspector-part"
# What begins a request, a file, a script or what is done with a reply.
_STEERING = re.compile(r"^[ \t]*(?:###|<|>)|\A\s|\s\Z|\r", re.MULTILINE)
_ONE_LINE = re.compile(r"[\r\n\x00]+")


def title() -> str:
    """Return what the format is called."""
    return tr(".http file")


def write(collection: Collection, giving: Giving) -> dict[str, str]:
    """Return the file, environments, and bodies that need files of their own."""
    writer = _Writer(collection, giving)
    blocks = [writer.head(), *map(writer.block, flat(collection))]
    files = {"": "\n\n".join(each for each in blocks if each) + "\n", **writer.beside}
    if collection.environments:
        made = {each.name: _values(each) for each in collection.environments}
        files[ENVIRONMENTS] = (
            msgspec.json.format(msgspec.json.encode(made), indent=2).decode() + "\n"
        )
    return files


def _values(environment: Environment) -> dict[str, str]:
    return {name: _value(value) for name, value in environment.values.items()}


class _Writer:
    def __init__(self, collection: Collection, giving: Giving) -> None:
        self.beside: dict[str, str] = {}
        self._collection = collection
        self._giving = giving
        self._used: set[str] = set()
        self._system = {
            name
            for name, value in collection.variables.items()
            if isinstance(value, SecretRef)
            and value == SecretRef(place="environment", name=name)
            and name.isidentifier()
        }

    def head(self) -> str:
        """Return the variables of the file; those of the system are named where they are used."""
        return "\n".join(
            f"@{name} = {_line(_value(value))}".rstrip()
            for name, value in self._collection.variables.items()
            if name not in self._system
        )

    def block(self, each: Flat) -> str:
        """Return a request."""
        request = with_every_type_row(each.request)
        with self._giving.inside(each.where):
            request = with_query_key(request)
            login = _login(leaving(request))
            lines = [f"### {flat_name(each)}", *_tags(request)]
            lines.append(f"{request.method} {self._words(address(request))}")
            headers = [*((row.name, row.value) for row in request.headers if row.enabled), *login]
            body = self._body(request, headers)
            lines += [f"{name}: {self._words(value)}" for name, value in headers if name.strip()]
        return "\n".join([*lines, *(["", body] if body else [])])

    def _words(self, text: str) -> str:
        said = self._giving.words(_line(text))
        for name in self._system:
            said = said.replace(f"{{{{{name}}}}}", f"{{{{$processEnv {name}}}}}")
        return said

    def _body(self, request: Request, headers: list[tuple[str, str]]) -> str:
        body = request.body
        match body:
            case JsonBody() | RawBody():
                return self._text(body.text, request.name)
            case FormBody():
                return encoded_form(body.fields)
            case MultipartBody():
                headers[:] = [each for each in headers if each[0].lower() != "content-type"]
                headers.append(("Content-Type", f"multipart/form-data; boundary={_BOUNDARY}"))
                parts = [_part(each) for each in body.fields if each.enabled]
                return "\n".join([*parts, f"--{_BOUNDARY}--"])
            case FileBody():
                return f"< {_line(body.path)}"
            case _:
                return ""

    def _text(self, text: str, name: str) -> str:
        said = self._giving.words(text)
        if not _STEERING.search(said):
            return said
        self._used.add(file := free(slug(name), self._used))
        self.beside[f"{file}.body.txt"] = said
        return f"< ./{file}.body.txt"


def _value(value: str | SecretRef) -> str:
    """Return what stands behind a variable's name; of a secret nothing, or where it is found."""
    if isinstance(value, str):
        return value
    if value.place == "environment" and value.name.isidentifier():
        return f"{{{{$processEnv {value.name}}}}}"
    return value.name if value.place == "text" else ""


def _line(text: str) -> str:
    """Return a text on one line: a break would begin something else."""
    return _ONE_LINE.sub(" ", text)


def _tags(request: Request) -> list[str]:
    options, said = request.options, request.description.strip()
    return [
        *([f"# @description {said}"] if said and "\n" not in said and "\r" not in said else []),
        *([] if options.follow_redirects else ["# @no-redirect"]),
        *([] if options.use_cookies else ["# @no-cookie-jar"]),
    ]


def _login(credential: Credential) -> list[tuple[str, str]]:
    if (login := as_login(credential)) is not None:
        return [("Authorization", f"{login.scheme_name} {login.user} {login.password.name}")]
    if (token := as_bearer(credential)) is not None:
        return [("Authorization", f"Bearer {token.token.name}")]
    key = as_api_key(credential)
    return [(key.name, key.value.name)] if key is not None else []


def _part(field: FormField) -> str:
    head = f'Content-Disposition: form-data; name="{escaped(field.name)}"'
    kind = f"\nContent-Type: {_line(field.content_type)}" if field.content_type else ""
    if not field.file:
        return f"--{_BOUNDARY}\n{head}{kind}\n\n{_line(field.value)}"
    named = field.file_name or field.file.rpartition("/")[2]
    return f'--{_BOUNDARY}\n{head}; filename="{escaped(named)}"{kind}\n\n< {_line(field.file)}'
