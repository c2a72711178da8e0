"""What is trusted and shown in a TLS handshake."""
