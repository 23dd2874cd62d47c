"""The list of stages and nothing else."""

from claimtrail.pipeline.stages import Annotate, Clean, Extract, MapStage

CLEANED: tuple[MapStage, ...] = (Clean(),)
ANNOTATED: tuple[MapStage, ...] = (Clean(), Annotate())
CLAIMS: tuple[MapStage, ...] = (Clean(), Annotate(), Extract())

__all__ = ["ANNOTATED", "CLAIMS", "CLEANED", "MapStage"]
