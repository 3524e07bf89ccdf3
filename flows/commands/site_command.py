"""`tsdg site`: write the dashboard from the published warehouse."""

import sys

from warehouse.folder.data_folder import DataFolder
from warehouse.folder.published import open_published
from warehouse.say import tell


def make_site(data: DataFolder) -> None:
    """Build the dashboard and say where it is.

    Raises:
        NotPublishedError: nothing has been published yet.
    """
    from supply.site.build_site import build_site

    with open_published(data) as connection:
        n_pages = build_site(connection, data)
    sys.stdout.write(tell("run-site", count=n_pages, where=data.site / "index.html") + "\n")
