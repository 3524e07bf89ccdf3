"""Every file of the publication."""

from supply.site.pages.page import Page
from supply.site.publication import describe_publication
from supply.site.read_marts import SiteMarts


def data_page(marts: SiteMarts) -> Page:
    """Every file of the publication: what it is, and how to cite it."""
    names = ("index", "indicators", "history", "agencies", "issuers", "changes", "releases", "findings")  # fmt: skip
    words = {"index": ("overview", "by_goal"), "history": ("indicator", "history")}
    context = {
        "publication": describe_publication(marts),
        "documents": [row for row in marts["documents"] if row["is_current"]],
    }
    return Page(
        "data.html",
        "data.html.j2",
        "data.html",
        context,
        lambda say: {"tables": [(name, say(*words.get(name, ("page", name)))) for name in names]},
    )
