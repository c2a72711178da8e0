"""Writes YAML in which every text is one: by YAML 1.1 and 1.2 alike, whatever it looks like."""

import re
from typing import Any

import yaml

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_-]*(?: [A-Za-z0-9_-]+)*")
_WORDS = {"true", "false", "null", "yes", "no", "on", "off", "y", "n", "none", "nan", "inf"}
# A block keeps these as they are; others would be folded, escaped or taken for a line break.
_IN_BLOCK = re.compile(
    r"[^\s\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ud800-\udfff][^\r\x00-\x08\x0b-\x1f\x7f-\xa0\u2028\u2029\ufeff\ud800-\udfff]*"
)


class _Dumper(yaml.SafeDumper):
    """Writes texts by the rules below."""

    def ignore_aliases(self, data: Any) -> bool:
        """Write everything where it stands."""
        del data
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style: str | None = '"'
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS:
        style = None
    elif "\n" in text and _IN_BLOCK.fullmatch(text) and not re.search(r"[ \t]\n|[ \t]\Z", text):
        style = "|"
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def yaml_text(value: Any) -> str:
    """Return the YAML of objects, lists, texts, numbers and truths."""
    return yaml.dump(
        value,
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=True,
        default_flow_style=False,
        width=2**31,
    )
