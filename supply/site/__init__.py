"""The dashboard: static pages made from the marts, with pictures of the printed rows."""
