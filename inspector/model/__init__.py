"""The nouns: frozen records without I/O. Change one with `msgspec.structs.replace`."""
