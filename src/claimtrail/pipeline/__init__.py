"""The list of stages and nothing else."""
