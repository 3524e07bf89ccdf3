"""The text of HTML fragments as a browser would show it, as far as that can be known without one."""
