"""The frame of the window: menus, rail, sidebar, tabs, status bar, palette."""
