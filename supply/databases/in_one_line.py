"""What a driver says, told in one line that never holds a secret."""

import os

_SECRETS = ("PGPASSWORD", "PGSSLPASSWORD", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN")


def in_one_line(text: object) -> str:
    """Fold a driver's message into one line without any secret of the environment."""
    message = str(text)
    for name in _SECRETS:
        secret = os.environ.get(name)
        if secret:
            message = message.replace(secret, "***")
    return " ".join(message.split())
