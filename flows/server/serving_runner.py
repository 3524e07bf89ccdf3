"""Runs the served deployment until it is told to stop, after clearing what an earlier serving left behind."""

import asyncio
import signal
from contextlib import suppress
from typing import TYPE_CHECKING

from warehouse.errors import TsdgError
from warehouse.folder.data_folder import DataFolder

if TYPE_CHECKING:
    from prefect.client.orchestration import PrefectClient
    from prefect.client.schemas.objects import State
    from prefect.deployments.runner import RunnerDeployment
    from prefect.runner import Runner

_UNFINISHED = ("RUNNING", "PENDING", "CANCELLING")


async def run_until_cancelled(
    runner: "Runner", deployment: "RunnerDeployment", data: DataFolder, *, is_own: bool
) -> None:
    """Register the deployment and start its runs when they are due.

    Args:
        runner: starts the runs.
        deployment: what is served.
        data: the folder that is served.
        is_own: the server is ours alone and began with us.
    """
    from prefect.client.orchestration import get_client

    async with get_client() as client:
        await _forget_missed_checks(client, deployment.full_name, is_own=is_own)
        if is_own:
            await _tell_crashed(client, data)
    await runner.aadd_deployment(deployment)
    serving = asyncio.create_task(runner.start())
    # Once it has begun it has set a handler of its own, which ends the process from within; cancelling closes one
    # thing after the other.
    await asyncio.sleep(0)
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, serving.cancel)
    await serving


async def _forget_missed_checks(client: "PrefectClient", full_name: str, *, is_own: bool) -> None:
    """Drop the checks whose time passed while nothing was served: the next one sees all that they would have seen.

    A check that was killed with its server holds the one slot for ever, since nobody else knew of its lease; every
    later check would be cancelled. Only a new deployment has a free slot.
    """
    from prefect.exceptions import ObjectNotFound

    with suppress(ObjectNotFound):
        known = await client.read_deployment_by_name(full_name)
        await client.pause_deployment(known.id)
        if is_own:
            await client.delete_deployment(known.id)


async def _tell_crashed(client: "PrefectClient", data: DataFolder) -> None:
    """Let no run of a killed process be called running; while another run is writing, nothing can be told."""
    from prefect.client.schemas.filters import FlowRunFilter
    from prefect.states import Crashed

    with suppress(TsdgError), data.lock():
        unfinished = await client.read_flow_runs(
            flow_run_filter=FlowRunFilter.model_validate({"state": {"type": {"any_": _UNFINISHED}}})
        )
        for run in unfinished:
            ended: State[None] = Crashed(message="its process was ended before the run was")
            await client.set_flow_run_state(run.id, ended, force=True)
