"""The practice server in the window: choose a scenario, change its replies, see its log."""
