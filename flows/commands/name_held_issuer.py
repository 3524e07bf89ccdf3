"""Which of the issuers held a person means."""

from flows.runs.name_issuers import load_issuer_names
from warehouse.errors import NotPublishedError
from warehouse.folder.held_reports import HeldReports
from warehouse.say import listed_issuers


def name_held_issuer(held: HeldReports, name: str) -> str:
    """Find an issuer by its name as it is held, or by another name that it has: 衛生福利部 is 衛福部.

    Raises:
        NotPublishedError: no report of it is held.
    """
    settled = name if name in held.issuers else load_issuer_names().settle(name)
    if settled not in held.issuers:
        raise NotPublishedError(
            "no-report-of-issuer", name=name, issuers=listed_issuers(held.issuers)
        )
    return settled
