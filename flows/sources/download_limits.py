"""What a download may take, and how often it is tried."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DownloadLimits:
    """Limits of one download; times in seconds, sizes in bytes.

    Attributes:
        connect_seconds: until the server accepts the connection.
        read_seconds: between two pieces of the answer.
        total_seconds: for one source as a whole, retries and waits included.
        largest_body: what may come, before and after decompression.
        most_redirects: how often the server may send us elsewhere.
        attempts: how often one source is asked in all.
        first_wait: before the second attempt; each further one waits twice as long, with a random part.
        longest_wait: the most that is waited between two attempts.
        longest_retry_after: the longest wait that a server may ask for; beyond it we leave until the next check.
        sources_at_once: how many hosts are asked at the same time; one host is asked one thing after the other.
    """

    connect_seconds: float = 10.0
    read_seconds: float = 30.0
    total_seconds: float = 300.0
    largest_body: int = 50 * 1024 * 1024
    most_redirects: int = 5
    attempts: int = 4
    first_wait: float = 2.0
    longest_wait: float = 60.0
    longest_retry_after: float = 120.0
    sources_at_once: int = 4
