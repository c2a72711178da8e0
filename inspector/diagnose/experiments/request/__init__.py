"""Another method, cookies, the proof against forgery."""
