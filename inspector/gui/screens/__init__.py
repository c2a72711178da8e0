"""What the window can show, and the commands, found where each room declares them."""
