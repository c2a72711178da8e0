"""WebSockets: their handshake, and what is said over them."""
