"""Bodies that are put together of parts: forms, frames of calls, messages of a socket."""
