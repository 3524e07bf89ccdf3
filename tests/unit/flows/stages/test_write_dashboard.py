"""A dashboard that cannot be written costs nothing but itself."""

from flows.stages.write_dashboard import write_dashboard


def test_a_dashboard_that_fails_is_told_and_fails_nothing(sample_warehouse, monkeypatch):
    def full_disk(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("supply.site.build_site.build_site", full_disk)
    told = write_dashboard(sample_warehouse, sample_warehouse.warehouse, sample_warehouse.site)
    assert told == "OSError: [Errno 28] No space left on device"
