"""Another address, protocol or way through the network."""
