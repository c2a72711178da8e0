"""The second process: reads a part from standard input, counts it, writes the counts back."""

import sys

import msgspec

from inspector.logs.reading import Part, count


def main() -> None:
    """Count the part that standard input describes."""
    part = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Part)
    sys.stdout.buffer.write(msgspec.msgpack.encode(count(part)))


if __name__ == "__main__":
    main()
