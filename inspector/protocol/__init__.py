"""The standards as pure functions: text in, record out, and back; each module names its RFC."""
