"""Addresses as messages may show them: passwords and access keys stand in user part and query."""

import httpx

_UNREADABLE = "(an address that cannot be shown)"


def redact(address: str | httpx.URL) -> str:
    """Return an address without user, password, query and fragment."""
    try:
        url = httpx.URL(address)
    except httpx.InvalidURL:
        return _UNREADABLE
    if not url.scheme:
        return _UNREADABLE
    # A file: address or a mail address has no host; its path may say anything.
    if not url.host:
        return f"{url.scheme}:…"
    port = "" if url.port is None else f":{url.port}"
    host = f"[{url.host}]" if ":" in url.host else url.host
    path = url.raw_path.decode("ascii").partition("?")[0]
    return f"{url.scheme}://{host}{port}{path}{'?…' if url.query else ''}"
