"""Rules for what stands in between: proxies, portals, firewalls, IP lists."""
