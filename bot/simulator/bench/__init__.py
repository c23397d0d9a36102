"""A workbench for staff: two phones, a clock to turn, a line to cut, the graph of the flow.

Whatever it does, it does to the service that everybody talks to. It is there only where the simulator is.
"""

from bot.simulator.bench.bench import Bench
from bot.simulator.bench.endpoints import bench_routes

__all__ = ["Bench", "bench_routes"]
