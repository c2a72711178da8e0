"""WWW-Authenticate and its kin: what a server asks for, whole or broken (RFC 9110 §11)."""
