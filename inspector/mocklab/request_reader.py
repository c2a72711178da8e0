"""Reads requests off a connection: HTTP/1.1 with keep-alive and chunked bodies, with limits."""

import asyncio

import msgspec

from inspector.mocklab.messages import LabRequest, Role
from inspector.protocol.urls import is_readable, split

MAX_HEAD = 64 * 1024
MAX_BODY = 8 * 1024 * 1024


class BadRequest(Exception):  # noqa: N818 - the name of the reply it leads to
    """A request that can't be read; `status` is the reply it gets."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


async def read_request(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, role: Role
) -> LabRequest | None:
    """Return the next request, None at the end of the connection; raises BadRequest."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError as error:
        if error.partial.strip():
            raise BadRequest(400, "the request ended inside its header lines") from None
        return None
    except asyncio.LimitOverrunError:
        raise BadRequest(431, "the header lines are too long") from None
    request = parse_head(head, role)
    if request.header("Expect").lower() == "100-continue":
        writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        await writer.drain()
    return msgspec.structs.replace(request, body=await _read_body(reader, request))


def parse_head(head: bytes, role: Role) -> LabRequest:
    """Return the request of a head, without body; raises BadRequest."""
    lines = head.decode("latin-1").lstrip("\r\n").split("\r\n")
    words = lines[0].split(" ")
    if len(words) != 3 or not words[2].startswith("HTTP/1."):  # noqa: PLR2004 - RFC 9112 §3
        raise BadRequest(400, "the first line is no request line")
    headers = []
    for line in lines[1:]:
        if not line:
            break
        name, colon, value = line.partition(":")
        if not colon or name != name.strip():
            raise BadRequest(400, "a header line has no colon")
        headers.append((name, value.strip(" \t")))
    path, query = _path_and_query(words[0], words[1])
    return LabRequest(
        method=words[0],
        target=words[1],
        path=path,
        query=query,
        version=words[2].removeprefix("HTTP/"),
        headers=tuple(headers),
        role=role,
    )


def _path_and_query(method: str, target: str) -> tuple[str, str]:
    if method == "CONNECT":
        return "", ""
    if not target.startswith("/"):
        if not is_readable(target):
            raise BadRequest(400, "the target is no URL")
        parts = split(target)
        return parts.path, parts.query
    path, _, query = target.partition("?")
    return path, query


async def _read_body(reader: asyncio.StreamReader, request: LabRequest) -> bytes:
    if "chunked" in request.header("Transfer-Encoding").lower():
        return await _read_chunks(reader)
    length = request.header("Content-Length") or "0"
    if not (length.isascii() and length.isdigit()):
        raise BadRequest(400, "Content-Length is no number")
    if int(length) > MAX_BODY:
        raise BadRequest(413, "the body is too long for the practice server")
    return await _exactly(reader, int(length))


async def _read_chunks(reader: asyncio.StreamReader) -> bytes:
    body = bytearray()
    while True:
        size = _chunk_size(await _line(reader))
        if size == 0:
            while await _line(reader):
                pass
            return bytes(body)
        if len(body) + size > MAX_BODY:
            raise BadRequest(413, "the body is too long for the practice server")
        body += await _exactly(reader, size)
        await _line(reader)


def _chunk_size(line: bytes) -> int:
    try:
        return int(line.split(b";")[0], 16)
    except ValueError:
        raise BadRequest(400, "a chunk has no size") from None


async def _line(reader: asyncio.StreamReader) -> bytes:
    try:
        return (await reader.readuntil(b"\r\n"))[:-2]
    except (asyncio.IncompleteReadError, asyncio.LimitOverrunError):
        raise BadRequest(400, "the body is incomplete") from None


async def _exactly(reader: asyncio.StreamReader, size: int) -> bytes:
    try:
        return await reader.readexactly(size)
    except asyncio.IncompleteReadError:
        raise BadRequest(400, "the body is incomplete") from None
