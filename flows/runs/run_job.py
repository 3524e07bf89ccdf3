"""What a run's flow is given, in one piece that Prefect does not look into."""

from flows.runs.plan_run import RunPlan
from warehouse.folder.data_folder import DataFolder
from warehouse.folder.run_ending import RunEnding
from warehouse.folder.run_record import RunRecord


class RunJob:
    """Plan, data folder, ending, record and year of a run.

    No dataclass: Prefect would send its fields to its server, which takes no path with bytes that are not UTF-8.
    """

    __slots__ = ("data", "ending", "error", "has_ended", "plan", "record", "year")

    def __init__(
        self,
        plan: RunPlan,
        data: DataFolder,
        ending: RunEnding,
        record: RunRecord,
        year: int | None,
    ) -> None:
        self.plan = plan
        self.data = data
        self.ending = ending
        self.record = record
        self.year = year
        # What ended the flow, which Prefect keeps in a form of its own; and whether it came to its end.
        self.error: BaseException | None = None
        self.has_ended = False
